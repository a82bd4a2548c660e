import type { Rule } from '../finding.ts';
import { accumulators } from './accumulators.ts';
import { swappedArguments } from './arguments.ts';
import { amounts } from './amounts.ts';
import { meanings } from './meanings.ts';
import { quantities } from './quantities.ts';
import { expiry } from './expiry.ts';
import { flags } from './flags.ts';
import { formats } from './formats.ts';
import { halving } from './halving.ts';
import { ordering } from './ordering.ts';
import { forgottenNames } from './forgotten.ts';
import { wrongProperties } from './properties.ts';
import { calendars } from './calendars.ts';
import { geometry } from './geometry.ts';
import { counting } from './counting.ts';
import { arithmetic } from './arithmetic.ts';
import { missingAwaits } from './awaits.ts';
import { comparisonWords } from './comparisonWords.ts';
import { containers } from './containers.ts';
import { conditions } from './conditions.ts';
import { contradictions } from './contradictions.ts';
import { extremes } from './extremes.ts';
import { guards } from './guards.ts';
import { lifecycles } from './lifecycles.ts';
import { indexPastEnd, loopBounds } from './loopBounds.ts';
import { literals } from './literals.ts';
import { loopSteps } from './loopSteps.ts';
import { positions } from './positions.ts';
import { relations } from './relations.ts';
import { refusals } from './refusals.ts';
import { series } from './series.ts';
import { thresholds } from './thresholds.ts';
import { twins } from './twins.ts';
import { units } from './units.ts';
import { ladders } from './ladders.ts';
import { intentions } from './intentions.ts';
import { pieces } from './pieces.ts';
import { turns } from './turns.ts';
import { repetitions } from './repetitions.ts';
import { missingReturns } from './returns.ts';
import { searches } from './searches.ts';
import { vocabulary } from './vocabulary.ts';
import { wrongVariables } from './variables.ts';

/** Every rule, in no particular order: the strongest evidence for an edit wins. */
export const rules: readonly Rule[] = [
  loopBounds,
  indexPastEnd,
  loopSteps,
  accumulators,
  extremes,
  arithmetic,
  comparisonWords,
  guards,
  missingReturns,
  missingAwaits,
  swappedArguments,
  wrongVariables,
  conditions,
  searches,
  contradictions,
  vocabulary,
  relations,
  counting,
  amounts,
  meanings,
  quantities,
  halving,
  ordering,
  forgottenNames,
  wrongProperties,
  calendars,
  geometry,
  containers,
  lifecycles,
  refusals,
  twins,
  units,
  ladders,
  intentions,
  flags,
  positions,
  formats,
  expiry,
  literals,
  thresholds,
  series,
  repetitions,
  pieces,
  turns,
];
