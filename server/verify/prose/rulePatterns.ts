import { articlePatterns } from './articlePatterns.ts';
import { clausePatterns } from './clausePatterns.ts';
import { collocationPatterns } from './collocationPatterns.ts';
import { complementPatterns } from './complementPatterns.ts';
import { derivationPatterns } from './derivationPatterns.ts';
import { governmentPatterns } from './governmentPatterns.ts';
import { grammarPatterns } from './grammarPatterns.ts';
import { idiomPatterns } from './idiomPatterns.ts';
import { learnerPatterns } from './learnerPatterns.ts';
import { phrasalPatterns } from './phrasalPatterns.ts';
import { prepositionPatterns } from './prepositionPatterns.ts';
import type { Rule } from './rule.ts';
import { slipPatterns } from './slipPatterns.ts';
import { softwarePatterns } from './softwarePatterns.ts';
import { compilePatterns, matchPatterns } from './tokenPattern.ts';
import { usagePatterns } from './usagePatterns.ts';

const tables = compilePatterns([
  ...grammarPatterns,
  ...prepositionPatterns,
  ...usagePatterns,
  ...idiomPatterns,
  ...learnerPatterns,
  ...governmentPatterns,
  ...complementPatterns,
  ...derivationPatterns,
  ...clausePatterns,
  ...articlePatterns,
  ...phrasalPatterns,
  ...slipPatterns,
  ...softwarePatterns,
  ...collocationPatterns,
]);

/** What the tables of learners' errors find: prepositions, verb forms, articles, pronouns, word order, set phrases. */
export const tablePatterns: Rule = (sentence) => matchPatterns(sentence, tables);
