import { attachmentOf, parseAttachments } from '../../protocol/attachments.ts';
import type { ChatTurn } from '../../protocol/conversation.ts';
import type { ChatStringKey, PanelMessage, PoolSummary } from '../../protocol/webview.ts';

/** What may be done next about an answer, beside what every answer offers. */
export interface FollowUp {
  readonly label: ChatStringKey;
  readonly message: PanelMessage;
}

/** Follow-ups by the kind of the answer alone: one model's word can be put to all of them, a model's to the files. */
export function followUps({ question, answer }: ChatTurn, pool: PoolSummary): readonly FollowUp[] {
  if (answer.state !== 'replied' || answer.reply.kind !== 'answered') return [];
  const { text, sources } = question;
  if (text.trim() === '') return [];
  const alone = answer.reply.members.length === 0 && pool.chatMembers.length > 1;
  const attach = parseAttachments(sources.map(attachmentOf));
  const ask = (label: ChatStringKey, command: string): FollowUp => ({
    label,
    message: { kind: 'send', text: `/${command} ${text}`, attach },
  });
  return [
    ...(alone ? [ask('askCouncil', 'council')] : []),
    ...(pool.canFind ? [ask('findInFiles', 'find')] : []),
  ];
}
