import { joinCompletion } from '../../core/behaviour/program.ts';
import type { ExactTools } from '../../core/tools.ts';
import type { RecordedFile, RecordedRow, RowTruth } from './format.ts';
import type { CheckedPrograms } from './truth.ts';

/**
 * Whether each recorded program passes its row's check, by row; empty where outcomes or a gold answer are recorded. This
 * is for grading only. A program that the sandbox could not try is left out, and its row then tells nothing.
 */
export async function checkPrograms(
  file: RecordedFile,
  tools: ExactTools,
  signal: AbortSignal,
): Promise<readonly CheckedPrograms[]> {
  const checked: CheckedPrograms[] = [];
  for (const [index, row] of file.rows.entries()) {
    const truth = file.truths[index];
    checked.push(truth ? await checkRow(row, truth, tools, signal) : new Map());
  }
  return checked;
}

async function checkRow(
  { question, samples }: RecordedRow,
  { check, gold, correct }: RowTruth,
  tools: ExactTools,
  signal: AbortSignal,
): Promise<CheckedPrograms> {
  const { entryPoint, languageId, prompt } = question;
  const known = [...correct.values()].flat().some((right) => right !== undefined);
  if (check === undefined || gold !== undefined || known) return new Map();
  if (entryPoint === undefined || languageId === undefined) return new Map();
  const texts = [...new Set([...samples.values()].flat().map(({ text }) => text))];
  const programs = texts.map((text) => joinCompletion({ prompt, text, entryPoint, languageId }));
  const tests = [`${check}\ncheck(${entryPoint})`];
  const answer = await tools.call(
    'behaviour/tests',
    { languageId, programs, entryPoint, tests },
    signal,
  );
  if (!answer.ok) return new Map();
  const { candidates } = answer.value;
  return new Map(
    texts.map((text, at) => {
      const candidate = candidates[at];
      return [text, candidate?.usable === true && candidate.outcomes[0] === 'passed'];
    }),
  );
}
