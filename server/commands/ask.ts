import { redact } from '../../protocol/redact.ts';
import { answerQuestion, type Answer } from '../handlers/ask.ts';
import { createServices } from '../services.ts';
import { createTextMark } from '../textMark.ts';
import { answerKinds, type AnswerKind } from '../core/ensemble/question.ts';
import { expertsOf } from './expertsFile.ts';
import { readRecorded } from './recordedFiles.ts';
import {
  allowedHostsOption,
  ensembleOption,
  textOption,
  UsageError,
  type Io,
  type Options,
} from './io.ts';

/** `eidolon ask`: streams the answer; `--json` gives `{text, trace}`, with `--redact` without any text. */
export async function askCommand(text: string, options: Options, io: Io): Promise<number> {
  if (options['redact'] && !options['json'])
    throw new UsageError('--redact goes with --json: without its text an answer is only a trace.');
  const experts = await expertsOf(options);
  const services = createServices({
    ...{ log: io.log, allowedHosts: allowedHostsOption(options) },
    ...(experts && { settings: { experts } }),
  });
  try {
    const streamed: string[] = [];
    const onText = async (piece: string): Promise<void> => {
      streamed.push(piece);
      if (!options['json']) await io.write(piece);
    };
    const file = textOption(options, 'calibrate');
    const question = {
      text,
      ensemble: await ensembleOption(options),
      ...answerKindOption(options),
      ...(file !== undefined && { calibrate: await readRecorded(file) }),
    };
    const answer = await answerQuestion(question, services, onText, io.signal);
    if (!answer.ok) {
      const { kind, message } = answer.failure;
      const usage = kind === 'badInput' && question.ensemble !== undefined;
      throw usage ? new UsageError(message) : new Error(message);
    }
    if (options['json']) {
      const { value } = answer;
      const shown = options['redact'] ? redact(value, createTextMark()) : value;
      await io.write(`${JSON.stringify(shown)}\n`);
    } else {
      if (!streamed.join('').endsWith('\n')) await io.write('\n');
      for (const line of remarks(answer.value)) io.complain(line);
    }
    return 0;
  } finally {
    await services.dispose();
  }
}

/** What a person should know beside the answer itself. */
function remarks({ abstained, alternatives = [], conflicts = [], notes = [] }: Answer): string[] {
  const others = alternatives.map(({ by, text }) => `${by} says: ${text}`);
  const against = conflicts.map(
    ({ kind, between: [by, says, otherBy, otherSays] }) =>
      `They contradict each other (${kind}): ${by} says “${says}”, ${otherBy} says “${otherSays}”.`,
  );
  const unsure = abstained ? ['Not sure: this is only the best guess.', ...others] : [];
  return [...unsure, ...against, ...notes];
}

function answerKindOption(options: Options): { readonly answerKind?: AnswerKind } {
  const text = textOption(options, 'answerKind');
  if (text === undefined) return {};
  const answerKind = answerKinds.find((kind) => kind === text);
  if (answerKind === undefined)
    throw new UsageError(`--answer-kind is one of ${answerKinds.join(', ')}.`);
  return { answerKind };
}
