"""Word tables behind the prose error generator: which English words people confuse, and how."""

# Groups of words that sound or look alike: any member may stand where another belongs.
CONFUSED = """
its it's|their there they're|then than|your you're|to too|loose lose|affect effect|whose who's
weather whether|accept except|were where|we're were|of off|quite quiet|passed past|lead led
advice advise|principal principle|complement compliment|choose chose|breath breathe|peace piece
brake break|here hear|no know|now know|new knew|one won|write right|wright write|bye by buy
threw through|though through|thought though|through thorough|desert dessert|device devise
stationary stationery|site sight cite|week weak|wait weight|who which|this these|that than
allowed aloud|altogether together|any anyone|form from|where wear|hole whole|role roll|some sum
plain plane|mail male|made maid|waste waist|ensure insure|adapt adopt|personal personnel
practice practise|latter later|were we're|lets let's|whats what's|every-day everyday|sent send
spend spent|build built|lose loss|prove proof|belief believe|safe save|live leave|than that
have of|and an|an and|is as|as is|if of|it is|or of|on one|be by
""".replace("\n", "|")

# Verb forms that disagree in number; the generator swaps within a pair.
AGREEMENT = """
is are|was were|has have|does do|doesn't don't|isn't aren't|wasn't weren't|hasn't haven't
""".replace("\n", "|")

# Third-person forms that technical and everyday prose really uses.
THIRD_PERSON = {
    line.split(":")[0]: line.split(":")[1]
    for line in """accepts:accept adds:add allows:allow appears:appear applies:apply asks:ask avoids:avoid
becomes:become begins:begin behaves:behave belongs:belong breaks:break brings:bring builds:build calls:call
causes:cause comes:come computes:compute connects:connect considers:consider consists:consist contains:contain
converts:convert copies:copy costs:cost creates:create defaults:default defines:define deletes:delete
depends:depend describes:describe determines:determine differs:differ disables:disable displays:display
emits:emit enables:enable ends:end ensures:ensure enters:enter exists:exist exits:exit expects:expect
explains:explain expires:expire fails:fail feels:feel fetches:fetch finds:find finishes:finish fits:fit
follows:follow gets:get gives:give goes:go grows:grow handles:handle happens:happen helps:help holds:hold
ignores:ignore implements:implement improves:improve includes:include indicates:indicate installs:install
involves:involve keeps:keep knows:know lacks:lack lasts:last leads:lead leaves:leave lets:let likes:like
lists:list lives:live loads:load locks:lock looks:look loses:lose makes:make matches:match means:mean
moves:move needs:need occurs:occur offers:offer opens:open overrides:override parses:parse pays:pay
performs:perform plays:play points:point prevents:prevent prints:print produces:produce protects:protect
proves:prove provides:provide puts:put raises:raise reaches:reach reads:read receives:receive records:record
reduces:reduce refers:refer rejects:reject relates:relate remains:remain removes:remove replaces:replace
reports:report represents:represent requires:require resets:reset resolves:resolve responds:respond
retries:retry returns:return runs:run says:say seems:seem selects:select sends:send serves:serve sets:set
shows:show skips:skip solves:solve sorts:sort speaks:speak specifies:specify starts:start stays:stay
stops:stop stores:store succeeds:succeed suggests:suggest supports:support takes:take tells:tell tests:test
thinks:think throws:throw tracks:track tries:try turns:turn uses:use validates:validate wants:want
waits:wait works:work writes:write yields:yield causes:cause lies:lie wins:win understands:understand""".split()
}
BASE_TO_THIRD = {base: third for third, base in THIRD_PERSON.items()}

# Past tense and participle per base, for tense and auxiliary errors.
IRREGULAR = {
    base: (past, participle)
    for base, past, participle in (
        entry.split("/")
        for entry in """be/was/been become/became/become begin/began/begun break/broke/broken bring/brought/brought
build/built/built choose/chose/chosen come/came/come do/did/done draw/drew/drawn drive/drove/driven eat/ate/eaten
fall/fell/fallen feel/felt/felt find/found/found forget/forgot/forgotten get/got/gotten give/gave/given
go/went/gone grow/grew/grown have/had/had hear/heard/heard hide/hid/hidden hold/held/held keep/kept/kept
know/knew/known leave/left/left lose/lost/lost make/made/made mean/meant/meant meet/met/met override/overrode/overridden
run/ran/run say/said/said see/saw/seen send/sent/sent show/showed/shown speak/spoke/spoken spend/spent/spent
take/took/taken teach/taught/taught tell/told/told think/thought/thought throw/threw/thrown understand/understood/understood
wear/wore/worn win/won/won write/wrote/written catch/caught/caught buy/bought/bought freeze/froze/frozen
rise/rose/risen shake/shook/shaken steal/stole/stolen swim/swam/swum sing/sang/sung drink/drank/drunk""".split()
    )
}
PARTICIPLE_TO_PAST = {
    participle: past for past, participle in IRREGULAR.values() if past != participle and participle != "run"
}
PAST_TO_BASE = {past: base for base, (past, _) in IRREGULAR.items() if past not in ("was", "had")}
PARTICIPLE_TO_BASE = {part: base for base, (_, part) in IRREGULAR.items()}
# What learners make of an irregular past: "goed", "catched".
REGULARISED = {
    past: base + ("d" if base.endswith("e") else "ed")
    for base, (past, _) in IRREGULAR.items()
    if base in ("go", "catch", "teach", "buy", "throw", "build", "send", "choose", "break", "run", "feel", "drive", "draw", "think", "find")
}

COMPARATIVES = """better worse easier faster slower bigger smaller larger higher lower simpler cleaner
safer older newer stronger cheaper clearer shorter longer quicker""".split()
SUPERLATIVES = "best worst easiest fastest slowest biggest smallest largest highest simplest safest".split()

# (left word, right preposition) -> prepositions that learners put instead.
COLLOCATIONS = {
    "depends on": "of from", "depend on": "of from", "depending on": "of from", "depended on": "of",
    "interested in": "on for about", "responsible for": "of", "according to": "with", "instead of": "from",
    "consists of": "from in", "consist of": "from in", "based on": "in at", "similar to": "with as",
    "different from": "of", "related to": "with", "related to": "at", "listen to": "at on", "listens to": "at on",
    "look at": "to", "looks at": "to", "waiting for": "to on", "wait for": "to", "waits for": "to",
    "belongs to": "at with", "belong to": "at with", "access to": "at of", "refers to": "at on", "refer to": "at on",
    "added to": "at", "connected to": "with at", "compared to": "of", "result of": "from", "because of": "from",
    "out of": "from", "part of": "from", "list of": "from with", "number of": "from", "kind of": "from",
    "reason for": "of", "need for": "of", "support for": "of to", "due to": "of for", "good at": "in",
    "bad at": "in", "aware of": "about", "capable of": "to for", "full of": "with", "afraid of": "from",
    "proud of": "for", "married to": "with", "arrived at": "to", "arrive at": "to", "interest in": "for on",
    "difference between": "of", "participate in": "to at", "focus on": "in at", "focuses on": "in at",
    "rely on": "in of", "relies on": "in of", "prevent from": "of", "stored in": "at", "written in": "on with",
    "returned by": "from of", "used by": "from", "used for": "to", "such as": "like", "able to": "of",
    "at least": "in", "for example": "by in", "by default": "per on", "in general": "on", "on time": "at",
    "in front": "at", "at night": "in", "at home": "in", "on Monday": "in at", "on Friday": "in at",
    "in order": "on", "at the": "in on", "on the": "in at", "in the": "on at", "to the": "at in", "for the": "to",
    "in this": "on at", "in a": "on at", "with the": "to by", "of the": "from in",
}

# Count nouns that technical and everyday prose uses after a plural determiner or a number.
PLURALS = {
    plural: plural[:-1]
    for plural in """files options values arguments errors parameters functions methods objects users tests
changes messages lines characters names fields modules packages commands examples results requests responses
clients servers tools types strings numbers elements items entries keys tokens threads events pages words
people_ days weeks months years hours minutes seconds things problems questions ideas students teachers
friends books cars houses customers projects documents bugs features steps rules models columns rows tables
nodes images links variables classes_ versions times ways cases reasons parts points details settings
permissions records buttons windows groups plugins branches_ commits releases teams members sentences hunks""".split()
    if not plural.endswith("_") and not plural.endswith("ies")
}
IRREGULAR_PLURALS = {
    "people": "peoples", "children": "childs", "men": "mans", "women": "womans", "feet": "foots",
    "indices": "indexs", "entries": "entrys", "properties": "propertys", "libraries": "librarys",
    "directories": "directorys", "queries": "querys", "classes": "classs", "branches": "branchs",
    "dependencies": "dependencys", "matches": "matchs", "processes": "process", "criteria": "criterias",
    "analyses": "analysises", "boxes": "boxs", "lives": "lifes", "leaves": "leafs",
}
UNCOUNTABLE = {
    "information": "informations", "software": "softwares", "advice": "advices", "hardware": "hardwares",
    "feedback": "feedbacks", "knowledge": "knowledges", "documentation": "documentations",
    "equipment": "equipments", "research": "researches", "homework": "homeworks", "traffic": "traffics",
    "progress": "progresses", "evidence": "evidences", "luggage": "luggages", "furniture": "furnitures",
    "work": "works", "code": "codes", "data": "datas", "news": "newses", "money": "moneys",
}
PLURAL_CUES = set(
    """these those many several few some both all two three four five six seven eight nine ten multiple various
different other more most following""".split()
)

# Words that people run together or tear apart; the clean form comes first.
JOINED = {
    "a lot": "alot", "at least": "atleast", "in fact": "infact", "in case": "incase", "as well": "aswell",
    "each other": "eachother", "every time": "everytime", "no one": "noone", "in order": "inorder",
    "a few": "afew", "such as": "suchas", "of course": "ofcourse", "up to": "upto", "all right": "allright",
    "even though": "eventhough", "high school": "highschool", "for example": "forexample", "in front": "infront",
}
SPLIT = {
    "into": "in to", "cannot": "can not", "without": "with out", "another": "an other", "however": "how ever",
    "somewhere": "some where", "something": "some thing", "everything": "every thing", "anything": "any thing",
    "everyone": "every one", "themselves": "them selves", "itself": "it self", "within": "with in",
    "otherwise": "other wise", "therefore": "there fore", "although": "al though", "already": "all ready",
    "sometimes": "some times", "myself": "my self", "understand": "under stand", "whenever": "when ever",
}

CONTRACTIONS = """don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't couldn't
shouldn't can't that's there's what's you're they're we're it's I'm I've I'll you'll you've we've we'll let's he's
she's they've who's""".split()

# Proper names that people write in lower case.
LOWERED = {
    name: name.lower()
    for name in """English German French Spanish Italian Chinese Japanese Russian Europe Germany France America
London Paris Berlin India China Japan Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
February April June July August September October November December Unicode""".split()
}

# Words that open a sentence and want a comma behind them.
INTRODUCTIONS = """However Therefore Moreover Furthermore Otherwise Finally Fortunately Unfortunately Additionally
Consequently Nevertheless Meanwhile Instead Similarly""".split()

# Spellings by ear: pattern -> what comes out. Applied inside a word of six letters or more.
PHONETIC = [
    ("ie", "ei"), ("ei", "ie"), ("ance", "ence"), ("ence", "ance"), ("able", "ible"), ("ible", "able"),
    ("ant", "ent"), ("ent", "ant"), ("tion", "sion"), ("sion", "tion"), ("ph", "f"), ("ough", "uff"),
    ("ally", "aly"), ("ely", "ly"), ("ful", "full"), ("cess", "ces"), ("sc", "s"), ("que", "ck"), ("ary", "ery"),
    ("ory", "ery"), ("our", "or_"), ("ise", "ice"), ("igh", "i"), ("wh", "w"), ("kn", "n"), ("ment", "mant"),
    ("ea", "ee"), ("ee", "ea"), ("ai", "ay"), ("ck", "k"), ("qu", "kw"), ("ous", "us"), ("ate", "it"),
    ("er", "ar"), ("ar", "er"), ("or", "er"), ("er", "or"), ("i", "e"), ("e", "i"), ("a", "e"), ("e", "a"),
]

NEIGHBOURS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnm",
        """wa qes wrd etf ryg tuh yij uok ipl ol qsz awdx sefc drgv fthb gyjn hukm jil ko
xa zsc xdv cfb vgn bhm nj""".split(),
    )
)
