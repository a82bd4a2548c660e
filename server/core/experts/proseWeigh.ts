import type { SentenceForm } from '../../../protocol/checker.ts';
import type { Member } from '../member.ts';
import { fixPrompt } from '../prompts.ts';
import type { EditOption } from './proseEdits.ts';
import { rewritingEdits } from './proseEdits.ts';
import { isMovedPart, ownEditKind, type OwnEditKind } from './proseSafety.ts';
import type { TextEdit, WorkingText } from './proseText.ts';
import { applyEdits, project } from './proseText.ts';

/** An option with what the member says of it. */
export interface WeighedOption extends EditOption {
  /** Natural-log odds of the sentence with this one edit against the sentence as it is. */
  readonly gain: number;
  /** The same of the member's whole rewriting against it without this edit, where it is part of that. */
  readonly gainInRewriting?: number;
  /** What it changes, where only the member proposes it. */
  readonly own?: OwnEditKind;
  readonly logProb: number;
}

/** All options, and the log-probability of the sentence as it is. */
export interface Weighed {
  readonly options: readonly WeighedOption[];
  readonly source: string;
  readonly unchanged: number;
}

const maxOptions = 32;

/** The tools' options and those of the member's own rewriting with its opinion; undefined when it fails. */
export async function weighOptions(
  working: WorkingText,
  options: readonly EditOption[],
  form: SentenceForm,
  member: Member,
  signal: AbortSignal,
): Promise<Weighed | undefined> {
  const source = project(working).text;
  const own = await ownProposals(working, source, form, member, signal);
  const keys = new Set(own.map((option) => keyOf(working, option)));
  const known = new Map(options.map((option) => [keyOf(working, option), option]));
  const all = [
    ...own.map((option) => known.get(keyOf(working, option)) ?? option),
    ...options.filter((option) => !keys.has(keyOf(working, option))),
  ].slice(0, maxOptions);
  if (all.length === 0) return { options: [], source, unchanged: 0 };
  const ownKind = (option: EditOption): { own?: OwnEditKind } => {
    const kind = option.by === member.id ? ownEditKind(working, option, form) : undefined;
    return kind === undefined ? {} : { own: kind };
  };
  const judge = createJudge(working, own, source, member, signal);
  const weigh = (subjects: readonly Subject[]): Promise<readonly WeighedOption[] | undefined> =>
    judge(subjects).then((gains) =>
      gains?.map((gain, place) => {
        const { option } = subjects[place] as Subject;
        return { ...option, ...gain, ...ownKind(option) };
      }),
    );
  const single = await weigh(
    all.map((option, place) => ({
      option,
      parts: place < own.length ? [own[place] as EditOption] : [],
    })),
  );
  if (single === undefined) return undefined;
  const linked = linkedEdits(working, own, single, member.id);
  const joint = linked.length === 0 ? [] : await weigh(linked);
  if (joint === undefined) return undefined;
  const unchanged = (single[0]?.logProb ?? 0) - (single[0]?.gain ?? 0);
  return {
    options: [...single, ...joint.map((option) => ({ ...option, own: 'moved' as const }))],
    source,
    unchanged,
  };
}

/** An option, and the parts of the member's rewriting that it is made of. */
interface Subject {
  readonly option: EditOption;
  readonly parts: readonly EditOption[];
}

type Gains = Pick<WeighedOption, 'gain' | 'gainInRewriting' | 'logProb'>;

function createJudge(
  working: WorkingText,
  own: readonly EditOption[],
  source: string,
  member: Member,
  signal: AbortSignal,
): (subjects: readonly Subject[]) => Promise<readonly Gains[] | undefined> {
  const textWith = (edits: readonly EditOption[]): string =>
    project(applyEdits(working, edits)).text;
  return async (subjects) => {
    const texts = [
      source,
      textWith(own),
      ...subjects.flatMap(({ option, parts }) => [
        textWith([option]),
        textWith(own.filter((edit) => !parts.includes(edit))),
      ]),
    ];
    const scored = await member.score({ messages: promptFor(source), texts }, signal);
    if (!scored.ok) return undefined;
    const [unchanged = 0, rewritten = 0, ...rest] = scored.value.map(({ logProb }) => logProb);
    return subjects.map(({ parts }, place) => {
      const logProb = rest[2 * place] ?? -Infinity;
      const without = rest[2 * place + 1] ?? 0;
      return {
        gain: logProb - unchanged,
        ...(parts.length > 0 && { gainInRewriting: rewritten - without }),
        logProb,
      };
    });
  };
}

/** Edits this much likelier inside the rewriting than alone (nats) make sense only together with others. */
const linkedBy = 4;
/** An edit that gains as much alone (nats) needs no other. */
const worthAlone = 1;
/** Characters between two parts of one change, such as a word that moves. */
const linkReach = 24;

/** Neighbouring edits that only make sense together, as one. */
function linkedEdits(
  working: WorkingText,
  own: readonly EditOption[],
  weighed: readonly WeighedOption[],
  memberId: string,
): readonly Subject[] {
  const dependent = own
    .filter((_, place) => {
      const { gain = 0, gainInRewriting = gain } = weighed[place] ?? {};
      return gain < worthAlone && gainInRewriting - gain > linkedBy;
    })
    .sort((a, b) => a.range.start - b.range.start);
  const groups: EditOption[][] = [];
  for (const edit of dependent) {
    const last = groups.at(-1)?.at(-1);
    if (last && edit.range.start - last.range.end <= linkReach) groups.at(-1)?.push(edit);
    else groups.push([edit]);
  }
  return groups
    .filter((group) => group.length > 1)
    .map((parts) => ({ option: joined(working, parts, memberId), parts }));
}

function joined({ text }: WorkingText, parts: readonly EditOption[], memberId: string): EditOption {
  const start = parts[0]?.range.start ?? 0;
  const end = parts.at(-1)?.range.end ?? start;
  let newText = '';
  let at = start;
  for (const { range, newText: part } of parts) {
    newText += text.slice(at, range.start) + part;
    at = range.end;
  }
  return {
    range: { start, end },
    newText,
    kind: 'model',
    by: memberId,
    prior: 0.5,
    oldText: text.slice(start, end),
  };
}

async function ownProposals(
  working: WorkingText,
  source: string,
  form: SentenceForm,
  member: Member,
  signal: AbortSignal,
): Promise<EditOption[]> {
  const rewriting = await greedy(member, source, signal);
  if (rewriting === undefined || rewriting === source) return [];
  const edits = rewritingEdits(working, project(working), rewriting);
  const usable = edits.filter(
    (edit) => ownEditKind(working, edit, form) !== undefined || isMovedPart(working, edit, edits),
  );
  return usable.map((edit) => ({
    ...edit,
    kind: 'model',
    by: member.id,
    prior: 0.5,
    oldText: working.text.slice(edit.range.start, edit.range.end),
  }));
}

async function greedy(
  member: Member,
  source: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  let text = '';
  const maxTokens = Math.ceil(source.length / 2) + 16;
  for await (const chunk of member.generate(
    { messages: promptFor(source), maxTokens, temperature: 0, prediction: source },
    signal,
  )) {
    if (chunk.kind === 'token') text += chunk.text;
    else if (chunk.kind === 'failed' || chunk.stop === 'maxTokens') return undefined;
  }
  return text.trim();
}

function promptFor(source: string): { role: 'user'; content: string }[] {
  return [{ role: 'user', content: fixPrompt(source) }];
}

/** Names an edit by the letters that it changes, so that a word replaced and a letter added are the same. */
function keyOf({ text }: WorkingText, { range, newText }: TextEdit): string {
  const old = text.slice(range.start, range.end);
  const most = Math.min(old.length, newText.length);
  let first = 0;
  while (first < most && old[first] === newText[first]) first++;
  let last = 0;
  while (last < most - first && old.at(-1 - last) === newText.at(-1 - last)) last++;
  const come = newText.slice(first, newText.length - last);
  return `${String(range.start + first)}:${String(range.end - last)}:${come}`;
}
