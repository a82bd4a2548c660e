"""Composes everyday sentences (mail, chat, stories, notes) from a small grammar, to balance the manuals.

Documentation rarely says `they're`, `your` or `yesterday`. These sentences put agreement, articles, pronouns,
contractions and easily confused words into contexts that decide them. `everyday_sentences.txt` holds most of the patterns: each
gets its share of the sentences, with something said before it where its slots alone do not make so many.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

from exclude import Exclusion, add_exclude_argument

# {slot} expands recursively; {a:slot} puts the right indefinite article in front.
GRAMMAR: dict[str, str] = {
    "name": "Anna|Ben|Maria|Tom|Lucy|Sarah|David|Emma|James|Olivia|Peter|Nina|Sam|Laura|Daniel|Julia|Mark|Alice|Kevin|Sophie|Paul|Max|Hannah|Oliver|Clara|Eric|Grace|Helen|Jack|Karen|Leo|Marta|Omar|Priya|Rosa|Simon|Tina|Victor|Wei|Yuki|Ahmed|Carlos|Elena|Fatima|Ivan|Mei",
    "day": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    "month": "January|February|March|April|June|July|August|September|October|November|December",
    "person": "teacher|doctor|manager|neighbour|student|customer|driver|friend|brother|sister|colleague|waiter|engineer|artist|editor|uncle|aunt|actor|officer|owner|artist|author|designer|reviewer|developer|user|guest|child",
    "people": "teachers|doctors|students|customers|drivers|friends|parents|colleagues|engineers|children|neighbours|guests|users|players|visitors|workers|tourists|people|women|men|developers|members",
    "thing": "book|letter|report|bag|phone|table|window|door|car|bicycle|picture|ticket|package|key|cup|chair|umbrella|email|invoice|apple|orange|egg|computer|document|proposal|meeting|idea|answer|engine|old map|interesting story|hour|umbrella|article|office|elevator|onion|open question|issue|update|error|example|exercise|image|island|item",
    "things": "books|letters|reports|bags|phones|tables|windows|doors|cars|pictures|tickets|packages|keys|cups|chairs|emails|invoices|apples|documents|files|results|questions|answers|notes|tests|changes|boxes|shoes|photos|numbers|stories|plans|ideas|problems|instructions|recipes",
    "place": "kitchen|garden|office|station|library|park|school|hospital|airport|village|hotel|museum|market|restaurant|theatre|city|garage|hall|beach|church|shop|forest|café|basement",
    "adj": "new|old|small|large|beautiful|expensive|important|interesting|difficult|easy|empty|heavy|quiet|strange|useful|honest|early|ugly|unusual|excellent|awful|red|blue|warm|cold|broken|simple|happy|serious|urgent|final|short|long|clean|dirty|safe|tired|ready",
    "plain": "new|old|small|large|beautiful|expensive|important|interesting|difficult|easy|empty|heavy|quiet|strange|useful|warm|cold|broken|simple|short|clean|dirty|safe",
    "state": "tired|ready|late|early|happy|angry|hungry|busy|sick|surprised|worried|excited|sure|afraid|proud|alone|bored|nervous|grateful|free",
    "comp": "bigger|smaller|better|worse|faster|older|cheaper|more expensive|more interesting|easier|longer|warmer|stronger|heavier|more useful",
    "sup": "biggest|smallest|best|worst|fastest|oldest|cheapest|most expensive|most interesting|easiest|longest|strongest",
    "when": "yesterday|last week|last year|on {day}|two days ago|this morning|in {month}|last night|a few minutes ago|on Friday evening",
    "soon": "tomorrow|next week|on {day}|soon|in {month}|next month|by the end of the day|as soon as possible|later today|in an hour",
    "often": "every day|every morning|on Sundays|every week|all the time|twice a week|in the evening",
    "where": "in the {place}|at the {place}|near the {place}|behind the {place}",
    "poss": "my|your|his|her|our|their",
    "ns": "the {person}|{poss} {person}|the {plain} {thing}|{name}|the {thing}|{poss} {thing}|the list of {things}|the box of {things}|the price of the {things}|one of the {things}|one of {poss} {people}|each of the {people}|everyone|nobody|the {person} with the {things}|the {thing} on the {things}|someone|every {person}|this {thing}|that {thing}|neither of the {people}|the number of {things}",
    "np": "the {people}|{poss} {people}|the {plain} {things}|the {things}|{poss} {things}|{name} and {name}|the {things} on the {thing}|the {people} in the {place}|most of the {things}|some {people}|many {people}|these {things}|those {things}|both {people}|all of the {people}|several {things}|a few {people}|the {people} from the {place}|{name} and {poss} {person}",
    "ls": "the {person}|{poss} {person}|{name}|he|she|everyone|nobody|each of the {people}|every {person}|someone|one of {poss} {people}|the {person} from the {place}",
    "l1": "the {person}|{poss} {person}|{name}|he|she|the {person} from the {place}",
    "n1": "the {person}|{poss} {person}|the {plain} {thing}|{name}|the {thing}|{poss} {thing}|the list of {things}|the price of the {things}|this {thing}",
    "lp": "the {people}|{poss} {people}|{name} and {name}|they|we|you|some {people}|most {people}|the {people} in the {place}|all of the {people}",
    "obj": "{a:thing}|the {thing}|{poss} {thing}|the {things}|{poss} {things}|some {things}|two {things}|{a:adj} {person}|many {things}|a lot of {things}|three {plain} {things}|a few {things}|enough {things}",
    "v3": "likes|needs|wants|has|sees|knows|buys|sells|reads|remembers|brings|keeps|checks|opens|finds|loses|uses|makes|sends|writes about|talks about|asks for|looks for|carries|watches|forgets",
    "v0": "like|need|want|have|see|know|buy|sell|read|remember|bring|keep|check|open|find|lose|use|make|send|write about|talk about|ask for|look for|carry|watch|forget",
    "vp": "liked|needed|wanted|had|saw|knew|bought|sold|read|remembered|brought|kept|checked|opened|found|lost|used|made|sent|wrote about|talked about|asked for|looked for|carried|watched|forgot|took|gave away|broke|left|chose|drew|hid|stole|threw away|ate|drove past",
    "vpp": "seen|written|taken|broken|chosen|forgotten|given away|eaten|bought|sold|lost|found|checked|opened|sent|made|read|known|stolen|hidden|drawn|worn|shown",
    "ving": "reading|writing|looking for|talking about|waiting for|using|carrying|cleaning|opening|checking|thinking about|working on|searching for|watching|selling|buying",
    "iv3": "works|lives|waits|sleeps|arrives|leaves|sits|stays|goes to work|does the dishes|plays|swims|runs|walks|studies|teaches|cooks",
    "iv0": "work|live|wait|sleep|arrive|leave|sit|stay|go to work|do the dishes|play|swim|run|walk|study|teach|cook",
    "ivp": "worked|lived|waited|slept|arrived|left|sat|stayed|went to work|did the dishes|played|swam|ran|walked|studied|taught|cooked|fell asleep|came back|began to laugh",
    "sus": "I'm|you're|he's|she's|we're|they're",
    "because": " because {clause}| since {clause}| although {clause}|, so {clause}|, but {clause}|, and {clause}| while {clause}",
    "clause": "it was too {adj}|the {things} were {adj}|the {thing} is {adj}|they're {state}|it's {adj}|we have {obj}|there is {a:thing} {where}|there are {things} {where}|she doesn't {v0} {obj}|they don't {v0} {obj}|he was {state}|they were {state}|the weather was better than expected|nobody knows where {poss} {things} are|you're {state}",
}
GRAMMAR["sentence"] = "|".join(
    """{ls} {v3} {obj} {often}.|{lp} {v0} {obj} {often}.|{ls} {vp} {obj} {when}.|{lp} {vp} {obj} {when}.|{ls} has {vpp} {obj}.|{lp} have {vpp} {obj}.
{ns} is {adj}.|{np} are {adj}.|{ns} was {adj} {when}.|{np} were {adj} {when}.|{n1} doesn't look {adj}.|{np} don't look {adj}.|{ns} has been {adj} for years.|{np} have been {adj} for years.
{ls} is {ving} {obj}.|{lp} are {ving} {obj}.|{ls} was {ving} {obj} {where}.|{lp} were {ving} {obj} {where}.|{ls} {iv3} {where} {often}.|{lp} {iv0} {where} {often}.|{ls} {ivp} {where} {when}.|{lp} {ivp} {where} {when}.
There is {a:thing} {where}.|There are {things} {where}.|There was {a:adj} {thing} {where}.|There were many {things} {where}.|There are too many {things} {where}.|There isn't enough time to check the {things}.
It's {a:adj} {thing}.|It's time to {v0} {obj}.|It's too {adj} to use.|I think it's {adj}.|The dog wagged its tail.|The company changed its name {when}.|The {thing} lost its colour.|The cat licked its paws {where}.|The {place} is famous for its {things}.|Every {thing} has its own {thing}.
Their {things} are {comp} than ours.|They're {ving} {poss} {things}.|Their {thing} is over there.|They left their {things} {where}.|I know they're {state}.|They said that there was {a:thing} {where}.|They're not sure where their {things} are.
You're {state}, aren't you?|Your {thing} is {where}.|Is this your {thing}?|You're going to {v0} {obj}, right?|I hope you're not {state}.|Please send me your {things} {soon}.|Did you forget your {thing}?|If you're {state}, you can stay {where}.|Let me know when you're {state}.
This {thing} is {comp} than that one.|She is {comp} at this than her {person}.|It was {comp} than we had expected.|First we {v0} {obj}, and then we {v0} the {things}.|Then they {vp} {obj}.|I would rather {v0} {obj} than {v0} {obj}.|This is the {sup} {thing} I have ever {vpp}.|It was the {sup} {thing} in the {place}.
I don't want to lose {poss} {thing}.|The screws are loose.|These trousers are too loose.|Don't lose {poss} {things}.|We could lose a lot of money.|The rain affected the {things}.|The change had no effect on the {things}.|How will this affect {poss} {people}?|The new rule will take effect {soon}.
Who's {ving} {obj}?|Whose {thing} is this?|I don't know whose {things} these are.|Who's going to {v0} {obj}?|The {person} whose {thing} was {adj} called {when}.
I have too many {things}.|{name} wants to come too.|It's too late to {v0} {obj}.|We need two {things} to finish this.|I gave the {thing} to {name}.|She went to the {place} to {v0} {obj}.|I'd like to {v0} {obj}, too.
I should have {vpp} {obj}.|You could have told me earlier.|She would have {vpp} the {things}.|They must have left already.|We might have {vpp} the wrong {things}.|He shouldn't have {vpp} {obj}.
I accept your offer.|Everyone except {name} {vp} {obj}.|Thank you for your advice.|I would advise you to {v0} {obj}.|The weather is nice today.|I don't know whether {l1} {v3} {obj}.|I'm not sure whether they {v0} {obj}.|The soup tasted of onions.|He turned off the lights and left.|Please turn the computer off.|Can you hear the music?|Come here and look at this.
I passed the {place} on my way home.|We drove past the {place} {when}.|In the past, {lp} {vp} {obj}.|The principal reason is {adj}.|He has strong principles.|She quit her job because it was quite {adj}.|The {place} was quite {adj}.|We were {adj} before, and we are {adj} now.|Where were you {when}?|We're {ving} {obj} right now.|We're going to the {place} {soon}.
Thank you for your email.|Thanks for getting back to me so quickly.|I'm sorry for the late reply.|I look forward to hearing from you.|Please find the {thing} attached.|Could you please send me the {things} {soon}?|I just wanted to let you know that {clause}.|Let me know if you have any questions.|Please don't hesitate to contact me.|I hope this email finds you well.|As we discussed {when}, {lp} will {v0} {obj} {soon}.|Would you be able to {v0} {obj} {soon}?|I have attached the {things} that you asked for.|We apologize for the inconvenience.|I will be out of the office until {day}.|The meeting has been moved to {day}.|Can we meet {soon} to talk about the {things}?
However, {clause}.|Unfortunately, {clause}.|In my opinion, {ns} is too {adj}.|After the meeting, {lp} {vp} {obj}.|When {l1} arrived, {lp} were {ving} {obj}.|If it rains {soon}, {lp} will {v0} {obj}.|If I were you, I would {v0} {obj}.|Before you leave, please check the {things}.|As soon as {l1} {v3} {obj}, we can leave.|For example, {ns} is {adj}.|Of course, {np} are {adj}.
{ls} {vp} {obj}{because}.|{lp} {vp} {obj}{because}.|I can't {v0} {obj}{because}.|We didn't {v0} {obj} {when}{because}.|{l1} doesn't {v0} {obj}{because}.|{lp} don't {v0} {obj}{because}.|Does {l1} {v0} {obj}?|Do {lp} {v0} {obj}?|Did {l1} {v0} {obj} {when}?|Have {lp} ever {vpp} {obj}?|Has {l1} {vpp} {obj}?|Why does {l1} {v0} {obj}?|What do {lp} {v0} {often}?|Where did {lp} find {obj}?|Is {n1} {adj}?|Are {np} {adj}?
Each of the {things} has {a:adj} {thing}.|Every {person} and every {person} has {a:thing}.|Neither of the {things} is {adj}.|Either {name} or {name} is {ving} {obj}.|One of the {things} was {adj}.|A number of {people} were {adj}.|The number of {people} is growing.|The news is {adj}.|The information was very useful.|The police are looking for {a:adj} {thing}.|My family lives {where}.|The team is {ving} {obj}.|Mathematics is {a:adj} subject.
{name} and I went to the {place} {when}.|The {person} gave {name} and me {obj}.|Between you and me, {clause}.|She told him and his {person} about the {things}.|They did it themselves.|He hurt himself {when}.|I myself {vp} {obj}.
I have lived here since {month}.|I have lived here for two years.|We have been waiting for an hour.|She has been working here since last year.|I am interested in {things}.|He is good at {ving} {things}.|They arrived at the {place} {when}.|It depends on the {thing}.|She is afraid of the {thing}.|We listened to the {person}.|He is married to {name}.|I agree with {name}.|They succeeded in {ving} {obj}.|He insisted on {ving} {obj}.|I'm used to {ving} {things}.
There are fewer {things} than last year.|There is less water in the lake than before.|He did {a:adj} job.|She speaks English very well.|He drove slowly and carefully.|They quickly {vp} {obj}.|The {people} sang beautifully.|We hardly ever {v0} {obj}.|I haven't {vpp} any {things}.|Nobody has {vpp} anything.
"I am {state}," said {name}.|"Where is {poss} {thing}?" asked {name}.|"We're going to be late," she said.|He opened the door and looked {where}.|She smiled, picked up {poss} {thing}, and left.|It was raining, so they stayed {where}.|The old {person} sat {where} and watched the {people}.|Suddenly the lights went out, and nobody could see anything.|The children were playing {where} when it began to rain.|He put on his coat and walked to the {place}.|She had never {vpp} such {a:adj} {thing} before.
This function returns {a:thing}.|This method checks whether the {things} are {adj}.|Make sure that the {things} are {adj} before you continue.|The values in this list are sorted.|We need to fix this before the next release.|The tests don't pass on my machine.|The user doesn't have an account yet.|This value is used to calculate the total.|An error occurs when the {things} are missing.|The server sends an HTTP response.|It returns an empty list if there are no {things}.|If the file doesn't exist, it is created.|A unique name is required.|A user can have several accounts.|It took an hour to fix an honest mistake.|This is a one-time payment.|She studies at a university in Europe.|He works for a European company.""".replace(
        "\n", "|"
    ).split("|")
)

VOWEL_SOUND = re.compile(r"^(?:hour|honest|HTTP|(?!(?:uni[^n]|use|usu|one|euro))[aeiou])", re.I)
_SLOT = re.compile(r"\{(?:(a):)?(\w+)\}")
OPTIONS = {name: text.split("|") for name, text in GRAMMAR.items()}
PATTERNS: list[str] = []
for line in (Path(__file__).with_name("everyday_sentences.txt")).read_text(encoding="utf-8").splitlines():
    slot = re.match(r"(\w+) = (.+)", line)
    if slot:
        OPTIONS[slot[1]] = slot[2].split("|")
    elif line and not line.startswith("#"):
        PATTERNS.append(line)
OLD_SHARE = 0.25  # of the sentences that `GRAMMAR` makes

# What may be said before a statement, a question or a request.
BEFORE_STATEMENT = """By the way, |In fact, |Of course, |Luckily, |I think that |I know that |I'm sure that |{name} says that |{name} told me that |{name} wrote that |
{name} thinks that |{name} mentioned that |I heard that |We all know that |Did you know that |It's true that |Please note that |
As you know, |{name} and I think that |My {kin} always says that |I told {name} that |I was surprised that |The problem is that |
I have read that |They say that |You can see that |Remember that |Yes, |Sorry, but |Well, """.replace("\n", "").split("|")
BEFORE_OTHERS = "{name}, |Sorry, {name}, |{hello} |Sorry, |OK, |OK, {name}, |By the way, |One more thing: ".split("|")
BEFORE_CLAUSE = "You know, |Anyway, |Well, |Yes, |By the way, |As I said, |In fact, |I remember that |{name} says that |{name} wrote that ".split("|")
CLAUSE = set("Although Because When While Before After If As At In On By Since Maybe Sometimes First Last Between Since".split())
STATEMENT = set("I He She We They The It It's I'm We're They're My Our Their Her His This These There A An One Some Most Everyone Nobody".split())
KEEP = re.compile(r"I\b|[A-Z]{2}")


def expand(rng: random.Random, text: str) -> str:
    """Fills every slot; an article slot looks at the word that it got, and a slot that comes twice gets two values."""
    seen: set[str] = set()

    def fill(match: re.Match[str]) -> str:
        for _ in range(8):
            value = expand(rng, rng.choice(OPTIONS[match.group(2)]))
            if value not in seen:
                break
        seen.add(value)
        if match.group(1) is None:
            return value
        return f"{'an' if VOWEL_SOUND.match(value) else 'a'} {value}"

    return _SLOT.sub(fill, text)


def capitalized(text: str) -> str:
    at = 1 if text.startswith('"') else 0
    return text[:at] + text[at].upper() + text[at + 1 :]


def framed(rng: random.Random, pattern: str) -> str:
    """The pattern with something said before it."""
    text = capitalized(expand(rng, pattern))
    first = text.split(" ")[0].strip(",")
    name = any(first in OPTIONS[slot] for slot in ("name", "city", "man", "woman"))
    statement = text.endswith(".") and (first in STATEMENT or name and not text.startswith(first + ","))
    clause = first in CLAUSE and text.endswith(".") and "please" not in text
    before = expand(rng, rng.choice(BEFORE_STATEMENT if statement else BEFORE_CLAUSE if clause else BEFORE_OTHERS))
    if before.startswith("Did you"):
        text = text[:-1] + "?"
    return before + (text if name or KEEP.match(text) else text[0].lower() + text[1:])


def grammatical(rng: random.Random) -> str:
    """One finished sentence of the grammar above."""
    text = capitalized(expand(rng, rng.choice(OPTIONS["sentence"])))
    if rng.random() < 0.06 and not text.startswith('"') and text.endswith("."):
        text = text[:-1] + rng.choice([", I think.", ", as far as I know.", "!", " again.", ", too."])
    return text


def sentences(rng: random.Random, count: int, exclusion: Exclusion) -> list[str]:
    """So many different sentences, a fair share from each pattern."""
    found: dict[str, None] = {}

    def take(text: str) -> bool:
        fresh = text not in found and not exclusion.drops(text)
        if fresh:
            found[text] = None
        return fresh

    share = round(count * (1 - OLD_SHARE) / len(PATTERNS))
    for pattern in PATTERNS:
        plain = pattern.startswith(("{hello}", "{intro}", "Yours"))
        got = sum(take(capitalized(expand(rng, pattern))) for _ in range(share))
        for _ in range(0 if plain else 3 * share):
            if got >= share:
                break
            got += take(framed(rng, pattern))
    for _ in range(count * 20):
        if len(found) >= count:
            break
        take(grammatical(rng))
    return list(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=120_000)
    parser.add_argument("--seed", type=int, default=1)
    add_exclude_argument(parser)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    found = sentences(rng, args.count, Exclusion.load(args.exclude))
    rng.shuffle(found)
    args.out.write_text("\n".join(found) + "\n", encoding="utf-8")
    print(f"{args.out}: {len(found)} sentences")


if __name__ == "__main__":
    main()
