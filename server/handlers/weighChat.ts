import * as l10n from '@vscode/l10n';
import type { ChatParams, ChatSource } from '../../protocol/chat.ts';
import { weighRequest, type ChatWeights, type SourceWeight } from '../../protocol/weigh.ts';
import { leftByExperts, planChat, type RefineTask } from '../core/chat/plan.ts';
import { sourceWords } from '../core/chat/sourceWords.ts';
import { defaultPlanName, parseRefinePlan, toolsVoter } from '../core/ensemble/refinePlan.ts';
import type { MemberInfo } from '../pool/messages.ts';
import type { Services } from '../services.ts';
import { chatPool, readersOf, subjectOf, wholeQuestion } from './chat.ts';
import { fitContext, type DocumentOf } from './chatContext.ts';
import { createReaders, type Readers } from './chatReaders.ts';

/**
 * What a message would cost those who would answer it, by the same plan and the same counting as when it is sent; no
 * model is asked. A model that has to count is loaded, which its answer needs anyway. Rejects only when the signal aborts.
 */
export async function weighChat(
  params: ChatParams,
  documentOf: DocumentOf,
  canFind: boolean,
  allServices: Services,
  signal: AbortSignal,
): Promise<ChatWeights> {
  const services = latestOnly(allServices);
  const infos = await services.pool.members();
  const pool = chatPool(infos, canFind, services);
  const plan = planChat(params, pool);
  switch (plan.kind) {
    case 'ask': {
      const whole = wholeQuestion(plan, params, documentOf);
      const readers = readersOf(plan, whole, infos, pool, services);
      return (await fitContext(whole, readers, signal)).weights;
    }
    case 'refine':
      return weighRefine(plan, params, documentOf, infos, services, signal);
    case 'find':
      return unread(params, (words) =>
        l10n.t('{0} is not used: only lines of the folder’s files are quoted.', words),
      );
    case 'decline':
      return unread(params, (words) =>
        l10n.t('{0} is not used: no model of this pool would read it.', words),
      );
  }
}

/** While someone types, the counts of an earlier state are let go of where they still wait for their model. */
function latestOnly(services: Services): Services {
  const { pool } = services;
  const member: typeof pool.member = (id) => pool.member(id, 'chat', weighRequest);
  return { ...services, pool: { ...pool, member } };
}

function unread({ sources }: ChatParams, sentence: (words: string) => string): ChatWeights {
  const weights = sources.map((source): SourceWeight => ({
    fate: 'left',
    why: sentence(sourceWords(source)),
  }));
  return { members: [], exact: true, sources: weights, dropped: [] };
}

/** The experts read one text in parts, so that there is a cost but no window that it must fit into. */
async function weighRefine(
  task: RefineTask,
  params: ChatParams,
  documentOf: DocumentOf,
  infos: readonly MemberInfo[],
  services: Services,
  signal: AbortSignal,
): Promise<ChatWeights> {
  const subject = subjectOf(task, documentOf);
  const text = subject.ok
    ? subject.value.documentText.slice(subject.value.range.start, subject.value.range.end)
    : '';
  const languageId = subject.ok ? subject.value.languageId : undefined;
  const readers = expertReaders(task, params, { text, languageId }, infos, services);
  const { tokens, exact } = await readers.count([text], signal);
  const chosen = task.subject.kind === 'source' ? task.subject.source : undefined;
  const weigh = (source: ChatSource): SourceWeight => {
    if (source !== chosen) return { fate: 'left', why: leftByExperts(source) };
    if (!subject.ok) return { fate: 'left', why: subject.failure.message };
    return { tokens: tokens[0] ?? 0, fate: 'whole' };
  };
  return { members: readers.ids, exact, sources: params.sources.map(weigh), dropped: [] };
}

/** The member, or the voters, of the domain that the text would be sent to. */
function expertReaders(
  { expert, instruction }: RefineTask,
  { route }: ChatParams,
  text: { readonly text: string; readonly languageId: string | undefined },
  infos: readonly MemberInfo[],
  services: Services,
): Readers {
  const asked = {
    text: text.text,
    ...(text.languageId !== undefined && { languageId: text.languageId }),
    ...(instruction !== undefined && { instruction }),
  };
  const domain = expert ?? services.route(asked).expert;
  const name = route?.kind === 'ensemble' ? route.name : defaultPlanName;
  const plan = parseRefinePlan(name, services.ensembles);
  const { voters, experts } = plan.ok ? plan.value : { voters: undefined, experts: {} };
  const named: Readonly<Record<string, string>> = experts;
  const ids = voters?.[domain] ?? [named[domain] ?? ''];
  return createReaders(
    ids.filter((id) => id !== toolsVoter),
    infos,
    services,
  );
}
