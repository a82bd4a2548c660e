import type { CatalogEntry } from './catalog.ts';
import { downloadCatalogue } from './download/catalogue.ts';

/** A draft model with a larger share of the weights takes too much of the time that it could save. */
const largestShare = 1 / 3;
/**
 * With fewer threads, reading several tokens of a quantised model in one batch takes about as long as one by one, so no guess
 * pays, however good; nobody measured where that begins to change (docs/decisions/2026-11-26-draft-models.md).
 */
const fewestThreads = 4;

/**
 * The model of the pool that guesses ahead for another: the one that its row names, or, for a file of the download catalogue, its
 * small sibling there, whatever both are called here. Only a file that was tried before, as it is opened in the same process.
 */
export function draftFor(
  entry: CatalogEntry,
  all: readonly CatalogEntry[],
): CatalogEntry | undefined {
  if (entry.base !== undefined) return undefined;
  const sibling = entry.draft === undefined ? siblingHash(entry.sha256) : undefined;
  return all.find((other) => {
    const named = other.id === entry.draft;
    const known = sibling !== undefined && other.sha256 === sibling;
    const tried = other.builtIn || other.testedSha256 === other.sha256;
    return (named || known) && tried && other.base === undefined && other.id !== entry.id;
  });
}

/** Whether a draft model of `draftBytes` of weights is small enough to guess for one of `bytes`. */
export function isSmallEnough(draftBytes: number, bytes: number): boolean {
  return draftBytes <= bytes * largestShare;
}

/** Whether a draft model may pay for its memory: where its user named it, or enough threads compute. */
export function mayPay({ draft }: Pick<CatalogEntry, 'draft'>, threads: number): boolean {
  return draft !== undefined || threads >= fewestThreads;
}

function siblingHash(sha256: string | undefined): string | undefined {
  const model = sha256 === undefined ? undefined : downloadCatalogue.find(isOf(sha256));
  return downloadCatalogue.find(({ name }) => name === model?.draft)?.sha256;
}

function isOf(hash: string): (model: { readonly sha256: string }) => boolean {
  return ({ sha256 }) => sha256 === hash;
}
