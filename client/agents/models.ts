import type { ChatParams, ChatRoute } from '../../protocol/chat.ts';
import type { MemberStatus } from '../../protocol/status.ts';

/** A model as the editor's picker lists it. */
export interface OfferedModel {
  /** A member's id, an ensemble's name, or `council` for all members together. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'member' | 'ensemble' | 'council';
  /** Ids of the members whose answers leave this machine are told where it is known who answers. */
  readonly members: readonly string[];
  /** Tokens of question and conversation, what an answer needs set aside. */
  readonly maxInputTokens: number;
  readonly maxOutputTokens: number;
}

/** What an answer has at most; of a small window a quarter. */
const longestAnswer = 1024;
/** What is assumed of a server that does not tell. */
const assumedWindow = 4096;

/** Everything that can be asked: each member that chats, all of them as a council, each ensemble of the user's. */
export function offeredModels(
  chatMembers: readonly string[],
  ensembles: readonly string[],
  statuses: readonly MemberStatus[],
): readonly OfferedModel[] {
  const windowOf = (id: string): number =>
    statuses.find((each) => each.id === id)?.contextSize || assumedWindow;
  const smallest = Math.min(assumedWindow, ...chatMembers.map(windowOf));
  const offer = (
    kind: OfferedModel['kind'],
    id: string,
    members: readonly string[],
    window: number,
  ): OfferedModel => {
    const maxOutputTokens = Math.min(longestAnswer, Math.floor(window / 4));
    return {
      id,
      name: id,
      kind,
      members,
      maxOutputTokens,
      maxInputTokens: window - maxOutputTokens,
    };
  };
  const several = chatMembers.length > 1 && !ensembles.includes('council');
  return [
    ...ensembles.map((name) => offer('ensemble', name, [], smallest)),
    ...(several ? [offer('council', 'council', chatMembers, smallest)] : []),
    ...chatMembers.map((id) => offer('member', id, [id], windowOf(id))),
  ];
}

/** How a message says that it is for a model of the picker. */
export function routeOf({
  id,
  kind,
}: Pick<OfferedModel, 'id' | 'kind'>): Pick<ChatParams, 'command'> | { readonly route: ChatRoute } {
  return kind === 'council' ? { command: 'council' } : { route: { kind: 'ensemble', name: id } };
}
