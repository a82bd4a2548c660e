"""Word tables behind the prose error generator: which English words people confuse, and how."""

# Forms of the commonest verbs that disagree in number.
AGREEMENT = {
    word: wrong
    for pair in "is are|was were|has have|does do|doesn't don't|isn't aren't|wasn't weren't|hasn't haven't".split("|")
    for word, wrong in (pair.split(), pair.split()[::-1])
}

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
    "consists of": "from in", "consist of": "from in", "based on": "in at", "similar to": "with as", "different from": "of as",
    "related to": "with at", "listen to": "at on", "listens to": "at on", "look at": "to", "looks at": "to", "waiting for": "to on",
    "wait for": "to", "waits for": "to", "belongs to": "at with", "belong to": "at with", "access to": "at of",
    "refers to": "at on", "refer to": "at on", "added to": "at", "connected to": "with at", "compared to": "of",
    "result of": "from", "because of": "from", "kind of": "from", "reason for": "of", "need for": "of", "support for": "of",
    "due to": "of for", "good at": "in", "bad at": "in", "aware of": "about", "capable of": "to for", "full of": "with",
    "afraid of": "from", "proud of": "for", "married to": "with", "arrived at": "to", "arrive at": "to", "interest in": "for on",
    "difference between": "of", "participate in": "to at", "focus on": "in at", "focuses on": "in at", "rely on": "in of",
    "relies on": "in of", "prevent from": "of", "stored in": "at", "written in": "on with", "returned by": "from of",
    "able to": "of", "out of": "from",
}

# Plurals that learners make by rule.
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

CONTRACTIONS = """don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't couldn't
shouldn't can't that's there's what's you're they're we're it's I'm I've I'll you'll you've we've we'll let's he's
she's they've who's""".split()

# Proper names that people write in lower case.
LOWERED = {
    name: name.lower()
    for name in """English German French Spanish Italian Chinese Japanese Russian Europe Germany France America
London Paris Berlin India China Japan Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
February April June July August September October November December Unicode Python JavaScript
Linux Windows GitHub Google Microsoft Christmas Easter Italy Spain Poland Russia Canada Australia
Africa Asia British American European Indian Turkish Polish Dutch Portuguese Arabic""".split()
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

DAYS = set("monday tuesday wednesday thursday friday saturday sunday".split())

# Fingers on the shortest words.
SLIPS_OF_SMALL_WORDS = {
    "the": "teh hte th the the", "and": "adn nad an", "that": "taht tht thta", "this": "thsi tihs", "with": "wiht wtih whit",
    "have": "ahve hvae haev", "from": "fro fomr", "for": "fro ofr", "you": "yuo yu", "your": "yoru yuor", "of": "fo", "is": "si",
    "to": "ot", "are": "aer rae", "not": "nto", "but": "btu", "was": "wsa", "can": "cna", "all": "al", "will": "wil wll",
    "they": "tehy thye", "there": "tehre", "their": "thier", "when": "wehn whne", "what": "waht", "which": "whcih wich",
    "into": "inot", "some": "soem", "our": "oru", "has": "hsa", "very": "vrey", "just": "jsut", "then": "tehn", "than": "thna",
    "because": "becuase becouse", "about": "abotu", "would": "woudl", "should": "shoudl", "could": "coudl", "other": "otehr",
}  # fmt: skip
