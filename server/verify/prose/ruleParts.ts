import { contextGain } from './context.ts';
import { withCaseOf } from './lexicon.ts';
import { at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import { weighed } from './tokenPattern.ts';
import type { Token } from './tokens.ts';
import { hasForm, wordClasses } from './wordClasses.ts';

const { DET, POSS, MODAL, DO, ADJ } = wordClasses as Record<
  'DET' | 'POSS' | 'MODAL' | 'DO' | 'ADJ',
  (token: Token) => boolean
>;

/** Verbs and the nouns that people write for them, or the other way round. */
const pairs =
  `advise advice|complain complaint|believe belief|prove proof|choose choice|live life|succeed success|analyze analysis|analyse analysis|decide decision
explain explanation|suggest suggestion|discuss discussion|respond response|arrive arrival|lose loss|grow growth|produce product|solve solution|invite invitation
connect connection|install installation|describe description|compare comparison|behave behavior|behave behaviour|apply application|develop development
improve improvement|agree agreement|argue argument|manage management|pay payment|move movement|announce announcement|explore exploration|inform information
communicate communication|translate translation|educate education|create creation|operate operation|organize organization|protect protection|collect collection
select selection|react reaction|act action|direct direction|permit permission|admit admission|reduce reduction|introduce introduction|define definition
imagine imagination|relate relation|inspect inspection|implement implementation|configure configuration|verify verification|identify identification
recommend recommendation|expect expectation|invent invention|prevent prevention|attend attendance|perform performance|assist assistance|appear appearance
depend dependence|differ difference|exist existence|refer reference|prefer preference|save safety|breathe breath|bathe bath|relieve relief|sell sale|think thought
speak speech|fly flight|weigh weight|apologize apology|apologise apology|delay delay|affect effect`
    .split(/[|\n]/u)
    .map((pair) => pair.trim().split(' ') as [string, string]);
const nounToVerb = new Map(pairs.map(([verb, noun]) => [noun, verb]));
/** "An invite" is a noun of its own. */
const verbToNoun = new Map(
  pairs
    .filter(([verb, noun]) => verb !== noun && verb !== 'invite')
    .map(([verb, noun]) => [verb, noun]),
);

/** Behind these "to" opens an infinitive. */
const infinitive =
  /^(?:want|wants|wanted|like|need|needs|needed|try|tries|tried|trying|have|has|had|going|able|how|order|decided|plan|hope|wish|allowed|supposed|way|easy|hard|difficult|you|us|me|them|him|her|it|what|where|ready|possible|important|necessary|used|help|helps|forget|asked|happy)$/u;

const objects = /^(?:you|us|me|them|him|her|it)$/u;
const urging =
  /^(?:(?:want|ask|help|allow|need|expect|encourage|invite|enable|advise|remind|require|force|teach|urge|permit|like|order|warn)(?:s|ed|ing)?|tells?|told|taught|for)$/u;

/** A noun where a verb must stand, or a verb where a noun must: `would like to complaint` → `complain`. */
export const confusedParts: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token) || token.text !== token.lower) continue;
    const [before, earlier, next] = [at(sentence, i - 1), at(sentence, i - 2), at(sentence, i + 1)];
    if (!isWord(before)) continue;
    const verb = nounToVerb.get(token.lower);
    const afterTo =
      before.lower === 'to' &&
      infinitive.test(earlier?.lower ?? '') &&
      // "brings him to success": behind an object only some verbs want an infinitive.
      (!objects.test(earlier?.lower ?? '') || urging.test(at(sentence, i - 3)?.lower ?? ''));
    const wantsVerb =
      afterTo ||
      (MODAL(before) && !/^(?:the|a|an|my|your)$/u.test(earlier?.lower ?? '')) ||
      (DO(before) && /n't$/u.test(before.lower)) ||
      before.lower === 'please';
    // "You can reference it": the noun is a verb of its own.
    if (verb !== undefined && verb !== token.lower && wantsVerb && !hasForm(token.lower, 'base')) {
      const gain = contextGain(sentence, i, i + 1, [verb]);
      if (gain > -2)
        yield correct(
          'confused',
          weighed(0.88, gain),
          token,
          withCaseOf(token.text, verb),
          `A verb stands here: “${verb}”.`,
        );
    }
    const noun = verbToNoun.get(token.lower);
    const closes =
      next === undefined ||
      next.kind === 'mark' ||
      /^(?:of|to|is|was|are|were|about|for|on|in|from|that|and|with|has|will)$/u.test(next.lower);
    if (
      noun !== undefined &&
      closes &&
      (DET(before) ||
        POSS(before) ||
        (ADJ(before) && earlier !== undefined && (DET(earlier) || POSS(earlier))))
    ) {
      const gain = contextGain(sentence, i, i + 1, [noun]);
      if (gain >= 1.5 && !/^(?:that|these|those|all|some|most|many|few)$/u.test(before.lower))
        yield correct(
          'confused',
          weighed(0.84, gain),
          token,
          noun,
          `A noun stands here: “${noun}”.`,
        );
    }
  }
};
