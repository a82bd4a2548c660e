import {
  draftKinds,
  fewestMembers,
  freeName,
  nameProblem,
  rulesOf,
  type DraftStep,
  type EnsembleDraft,
  type KnownPool,
} from './ensembleDraft.ts';
import { leavesMachine } from '../../protocol/httpMembers.ts';
import { messages } from '../messages.ts';
import { askPick, askText, type Answer, type PickItem, type StepPlace } from './wizard.ts';
import { ensembleWords as words } from './words.ts';

const sampleChoices: readonly number[] = [0, 1, 3, 5, 9];
const riskChoices: readonly number[] = [0.05, 0.1, 0.2];

/** Asks one question and answers the draft with it; earlier answers stand ticked or written. */
export async function askDraftStep(
  step: Exclude<DraftStep, { ask: 'where' }>,
  draft: EnsembleDraft,
  place: StepPlace,
  pool: KnownPool,
): Promise<Answer<EnsembleDraft>> {
  const { kind } = draft;
  switch (step.ask) {
    case 'kind':
      return one(place, words.kindPlaceholder(), kindItems(), kind, (value) =>
        value === kind ? draft : { kind: value },
      );
    case 'members':
      return askMembers(draft, place, pool);
    case 'expert': {
      const { domain } = step;
      const nobody = item('', words.toolsAlone(), words.toolsAloneDetail());
      const items = [...memberItems(pool), nobody];
      const experts = draft.experts ?? {};
      const before = experts[domain] ?? usual(pool, `nano:${domain}`);
      return one(place, words.expertPlaceholder(domain), items, before, (id) => ({
        ...draft,
        experts: { ...experts, [domain]: id },
      }));
    }
    case 'draft': {
      const items = [...memberItems(pool), ...ensembleItems(pool)];
      const placeholder = words.draftPlaceholder();
      return one(place, placeholder, items, draft.members?.[0], (id) => ({
        ...draft,
        members: [id],
      }));
    }
    case 'reviewer':
      return askReviewer(draft, place, pool);
    case 'by': {
      const items = rulesOf(kind).map((by) => item(by, by, words.rule(by)));
      return one(place, words.byPlaceholder(), items, draft.by, (by) => ({ ...draft, by }));
    }
    case 'samples': {
      const items = sampleChoices.map((count) =>
        count === 0
          ? item(count, words.samplesUsual(), words.samplesUsualDetail())
          : item(count, words.samples(count)),
      );
      return one(place, words.samplesPlaceholder(), items, draft.samples ?? 0, (count) => {
        const { samples: _, ...rest } = draft;
        return count === 0 ? rest : { ...rest, samples: count };
      });
    }
    case 'risk': {
      const items = riskChoices.map((risk) => item(risk, words.risk(Math.round(risk * 100))));
      const before = draft.risk ?? 0.1;
      return one(place, words.riskPlaceholder(), items, before, (risk) => ({ ...draft, risk }));
    }
    case 'name':
      return askName(draft, place, pool);
  }
}

async function askMembers(
  draft: EnsembleDraft,
  place: StepPlace,
  pool: KnownPool,
): Promise<Answer<EnsembleDraft>> {
  const { kind, members = [] } = draft;
  const least = fewestMembers(kind);
  // In a council the exact tools may vote by themselves; other ensembles cannot draft passages.
  const tools = pool.ensembles.filter(({ name }) => name === 'tools');
  const ensembles = kind === 'council' ? { ...pool, ensembles: tools } : pool;
  const answer = await askPick({
    ...place,
    placeholder: words.membersPlaceholder(kind),
    items: [...ensembleItems(ensembles), ...memberItems(pool)],
    many: { least, tooFew: words.tooFew(least) },
    chosen: (id) => members.includes(id),
  });
  return mapped(answer, (chosen) => ({ ...draft, members: chosen }));
}

function askReviewer(
  draft: EnsembleDraft,
  place: StepPlace,
  pool: KnownPool,
): Promise<Answer<EnsembleDraft>> {
  const nobody = item('', words.noReviewer(), words.noReviewerDetail());
  // A review without a reviewer is none.
  const items = [...memberItems(pool), ...(draft.kind === 'review' ? [] : [nobody])];
  const before = draft.reviewer ?? usual(pool, 'nano:reviewer');
  return one(place, words.reviewerPlaceholder(), items, before, (reviewer) => ({
    ...draft,
    reviewer,
  }));
}

async function askName(
  draft: EnsembleDraft,
  place: StepPlace,
  pool: KnownPool,
): Promise<Answer<EnsembleDraft>> {
  const taken = pool.ensembles.filter(({ own }) => own).map(({ name }) => name);
  const answer = await askText({
    ...place,
    prompt: words.namePrompt(),
    value: draft.name ?? freeName(draft.kind ?? 'council', taken),
    problem: (text) => {
      const problem = nameProblem(text);
      if (problem !== undefined) return words.nameProblem(problem);
      return taken.includes(text.trim()) ? words.nameTaken(text.trim()) : undefined;
    },
  });
  return mapped(answer, (name) => ({ ...draft, name }));
}

async function one<T>(
  place: StepPlace,
  placeholder: string,
  items: readonly PickItem<T>[],
  before: T | undefined,
  into: (value: T) => EnsembleDraft,
): Promise<Answer<EnsembleDraft>> {
  const chosen = (value: T): boolean => value === before;
  const answer = await askPick({ ...place, placeholder, items, chosen });
  return mapped(answer, ([value]) => into(value as T));
}

function mapped<T>(answer: Answer<T>, into: (value: T) => EnsembleDraft): Answer<EnsembleDraft> {
  return answer.value === undefined
    ? { kind: answer.kind === 'back' ? 'back' : 'left' }
    : { kind: answer.kind, value: into(answer.value) };
}

function kindItems(): readonly PickItem<(typeof draftKinds)[number]>[] {
  return draftKinds.map((kind) => ({
    label: words.kindName(kind),
    description: ['council', 'experts', 'review'].includes(kind)
      ? words.refinesToo()
      : words.answersQuestions(),
    detail: words.kindDetail(kind),
    value: kind,
  }));
}

function memberItems({ members }: KnownPool): readonly PickItem<string>[] {
  return members.map((id) => ({
    ...item(id, id),
    ...(leavesMachine(id) && { description: messages.leavesMachine() }),
  }));
}

function ensembleItems({ ensembles }: KnownPool): readonly PickItem<string>[] {
  return ensembles
    .filter(({ problem }) => problem === undefined)
    .map(({ name, own, plan }) => item(name, name, own ? plan : words.what(name)));
}

function item<T>(value: T, label: string, detail?: string): PickItem<T> {
  return { label, value, ...(detail !== undefined && { detail }) };
}

function usual({ members }: KnownPool, id: string): string | undefined {
  return members.includes(id) ? id : undefined;
}
