import { verbReadings } from './forms.ts';

/** Words by grammatical role. Lists, not guesses: what is not listed is left to the tagger or left alone. */
export const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

export const singularDeterminers = words('a an this that each every another either neither one');
/** After these a count noun must be plural. */
export const pluralCues = words(
  'these those many several few both various multiple two three four five six seven eight nine ten twelve twenty hundred',
);
export const determiners =
  words(`the a an this that these those my your his her its our their each every another any some no all both either neither
several many few most such which whose`);
export const modals = words(
  "can could will would shall should may might must cannot can't couldn't won't wouldn't shouldn't mustn't",
);
export const didForms = words("do does did don't doesn't didn't");
export const adverbs =
  words(`not never always often usually also still just already only now then even ever really currently automatically
simply rarely sometimes soon probably actually easily quickly directly normally generally typically first`);
export const prepositions =
  words(`of in on at to for with by from about into over after before between under without within during through against
across along behind beside beyond near per since until upon via towards`);
export const clauseStarters = words(
  'if when while because although though unless until whether so but and or that which who since once as before after where',
);

/** Nouns that end in s and are singular, or that look singular and are plural or both. */
export const singularInS =
  words(`status process class access address bus business success series news analysis basis bias canvas consensus
crisis css focus gas glass https js kubernetes lens loss mess moss os pass press progress redis sms ssl stress tls redux axis
synopsis thesis alias always this its is was has does yes us plus less unless perhaps express radius virus campus census genius physics maths mathematics economics politics athletics gymnastics electronics linguistics robotics genetics`);
export const eitherNumber = words(
  'data media contents means species series staff team group family crew number majority rest half lot lots variety pair set bunch couple range percent none any some all most more who which that what fish sheep youth folk kin undead',
);
export const irregularPlurals = words(
  'people police children men women feet teeth mice geese criteria phenomena indices vertices matrices analyses bases',
);
export const uncountable: ReadonlyMap<string, string> = new Map(
  `informations:information softwares:software hardwares:hardware advices:advice feedbacks:feedback equipments:equipment furnitures:furniture
luggages:luggage homeworks:homework knowledges:knowledge documentations:documentation evidences:evidence`
    .split(/\s+/u)
    .map((pair) => pair.split(':') as [string, string]),
);

/** Irregular verbs: base, past, participle. */
const irregular =
  `be/was/been become/became/become begin/began/begun break/broke/broken bring/brought/brought build/built/built buy/bought/bought
catch/caught/caught choose/chose/chosen come/came/come do/did/done draw/drew/drawn drive/drove/driven eat/ate/eaten fall/fell/fallen
feel/felt/felt find/found/found fly/flew/flown forget/forgot/forgotten freeze/froze/frozen get/got/got give/gave/given go/went/gone grow/grew/grown
have/had/had hear/heard/heard hide/hid/hidden hold/held/held keep/kept/kept know/knew/known lead/led/led leave/left/left lend/lent/lent lose/lost/lost
make/made/made mean/meant/meant meet/met/met overwrite/overwrote/overwritten override/overrode/overridden pay/paid/paid rewrite/rewrote/rewritten
ride/rode/ridden ring/rang/rung rise/rose/risen run/ran/run say/said/said see/saw/seen sell/sold/sold send/sent/sent shake/shook/shaken
show/showed/shown sing/sang/sung sleep/slept/slept speak/spoke/spoken spend/spent/spent stand/stood/stood steal/stole/stolen
swim/swam/swum take/took/taken teach/taught/taught tell/told/told think/thought/thought throw/threw/thrown understand/understood/understood
wake/woke/woken wear/wore/worn win/won/won write/wrote/written`
    .split(/\s+/u)
    .map((entry) => entry.split('/') as [string, string, string]);

/** Past tense to participle, only where they differ. */
export const pastToParticiple: ReadonlyMap<string, string> = new Map(
  irregular
    .filter(([, past, participle]) => past !== participle && past !== 'was')
    .map(([, past, participle]) => [past, participle]),
);
/** Past tense or participle to base. */
export const pastToBase: ReadonlyMap<string, string> = new Map(
  irregular
    .filter(([base]) => base !== 'be')
    .flatMap(
      ([base, past, participle]) =>
        (past === participle
          ? [[past, base]]
          : [
              [past, base],
              [participle, base],
            ]) as [string, string][],
    ),
);
/** Base to past tense of an irregular verb. */
export const baseToPast: ReadonlyMap<string, string> = new Map(
  irregular.map(([base, past]) => [base, past]),
);

const esVerb = /(?:s|x|z|ch|sh|o)$/u;

/** `return` → `returns`, `match` → `matches`, `apply` → `applies`. */
export function thirdPerson(base: string): string {
  if (base === 'have') return 'has';
  if (base === 'be') return 'is';
  if (/[^aeiou]y$/u.test(base)) return `${base.slice(0, -1)}ies`;
  return esVerb.test(base) ? `${base}es` : `${base}s`;
}

/** `focus`, `pass`: an s of its own. */
function isBaseVerb(word: string): boolean {
  return /[su]s$/u.test(word) && verbReadings(word).some(({ forms }) => forms.has('base'));
}

/** `returns` → `return`; undefined when the word has no such form. */
export function baseOfThird(third: string): string | undefined {
  if (third === 'has') return 'have';
  if (third === 'is' || third === 'was' || isBaseVerb(third)) return undefined;
  if (/[^aeiou]ies$/u.test(third) && third.length > 4) return `${third.slice(0, -3)}y`;
  if (/(?:ss|x|zz|ch|sh|o)es$/u.test(third)) return third.slice(0, -2);
  return /[^s]s$/u.test(third) && third.length > 3 ? third.slice(0, -1) : undefined;
}

/** `file` → `files`, `entry` → `entries`, `class` → `classes`. */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/u.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/u.test(noun) ? `${noun}es` : `${noun}s`;
}

/** Whether a noun's form says that it is plural; undefined when it can be either. */
export function isPluralNoun(noun: string): boolean | undefined {
  if (eitherNumber.has(noun)) return undefined;
  if (irregularPlurals.has(noun)) return true;
  if (noun.endsWith('men')) return undefined;
  if (singularInS.has(noun) || /(?:ss|is|[^n]us)$/u.test(noun)) return false;
  return noun.length > 3 && noun.endsWith('s');
}

/** The first letter of `model` decides the first letter of `text`. */
export function withCaseOf(model: string, text: string): string {
  return /^\p{Lu}/u.test(model) ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
}
