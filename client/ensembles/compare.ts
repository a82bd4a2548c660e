import * as vscode from 'vscode';
import {
  chatRequest,
  parseChatReply,
  traceOf,
  type ChatParams,
  type ChatReply,
} from '../../protocol/chat.ts';
import { answerText } from '../../protocol/conversation.ts';
import { rolesIn } from '../../protocol/roles.ts';
import type { Trace } from '../../protocol/trace.ts';
import { commandIds } from '../commandIds.ts';
import { nameOf, toVsRange } from '../convert.ts';
import type { ComparedReply } from '../features/refine.ts';
import { selectionProblem } from '../features/refineCommands.ts';
import { withStages } from '../features/progress.ts';
import { messages } from '../messages.ts';
import { applyOffsetEdits } from '../review/proposalText.ts';
import { compareItems, type Choice } from './choose.ts';
import { EngineSaysNo, type EnsembleCommandDeps } from './commands.ts';
import { comparedFileName, contestantEnsemble, costOf, leftMachine } from './comparison.ts';
import { ComparedTexts, type ComparedText } from './comparedTexts.ts';
import { loadEnsembles } from './engineEnsembles.ts';
import { askPick, askText, type PickItem } from './wizard.ts';
import { ensembleWords as words } from './words.ts';

export interface CompareDeps extends EnsembleCommandDeps {
  /** Ids of the pool's members; asks the engine when it told none yet. */
  readonly members: () => Promise<readonly string[]>;
  readonly ensembles: () => Readonly<Record<string, unknown>>;
  readonly keepTrace: (trace: Trace) => void;
}

/** A comparison that was made: what each came to, and what choosing one does. */
interface Comparison {
  readonly placeholder: string;
  readonly rows: readonly PickItem<ComparedText>[];
  readonly choose: (chosen: ComparedText) => Thenable<unknown>;
  readonly look: (chosen: ComparedText) => Thenable<unknown>;
  readonly end: () => void;
}

/** *Compare Members…*: the same selection or question to several, side by side with what each cost. */
export function registerCompare(deps: CompareDeps): vscode.Disposable[] {
  const texts = new ComparedTexts();
  let last: Comparison | undefined;
  const { registerCommand } = vscode.commands;
  return [
    texts,
    new vscode.Disposable(() => last?.end()),
    registerCommand(commandIds.compareMembers, async (names?: unknown, question?: unknown) => {
      const asked = typeof question === 'string' ? question : undefined;
      const given = Array.isArray(names) ? names.filter((each) => typeof each === 'string') : [];
      const made = await compare(deps, texts, given, asked);
      if (!made) return undefined;
      last?.end();
      last = made;
      // A caller that named the contestants reads the answer; a person chooses from the list.
      if (given.length === 0) await show(made);
      return made.rows.map(({ label, description }) => ({ name: label, cost: description }));
    }),
    registerCommand(commandIds.showComparison, () =>
      last ? show(last) : deps.notices.info(words.noComparison()),
    ),
  ];
}

async function show({ placeholder, rows, choose, look }: Comparison): Promise<void> {
  const answer = await askPick<ComparedText>({
    title: words.compareDiffs(messages.statusName()),
    placeholder,
    items: rows,
    onButton: (chosen) => void look(chosen),
  });
  const [chosen] = answer.kind === 'given' ? answer.value : [];
  if (chosen) await choose(chosen);
}

async function compare(
  deps: CompareDeps,
  texts: ComparedTexts,
  given: readonly string[],
  question: string | undefined,
): Promise<Comparison | undefined> {
  const task = question === undefined && selectionProblem() === undefined ? 'refine' : 'ask';
  const members = await deps.members();
  const chosen = given.length > 0 ? given : await chooseContestants(deps, members, task);
  if (!chosen) return undefined;
  if (task === 'refine') return compareRefines(deps, texts, chosen, members);
  const text = question ?? (await askQuestion());
  return text === undefined ? undefined : compareAnswers(deps, texts, chosen, text);
}

async function chooseContestants(
  { link, notices }: CompareDeps,
  members: readonly string[],
  task: 'refine' | 'ask',
): Promise<readonly string[] | undefined> {
  const items = loadEnsembles(link).then((listed) => {
    if (!listed.ok) throw new EngineSaysNo(listed.failure.message);
    return compareItems(listed.value, members, task);
  });
  try {
    const answer = await askPick<Choice>({
      title: words.compareTitle(),
      placeholder: words.compareChoose(),
      items,
      many: { least: 2, tooFew: words.compareFew() },
    });
    return answer.kind === 'given' ? answer.value.map(({ name }) => name) : undefined;
  } catch (error) {
    if (!(error instanceof EngineSaysNo)) throw error;
    notices.problem(error.message);
    return undefined;
  }
}

async function askQuestion(): Promise<string | undefined> {
  const answer = await askText({
    title: words.compareTitle(),
    prompt: words.compareQuestion(),
    problem: (text) => (text.trim() === '' ? words.questionEmpty() : undefined),
  });
  return answer.kind === 'given' ? answer.value : undefined;
}

async function compareRefines(
  deps: CompareDeps,
  texts: ComparedTexts,
  names: readonly string[],
  members: readonly string[],
): Promise<Comparison | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document } = editor;
  const ranges = editor.selections.filter((selection) => !selection.isEmpty);
  const reviewer = rolesIn(deps.ensembles())?.reviewer;
  const hows = names.map((name) => ({
    ensemble: contestantEnsemble(name, members.includes(name), reviewer),
  }));
  const replies = await deps.refiner.compare(document, ranges, hows, (at) =>
    words.comparing(names[at] ?? ''),
  );
  if (!replies) return undefined;
  const before = document.getText();
  const kept = new Map<ComparedText, ComparedReply>();
  const rows = names.map((name, at): PickItem<ComparedText> => {
    const reply = replies[at] ?? { problem: words.didNot() };
    const result = 'kept' in reply ? reply.kept.result : undefined;
    const count = result?.hunks.length ?? 0;
    const said = !result ? words.didNot() : count === 0 ? words.nothing() : words.proposals(count);
    const cost = `${said} · ${costWords(result?.trace)}`;
    const proposed = applyOffsetEdits(
      before,
      (result?.hunks ?? []).flatMap(({ range, oldText, newText }) => {
        const at = toVsRange(range);
        // Typing meanwhile may have moved a place; the review follows it, this picture leaves it out.
        if (document.getText(at) !== oldText) return [];
        return [{ start: document.offsetAt(at.start), end: document.offsetAt(at.end), newText }];
      }),
    );
    const text = texts.add(comparedFileName(`${name} (${cost})`, nameOf(document.uri)), proposed);
    kept.set(text, reply);
    const detail = 'problem' in reply ? reply.problem : result?.note;
    return row(name, cost, detail, text);
  });
  const was = texts.add(nameOf(document.uri), before);
  const changes = rows.flatMap(({ value }) => (value ? [[value.uri, was.uri, value.uri]] : []));
  await vscode.commands.executeCommand(
    'vscode.changes',
    words.compareDiffs(nameOf(document.uri)),
    changes,
  );
  return {
    placeholder: words.compareResults(),
    rows,
    choose: async (text) => {
      const reply = kept.get(text);
      if (!reply || 'problem' in reply) return;
      await vscode.window.showTextDocument(document);
      await deps.refiner.review(document, reply.kept);
    },
    look: ({ uri, name }) => vscode.commands.executeCommand('vscode.diff', was.uri, uri, name),
    end: () => {
      for (const reply of replies) if ('kept' in reply) reply.kept.recorder.dispose();
      texts.forget([was, ...kept.keys()]);
    },
  };
}

async function compareAnswers(
  deps: CompareDeps,
  texts: ComparedTexts,
  names: readonly string[],
  question: string,
): Promise<Comparison | undefined> {
  const source = new vscode.CancellationTokenSource();
  try {
    const rows = await withStages(source, async (report) => {
      const answered: PickItem<ComparedText>[] = [];
      for (const name of names) {
        report({ kind: 'report', message: words.comparing(name) });
        answered.push(await answerOf(deps, texts, name, question, source.token));
      }
      return answered;
    });
    const open = ({ uri }: ComparedText): Thenable<unknown> =>
      vscode.window.showTextDocument(uri, { preview: false });
    for (const { value } of rows) if (value) await open(value);
    const made = rows.flatMap(({ value }) => (value ? [value] : []));
    const end = (): void => texts.forget(made);
    return { placeholder: words.compareAnswers(), rows, choose: open, look: open, end };
  } catch (error) {
    if (!(error instanceof vscode.CancellationError)) throw error;
    deps.notices.brief(messages.refineStopped());
    return undefined;
  } finally {
    source.dispose();
  }
}

async function answerOf(
  { link, keepTrace }: CompareDeps,
  texts: ComparedTexts,
  name: string,
  question: string,
  token: vscode.CancellationToken,
): Promise<PickItem<ComparedText>> {
  const route = { kind: 'ensemble', name } as const;
  const params: ChatParams = { text: question, route, sources: [], earlier: [] };
  const reply = await link.request(chatRequest, params, token);
  const parsed = reply.ok ? parseChatReply(reply.value) : undefined;
  const trace = parsed && traceOf(parsed);
  if (trace) keepTrace(trace);
  const cost = costWords(trace);
  const said = parsed
    ? answerOfReply(parsed)
    : reply.ok
      ? messages.badReply()
      : reply.failure.message;
  const text = texts.add(comparedFileName(`${name} (${cost})`, 'answer.md'), said);
  return row(name, cost, said.replace(/\s+/g, ' ').slice(0, 120), text);
}

/** What an answer cost, and whether anything left the machine for it. */
function costWords(trace: Trace | undefined): string {
  const { calls, tokens, ms } = costOf(trace);
  const away = leftMachine(trace) ? [messages.leavesMachine()] : [];
  return [words.costs(calls, tokens, ms), ...away].join(' · ');
}

function answerOfReply(reply: ChatReply): string {
  return answerText({ state: 'replied', reply });
}

function row(
  name: string,
  cost: string,
  detail: string | undefined,
  value: ComparedText,
): PickItem<ComparedText> {
  const diff = { iconPath: new vscode.ThemeIcon('diff'), tooltip: words.openDiff() };
  return {
    label: name,
    description: cost,
    buttons: [diff],
    value,
    ...(detail !== undefined && { detail }),
  };
}
