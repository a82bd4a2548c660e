import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Credit } from '../../protocol/outcome.ts';
import type { Result } from '../../protocol/result.ts';
import type { Outcome } from '../core/trust/outcome.ts';
import { inspectPlans, inspectTrust } from '../core/trust/trustState.ts';
import { parseCredit } from '../handlers/parseOutcome.ts';
import { defaultStorageDirectory } from '../paths.ts';
import { trustFolder } from '../services.ts';
import { createLearning } from '../trust/learning.ts';
import { createTrustStore, type TrustScope, type TrustStore } from '../trust/trustStore.ts';
import { textOption, UsageError, type Io, type Options } from './io.ts';

export type TrustVerb = 'list' | 'learn' | 'reset' | 'export' | 'import';

/** `eidolon trust list|learn|reset|export|import`: what was learned about whom to trust, on this machine. */
export async function trustCommand(
  verb: TrustVerb,
  subject: string | undefined,
  options: Options,
  io: Io,
): Promise<number> {
  const store = createTrustStore(trustFolder(defaultStorageDirectory()));
  const scope = scopeOf(options);
  switch (verb) {
    case 'list':
      return list(store, scope, options, io);
    case 'learn':
      return learn(store, scope, subject, options, io);
    case 'reset':
      tell(await store.reset(scope, subject), io);
      await io.write(`Forgot ${subject ?? 'everything'}.\n`);
      return 0;
    case 'export': {
      const { state } = tell(await store.read(scope), io);
      await io.write(`${JSON.stringify(state)}\n`);
      return 0;
    }
    case 'import':
      if (subject === undefined) throw new UsageError('Name the exported file to import.');
      tell(await store.replace(scope, await readJson(subject)), io);
      await io.write(`Took over ${subject}.\n`);
      return 0;
  }
}

function scopeOf(options: Options): TrustScope {
  const folder = textOption(options, 'workspace');
  return folder === undefined
    ? { kind: 'user' }
    : { kind: 'workspace', uri: pathToFileURL(path.resolve(folder)).href };
}

async function list(
  store: TrustStore,
  scope: TrustScope,
  options: Options,
  io: Io,
): Promise<number> {
  const { state } = tell(await store.read(scope), io);
  const [members, plans] = [inspectTrust(state), inspectPlans(state)];
  if (options['json']) {
    await io.write(`${JSON.stringify({ members, plans })}\n`);
    return 0;
  }
  if (members.length === 0)
    io.complain('Nothing is known yet: no answer was accepted or rejected.');
  for (const { member, expected, evidence, counts, domains } of members) {
    const where = Object.entries(domains).map(([domain, value]) => `${domain} ${percent(value)}`);
    await io.write(
      `${member.padEnd(18)} ${percent(expected).padStart(5)}  of ${evidence.toFixed(1)} outcomes: ` +
        `${counts.accept} accepted, ${counts.edit} edited, ${counts.reject} rejected, ${counts.check} checked  (${where.join(', ')})\n`,
    );
  }
  for (const { plan, expected, evidence } of plans)
    await io.write(`plan “${plan}”  ${percent(expected)}  of ${evidence.toFixed(1)} outcomes\n`);
  return 0;
}

/** Learns from one answer of `eidolon ask --json`: its trace says who is answerable. */
async function learn(
  store: TrustStore,
  scope: TrustScope,
  file: string | undefined,
  options: Options,
  io: Io,
): Promise<number> {
  if (file === undefined) throw new UsageError('Name the file with the answer of “ask --json”.');
  const outcome = outcomeOf(textOption(options, 'outcome'));
  const credit = creditIn(await readJson(file));
  if (!credit) throw new Error(`“${file}” has no trace that says who is answerable.`);
  const problems: string[] = [];
  const learning = createLearning({
    store,
    trusted: true,
    now: Date.now,
    log: io.log,
    warn: (sentence) => problems.push(sentence),
    ...(scope.kind === 'workspace' && { workspace: scope.uri }),
  });
  const learned = await learning.learn(credit, outcome);
  for (const problem of problems) io.complain(problem);
  if (!learned) return 1;
  await io.write(`Learned of ${credit.by.join(', ')}.\n`);
  return 0;
}

function outcomeOf(text: string | undefined): Outcome {
  switch (text) {
    case 'accept':
    case 'reject':
      return { kind: text };
    case 'passed':
    case 'failed':
      return { kind: 'check', passed: text === 'passed' };
  }
  const kept = /^edit:(0(?:\.\d+)?|1(?:\.0+)?)$/.exec(text ?? '')?.[1];
  if (kept !== undefined) return { kind: 'edit', kept: Number(kept) };
  throw new UsageError(
    '--outcome is accept, reject, passed, failed, or edit:0.6 with the share that was kept.',
  );
}

function creditIn(value: unknown): Credit | undefined {
  const { trace } = Object(value) as { trace?: unknown };
  const { steps } = Object(trace ?? value) as { steps?: unknown };
  if (!Array.isArray(steps)) return undefined;
  for (const step of steps as readonly unknown[]) {
    const credit = parseCredit((Object(step) as { credit?: unknown }).credit);
    if (credit) return credit;
  }
  return undefined;
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`“${file}” cannot be read (${error.code ?? 'unknown reason'}).`, {
      cause: error,
    });
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`“${file}” is not valid JSON.`, { cause: error });
  }
}

/** The value of a result; a failure ends the command, and a note goes to standard error. */
function tell<T extends { readonly note?: string }>(result: Result<T>, io: Io): T {
  if (!result.ok) throw new Error(result.failure.message);
  if (result.value.note !== undefined) io.complain(result.value.note);
  return result.value;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
