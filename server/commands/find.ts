import path from 'node:path';
import { mostQuotations, type FindResult, type Quotation } from '../../protocol/find.ts';
import { showInvisible } from '../../protocol/visible.ts';
import type { Result } from '../../protocol/result.ts';
import { findPassages } from '../search/find.ts';
import { hasOwnModels } from '../search/poolReaders.ts';
import type { Readers } from '../search/rerank.ts';
import type { Services } from '../services.ts';
import { defaultStorageDirectory } from '../paths.ts';
import { textOption, UsageError, type Io, type Options } from './io.ts';

/**
 * `eidolon find`: exact lines of a folder's files that answer a question, each with its place. The models that may be loaded are a
 * reranker and an embedding model of the user's own.
 */
export async function findCommand(question: string, options: Options, io: Io): Promise<number> {
  if (question.trim() === '')
    throw new UsageError('The question is empty: eidolon find "where is the cache cleared".');
  const named = textOption(options, 'folder') ?? '.';
  if (named === '') throw new UsageError('--folder is empty: name the folder to search.');
  const folder = path.resolve(named);
  const limit = limitOf(options);
  const found = await findOrdered(question, folder, limit, io);
  if (!found.ok) throw new Error(found.failure.message);
  if (options['json'] === true) {
    await io.write(`${JSON.stringify(found.value)}\n`);
    return 0;
  }
  await io.write(printed(found.value));
  const { ranking } = found.value;
  if (ranking) {
    const { by, passages, meaningBy } = ranking;
    const near = meaningBy === undefined ? '' : `; ${meaningBy} looked for them by meaning`;
    io.complain(`${by} ordered ${passages} passages${near}.`);
  }
  if (found.value.note !== undefined) io.complain(found.value.note);
  return 0;
}

async function findOrdered(
  question: string,
  folder: string,
  limit: number | undefined,
  io: Io,
): Promise<Result<FindResult>> {
  let services: Services | undefined;
  const readers = async (): Promise<Readers> => {
    if (!(await hasOwnModels(path.join(defaultStorageDirectory(), 'models')))) return {};
    // All that stands behind the pool is read only where there is somebody to ask.
    services = (await import('../services.ts')).createServices({ log: io.log });
    return services.searchReaders();
  };
  const options = {
    ...(limit !== undefined && { limit }),
    reranking: { readers, now: () => performance.now() },
  };
  try {
    return await findPassages(question, [folder], io.signal, options);
  } finally {
    await services?.dispose();
  }
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
