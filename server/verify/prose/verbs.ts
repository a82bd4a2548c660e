import { words } from './lexicon.ts';

/** Verbs that are hardly ever nouns or adjectives, so that their form alone shows the error. */
export const sureVerbs =
  words(`accept add allow appear apply avoid become begin behave belong bring buy choose come compute connect consider consist contain convert
create define delete depend describe determine differ disable emit enable ensure exist expect explain expire fail fall fetch find follow get give go
handle happen ignore implement improve include indicate install involve know lead leak let lose make manage match mean need occur parse perform
prevent produce protect prove provide read receive reduce refer reject rely remain remove replace represent require resolve respond say see seem
select send solve speak specify store succeed suggest support take tell think throw try understand use validate want work write yield agree ask
live look move play sell serve teach wear win run keep hold grow eat drink sleep learn listen hope feel hear help like love hate open close start
stop return call show handle cause save load print raise wait change leave
achieve acquire adapt adjust admit adopt affect announce arrive assign assist assume attach attend bind borrow calculate carry catch celebrate collect
combine communicate complain comprise confirm confuse construct continue contribute correspond decide declare deliver deny derive deserve destroy detect
develop disappear discover discuss distinguish distribute eliminate employ encourage encounter engage enjoy enter establish evaluate evolve examine exceed
exclude execute expand explore expose extend forget fulfil gather generate hesitate hide hire identify illustrate imagine imply inform inherit initialize
insert inspect install integrate intend interpret introduce invent invite isolate join justify locate maintain matter mention migrate modify navigate
obtain occupy operate optimize organize overwrite participate pay persuade possess prefer prepare preserve pretend proceed promote propose publish
pursue react realize rebuild recognize recommend recover redirect refuse register relate remember remind render repeat reside resemble retain retrieve
reveal revert rewrite satisfy shrink simplify spend steal stutter submit suffer survive tend tolerate transform translate treat vary verify wonder
bother`);
/** Verbs whose third person may be a plural noun: "the file returns", "user needs". */
export const thirdOrPlural =
  words(`use return work call show change run start stop load need want print cause handle match open close play move love like hope support read hear
help wear win hold start feel fail keep report record request throw try look live say drink sleep leak fetch build wait leave`);
/** Past and present look alike, so a missing s proves nothing. */
export const sameInPast = words(
  'set put cut let hit read cost shut split reset quit hurt spread cast bet beat broadcast input output thrust',
);

/** Plural forms of the verbs whose singular is not made with -s, by that singular. */
export const irregularPlural: ReadonlyMap<string, string> = new Map(
  Object.entries({
    is: 'are',
    was: 'were',
    has: 'have',
    does: 'do',
    "doesn't": "don't",
    "isn't": "aren't",
    "wasn't": "weren't",
    "hasn't": "haven't",
  }),
);
