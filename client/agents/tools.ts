import * as vscode from 'vscode';
import { agentReply, agentRequest, type AgentTool } from '../../protocol/agentTools.ts';
import { chatRequest, parseChatReply } from '../../protocol/chat.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';

/** A tool that the editor's agents call; expected failures are told to the model, not thrown. */
export function createTool(
  { name }: AgentTool,
  link: ServerLink,
): vscode.LanguageModelTool<Record<string, unknown>> {
  const answer = async (input: unknown, token: vscode.CancellationToken): Promise<string> => {
    const params = agentRequest(name, input);
    if (!params.ok) return params.failure.message;
    const reply = await link.request(chatRequest, params.value, token);
    if (!reply.ok) return reply.failure.message;
    const parsed = parseChatReply(reply.value);
    return parsed ? agentReply(parsed) : messages.badReply();
  };
  return {
    invoke: async ({ input }, token) => {
      const part = new vscode.LanguageModelTextPart(await answer(input, token));
      return new vscode.LanguageModelToolResult([part]);
    },
    prepareInvocation: () => ({ invocationMessage: messages.toolRuns() }),
  };
}
