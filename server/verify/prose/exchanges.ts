import { words } from './lexicon.ts';

/** Kinds of exchange between words of a closed class, after the tags of GECToR (Omelianchuk et al. 2020). */
export type ExchangeKind =
  'auxiliary' | 'determiner' | 'article' | 'preposition' | 'pronoun' | 'homophone' | 'confused';

/** Groups any two of whose members people take for each other; behind a `>` stands what is meant when only one way happens. */
const groups: readonly (readonly [kind: ExchangeKind, groups: string])[] = [
  [
    'auxiliary',
    `am is are; was were; be been; is > be; are > be; was > be; being > be been; be > is are; been > is was; has have; had > have; have > had; having > have has; do does;
did done; doing > do; isn't aren't; wasn't weren't; hasn't haven't; doesn't don't; didn't > don't doesn't; is > has; are > have; was > had; were > had; has > is; have > are; do > are;
does > is; don't > aren't; doesn't > isn't; are > they're; must most`,
  ],
  [
    'determiner',
    `this these; that those; this that; these those; much many; less fewer; little few; a an; some any; each every all; another other others; either neither;
no not; every any; both all; enough much; such so; every everyone; much more very; most more; too very`,
  ],
  ['article', 'a the; an the'],
  [
    'preposition',
    `of in on at to for with by from about into as; onto into; for since until by; between among; over about; through by; against to;
without with; like as; towards to; before after; under on`,
  ],
  [
    'pronoun',
    `i me my mine myself; he him his himself; she her hers herself; they them their theirs themselves; we us our ours ourselves; you your yours yourself;
it its itself; who whom whose which that; it this; who which > what; where > which; they > there; it > there; anything something nothing;
anyone someone; ones > one`,
  ],
  [
    'homophone',
    `your you're; its it's; their there they're; to too two; then than; whose who's; weather whether; loose lose; looses loses; loosing losing; affect effect;
affects effects; affected effected; advice advise; were where we're; quite quiet quit; accept except expect; principal principle; principals principles;
complement compliment; stationary stationery; breath breathe; breaths breathes; passed past; peace piece; brake break; brakes breaks; hear here; know now no;
knew new; known now; by buy bye; lead led; of off; of > have; form from; forms from; desert dessert; dairy diary; week weak; wait weight; right write;
rights writes; whole hole; sight site cite; sights sites cites; through threw thorough trough; though through thought tough; costumer customer; costumers customers;
angel angle; casual causal; trail trial; bare bear; plane plain; role roll; roles rolls; steal steel; sale sail; some sum; meet meat; fare fair; choose chose;
sent send; rise raise; allowed aloud; bellow below; beside besides; formally formerly; bored board; cloths clothes; council counsel; device devise;
personal personnel; patience patients; precede proceed; root route; roots routes; sense since; think thing; thinks things; very vary; waist waste; wonder wander;
wear ware where; later latter; moral morale; an and; taught thought; price prize; life live; lives life; belief believe; beliefs believes; proof prove; safe save;
choice choose; success succeed successful; loss lose lost; less lest; economic economical; sensible sensitive; quality qualify; massage message; massages messages;
county country; contact contract; assure ensure insure; adapt adopt; adopted adapted; hard hardly; late lately; near nearly; lets let's; whats what's; cant can't; wont won't; every everyday; good > well;
coarse course; cord chord; currant current; discreet discrete; elicit illicit; eminent imminent;
foreword forward; flour flower; gorilla guerrilla; heal heel; heard herd; idle idol; lessen lesson; medal meddle metal; miner minor; manner manor; naval navel; pair pear;
pore pour poor; pray prey; profit prophet; rain reign rein; raise rays; sea see; seem seam; sell cell; serial cereal; shear sheer; soar sore; sole soul; son sun; stair stare;
stake steak; tail tale; tear tier; tide tied; toe tow; vain vein; vale veil; vice vise; wail whale; warn worn; way weigh; weather wether; wood would; yoke yolk; one won; our hour are;
knot not; night knight; nose knows; hi high; die dye; straight strait; peak peek pique; pedal peddle; pole poll; grate great; scene seen; suite sweet; wave waive; whit with; whit white; world word; word work`,
  ],
  [
    'confused',
    `well we'll; ill i'll; id i'd; hell he'll; shell she'll; wed we'd; its it is; theirs there's; 
maybe may be; apart part; already all; anyway any; sometime sometimes; some someone; use used; used using; suppose supposed; advise advised; prefer preferred;
borrow lend; say tell; says tells; said told; make do; learn teach; bring take; fun funny; interesting interested; boring bored; confusing confused; exciting excited;
tiring tired; surprising surprised; disappointing disappointed; annoying annoyed; amazing amazed; worrying worried; relaxing relaxed; frustrating frustrated;
 bad badly; real really; easy easily; quick quickly; slow slowly; first firstly; special especially; specially especially; recent recently;
automatic automatically; correct correctly; proper properly; direct directly; complete completely; careful carefully; different difference differently; important importance;
necessary necessity; possible possibly possibility; available availability; difficult difficulty; independent independence independently; confident confidence;
silent silence; present presence; absent absence; patient patience; significant significance; convenient convenience; dependent dependence dependant; efficient efficiency;
analysis analyze analyse; decision decide; discussion discuss; explanation explain; description describe; suggestion suggest; solution solve; response respond responsible;
request require; requirement require; develop development; improve improvement; implement implementation; install installation; configure configuration;
contribute contribution; depend dependency; document documentation; permit permission; select selection; connect connection; collect collection; reason reasons;
wheel we'll; bit byte; cue queue; cache cash; cached cashed; censor sensor;
fill feel; fell felt; full fully; leave live; leaves lives; slip sleep; ship sheep; it eat; sit seat; bed bad; men man; women woman;
there three; they the; them the; with which; on one; on no; not now; for four; for far; form for; her here; his this; has as; had hat; he the; you your; your yours; you yet; use us; so to; so do; do to; go to; by be; be we; my me;
we were; when then; want went;   which witch; while white; whit with; will well; most must; more mode; only one; other order; out our; over other; same some; she the; such much; take talk; tall tell; than
thank; very every; every ever; ever never; was saw; ways always; with will; word work; work works; world word; would world; your our; year years; defiantly definitely;
conversation conservation; collage college; decent descent; definite definitive; disinterested uninterested; emigrate immigrate; explicit implicit; farther further; historic historical; immoral immortal;
incite insight; infer imply; lay lie; lays lies; lightening lightning; perspective prospective; prescribe proscribe; respectfully respectively; simple simply; specie species; statue status statute;
thorough through; track tract; undo undue; vacation vocation; wonderful wonder; averse adverse; allude elude; allusion illusion; altar alter; ascent assent; auger augur; bazaar bizarre; canvas canvass; capital capitol; carat carrot;
click clique; complacent complaisant; conscience conscious; continual continuous; corps corpse; credible creditable; dual duel; envelop envelope; exercise exorcise; faint feint; fate fete; gait gate; grate great; hoard horde; holy wholly;
hoping hopping; inter enter; key quay; liable libel; load lode; loan lone; mantel mantle; mode mood; mussel muscle; overdo overdue; palate palette pallet; peak peek pique; pedal peddle; pole poll; populace populous; rap wrap; retch wretch;
ring wring; rote wrote; rung wrung; scene seen; shoot chute; slay sleigh; sleight slight; straight strait; suite sweet; team teem; throne thrown; time thyme; troop troupe; wave waive; wet whet; whither wither; dose does; dependents dependence;
excess access; access assess; addition edition; attribute contribute; automate automatic; comma coma; command commend; commit comet; except expert; execute exit; file fill; filed field; fined find; found fount; function functional; instance instant; instances instants;
lose loosen; maid made; mail male; method methods; model modal; modal module; none non; packet package; parse pass; past paste; path patch; pattern patten; place please; plan plane; port part; process progress; quote quota; reboot robot; scrip script; sever server; severs servers; 
sort short; source sauce; sources sauces; staring starting; static statistic; stile style; string strong; sting string; stings strings; table stable; tag tab; test text; tests texts; thread tread; tough touch; trough through; type typo; unit until; update updated; user uses; users uses; value valve; values valves; verses versus; version
vision; view few; web wed`,
  ],
];

const nothing: ReadonlyMap<string, ExchangeKind> = new Map();
const exchanges = readGroups();

function readGroups(): ReadonlyMap<string, ReadonlyMap<string, ExchangeKind>> {
  const found = new Map<string, Map<string, ExchangeKind>>();
  for (const [kind, text] of groups) {
    for (const group of text.split(';')) {
      const [left = '', meant] = group.split('>');
      const taken = [...words(left)];
      for (const word of taken) {
        const others = found.get(word) ?? new Map<string, ExchangeKind>();
        for (const other of meant === undefined ? taken : words(meant))
          if (other !== word && !others.has(other)) others.set(other, kind);
        found.set(word, others);
      }
    }
  }
  return found;
}

/** The words that people take `word` for, each with the class of the mistake. */
export function exchangesOf(word: string): ReadonlyMap<string, ExchangeKind> {
  return exchanges.get(word) ?? nothing;
}

/** Small words that writers leave out or add by mistake, each with the kind of its loss. */
export const smallWords: Readonly<Record<'article' | 'preposition' | 'small', readonly string[]>> =
  {
    article: ['a', 'an', 'the'],
    preposition: ['of', 'in', 'on', 'at', 'to', 'for', 'with', 'by', 'from', 'about', 'as', 'into'],
    small: [
      ...words(
        'is are was were be been have has had do does did it that i you we they and or not there who which if when so will would can will because but than',
      ),
    ],
  };
