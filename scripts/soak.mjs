// Refines in a loop against the real sidecar while its processes are killed at random.
// Usage: node scripts/soak.mjs [--seconds N | --minutes N] [--seed S] [--parallel P]
//   N seconds (default 300). First every selection is refined undisturbed, twice; those answers are the yardstick.
//   Then, until the time is up, refines run (P at a time, default 3, one in ten cancelled) while workers, the pool host,
//   the checker and now and then the sidecar itself are killed with -9. Fails on: an edit that the undisturbed run
//   did not make (unless the text is right with it all the same), fewer edits without a sentence that says why, an answer that never comes, a process that outlives
//   its sidecar, answers that do not return to the yardstick afterwards, memory that does not return to its start.
// Build first (npm run build). Linux only: it reads /proc.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exists, root, until } from './lib/processes.mjs';
import { processesWith, startSidecar } from './lib/sidecar.mjs';

const entry = path.join(root, 'dist/server/main.mjs');
const memoryFactor = 1.25;
const memorySlackBytes = 48 * 2 ** 20;

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}

const seconds = option('--seconds', 60 * option('--minutes', 5));
const seed = option('--seed', 1);
const parallel = option('--parallel', 3);
/** Whoever is one of many waits for the others. */
const answerMs = 120_000 + 3_000 * parallel;
let state = seed >>> 0;

/** Mulberry32. */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const pick = (list) => list[Math.floor(random() * list.length)];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const problems = [];
const counts = {
  same: 0,
  other: 0,
  reduced: 0,
  failed: 0,
  cancelled: 0,
  gone: 0,
  kills: 0,
  sidecarKills: 0,
};

async function readSelections() {
  const text = await readFile(path.join(root, 'test/fixtures/first/items.jsonl'), 'utf8').catch(
    () => readFirst(),
  );
  const rows = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  // A few of each kind: the yardstick must not take most of the time.
  const byKind = Map.groupBy ? Map.groupBy(rows, (row) => row.kind) : groupByKind(rows);
  return [...byKind.values()].flatMap((each) => each.slice(0, 4));
}

async function readFirst() {
  const { readdir } = await import('node:fs/promises');
  const folder = path.join(root, 'test/fixtures/first');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  return (await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')))).join(
    '\n',
  );
}

function groupByKind(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.kind, [...(groups.get(row.kind) ?? []), row]);
  return groups;
}

/** One sidecar with all selections open, restarted by `fresh` after it was killed. */
function createEditor(marker, selections) {
  let sidecar;
  let ready = Promise.resolve();
  async function start() {
    sidecar = startSidecar(entry, { EIDOLON_HOME: marker });
    const started = await sidecar.request('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      initializationOptions: { review: true, storageDirectory: marker },
    }).reply;
    if (!started.result)
      throw new Error(
        `the sidecar does not start: ${JSON.stringify(started)} ${sidecar.lastErrors()}`,
      );
    sidecar.notify('initialized', {});
    for (const { id, languageId, text } of selections) {
      sidecar.notify('textDocument/didOpen', {
        textDocument: { uri: `untitled:${id}`, languageId, version: 1, text },
      });
    }
  }
  let up = () => undefined;
  return {
    /** From here on refines wait for the next sidecar. */
    down: () => {
      ready = new Promise((resolve) => (up = resolve));
    },
    fresh: () => start().then(() => up()),
    /** Resolves when a sidecar answers. */
    ready: () => ready,
    current: () => sidecar,
    refine: ({ id }) =>
      sidecar.request('eidolon/refine/run', {
        textDocument: { uri: `untitled:${id}`, version: 1 },
        ranges: [],
      }),
  };
}

/** Answers within the time, or notes a hang. */
async function settled(reply, what) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ late: true }), answerMs);
  });
  const answer = await Promise.race([reply, late]);
  clearTimeout(timer);
  if (answer.late) problems.push(`${what}: no answer within ${answerMs / 1000} s`);
  return answer;
}

const edits = (result) =>
  result.hunks
    .map(({ range, newText }) => JSON.stringify([range.start, range.end, newText]))
    .sort();

async function undisturbed(editor, selections) {
  const answers = new Map();
  for (const selection of selections) {
    const answer = await settled(editor.refine(selection).reply, selection.id);
    if (!answer.result)
      problems.push(
        `${selection.id}: fails undisturbed: ${JSON.stringify(answer.error ?? answer)}`,
      );
    answers.set(selection.id, answer.result ? edits(answer.result) : []);
  }
  return answers;
}

/** As many at once as later, undisturbed: their answers are the same, and what their number takes in memory is no leak. */
async function crowd(editor, selections, yardstick) {
  const work = Array.from({ length: parallel }, async (_, at) => {
    const { id } = selections[at % selections.length];
    const answer = await settled(editor.refine({ id }).reply, id);
    if (!answer.result || edits(answer.result).join() !== yardstick.get(id).join())
      problems.push(`${id}: one of ${parallel} undisturbed answers differs`);
  });
  await Promise.all(work);
}

/** The text with every edit of an answer in it. */
function textWith(text, result) {
  const lines = text.split('\n');
  const starts = lines.map((_, at) => lines.slice(0, at).join('\n').length + (at > 0 ? 1 : 0));
  const offset = ({ line, character }) => starts[line] + character;
  return [...result.hunks]
    .sort((one, other) => offset(other.range.start) - offset(one.range.start))
    .reduce(
      (done, { range, newText }) =>
        done.slice(0, offset(range.start)) + newText + done.slice(offset(range.end)),
      text,
    );
}

function judge({ id, text, accept }, answer, expected) {
  if (answer.gone) return void counts.gone++;
  if (answer.late) return;
  if (answer.error) {
    if (answer.error.code === -32800) return void counts.cancelled++;
    counts.failed++;
    if (!/\S.*[.!)]$/s.test(answer.error.message ?? ''))
      problems.push(`${id}: an error without a sentence: ${JSON.stringify(answer.error)}`);
    if (answer.error.code === -32603)
      problems.push(`${id}: an internal error: ${JSON.stringify(answer.error)}`);
    return;
  }
  const got = edits(answer.result);
  const wrong = got.filter((edit) => !expected.includes(edit));
  // Without the member that ranks them, another of several right forms may come first.
  if (wrong.length > 0 && accept?.includes(textWith(text, answer.result)))
    return void counts.other++;
  if (wrong.length > 0)
    return void problems.push(
      `${id}: a wrong edit ${wrong.join(' ')} instead of ${expected.join(' ')}`,
    );
  if (got.length === expected.length) return void counts.same++;
  counts.reduced++;
  if (!answer.result.note)
    problems.push(`${id}: ${got.length} of ${expected.length} edits and no word about it`);
}

async function refineLoop(editor, selections, yardstick, deadline) {
  while (Date.now() < deadline) {
    const selection = pick(selections);
    const running = editor.refine(selection);
    if (random() < 0.1) void pause(random() * 300).then(running.cancel);
    const answer = await settled(running.reply, selection.id);
    judge(selection, answer, yardstick.get(selection.id));
    // A killed sidecar is started again by the killing loop.
    await editor.ready();
  }
}

async function killLoop(editor, marker, deadline) {
  while (Date.now() < deadline) {
    await pause(500 + random() * 5000);
    const sidecar = editor.current();
    if (random() < 0.08) {
      counts.sidecarKills++;
      editor.down();
      const family = processesWith(marker).map(({ pid }) => pid);
      sidecar.kill();
      await sidecar.ended;
      await noneLeft(marker, family);
      await editor.fresh();
      continue;
    }
    const children = processesWith(marker).filter(({ pid }) => pid !== sidecar.pid);
    const victim = pick(children);
    if (!victim) continue;
    counts.kills++;
    try {
      process.kill(victim.pid, 'SIGKILL');
    } catch {
      // It had ended by itself.
    }
  }
}

async function noneLeft(marker, pids) {
  const left = () => processesWith(marker).filter(({ pid }) => !pids || pids.includes(pid));
  await until('processes end with their sidecar', () => left().length === 0, 15_000).catch(() =>
    problems.push(
      `orphans: ${left()
        .map(({ pid, command }) => `${pid} ${command}`)
        .join(', ')}`,
    ),
  );
}

const megabytes = (bytes) => Math.round(bytes / 2 ** 20);

/** Memory once it has settled: restarted processes and the spare worker take a while to arrive. */
async function memoryOf(marker) {
  await pause(12_000);
  return processesWith(marker).reduce((sum, { bytes }) => sum + bytes, 0);
}

async function main() {
  if (!(await exists(entry)))
    throw new Error('dist/server/main.mjs is missing; run npm run build first');
  const marker = await mkdtemp(path.join(tmpdir(), 'eidolon-soak-'));
  const selections = await readSelections();
  const editor = createEditor(marker, selections);
  try {
    await editor.fresh();
    const yardstick = await undisturbed(editor, selections);
    const again = await undisturbed(editor, selections);
    for (const [id, expected] of yardstick) {
      if (again.get(id).join() !== expected.join())
        problems.push(`${id}: two undisturbed answers differ`);
    }
    await crowd(editor, selections, yardstick);
    const before = await memoryOf(marker);
    const deadline = Date.now() + seconds * 1000;
    const loops = Array.from({ length: parallel }, () =>
      refineLoop(editor, selections, yardstick, deadline),
    );
    await Promise.all([...loops, killLoop(editor, marker, deadline)]);
    const after = await undisturbed(editor, selections);
    for (const [id, expected] of yardstick) {
      if (after.get(id).join() !== expected.join())
        problems.push(`${id}: after the soak the answer differs`);
    }
    const then = await memoryOf(marker);
    if (then > before * memoryFactor + memorySlackBytes)
      problems.push(`memory: ${megabytes(before)} MB before, ${megabytes(then)} MB after`);
    const sidecar = editor.current();
    await sidecar.request('shutdown', null).reply;
    sidecar.notify('exit', null);
    await sidecar.ended;
    await noneLeft(marker);
    const edited = [...yardstick.values()].filter((each) => each.length > 0).length;
    process.stdout.write(
      `${selections.length} selections, ${edited} of them edited; answers: ${counts.same} the same, ${counts.other} another right form, ${counts.reduced} with less and a word why, ` +
        `${counts.failed} refused with a sentence, ${counts.cancelled} cancelled, ${counts.gone} lost with the sidecar; ` +
        `kills: ${counts.kills} children, ${counts.sidecarKills} sidecars; memory ${megabytes(before)} → ${megabytes(then)} MB\n`,
    );
    return edited;
  } finally {
    editor.current()?.kill();
    await rm(marker, { recursive: true, force: true });
  }
}

try {
  const edited = await main();
  if (edited === 0)
    problems.push('no selection is edited even undisturbed, so the soak shows nothing');
  if (counts.same === 0) problems.push('no refine came through');
} catch (error) {
  problems.push(error.message);
}
for (const problem of problems) process.stdout.write(`problem: ${problem}\n`);
process.stdout.write(
  problems.length === 0
    ? `soak passed: ${seconds} s, seed ${seed}\n`
    : `soak FAILED: ${problems.length} problems, seed ${seed}\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
