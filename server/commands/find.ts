import path from 'node:path';
import { mostQuotations, type FindResult, type Quotation } from '../../protocol/find.ts';
import { showInvisible } from '../../protocol/visible.ts';
import { findPassages } from '../search/find.ts';
import { textOption, UsageError, type Io, type Options } from './io.ts';

/** `eidolon find`: exact lines of a folder's files that answer a question, each with its place; no model is loaded. */
export async function findCommand(question: string, options: Options, io: Io): Promise<number> {
  if (question.trim() === '')
    throw new UsageError('The question is empty: eidolon find "where is the cache cleared".');
  const named = textOption(options, 'folder') ?? '.';
  if (named === '') throw new UsageError('--folder is empty: name the folder to search.');
  const folder = path.resolve(named);
  const found = await findPassages(question, [folder], io.signal, limitOf(options));
  if (!found.ok) throw new Error(found.failure.message);
  if (options['json'] === true) {
    await io.write(`${JSON.stringify(found.value)}\n`);
    return 0;
  }
  await io.write(printed(found.value));
  if (found.value.note !== undefined) io.complain(found.value.note);
  return 0;
}

function limitOf(options: Options): number | undefined {
  const text = textOption(options, 'limit');
  if (text === undefined) return undefined;
  if (/^\d$/.test(text) && Number(text) >= 1 && Number(text) <= mostQuotations) return Number(text);
  throw new UsageError(`--limit takes a whole number from 1 to ${mostQuotations}.`);
}

function printed({ quotations }: FindResult): string {
  return quotations.map(block).join('\n');
}

/** `path:line`, as terminals link it, then the lines; what would act on the terminal is written out, as `<U+001B>`. */
function block({ path: file, range, headings, text }: Quotation): string {
  const under = headings.length === 0 ? '' : `  ${headings.map(inOneLine).join(' › ')}`;
  const lines = text.split(/\r?\n/).map((line) => `  ${showInvisible(line)}`.trimEnd());
  return `${inOneLine(file)}:${range.start.line + 1}${under}\n${lines.join('\n')}\n`;
}

/** A line end in the name of a file would look like a quotation of its own. */
function inOneLine(name: string): string {
  return showInvisible(name).replaceAll('\n', '<U+000A>');
}
