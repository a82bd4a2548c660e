import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { agentReply, agentRequest, agentTools } from '../../protocol/agentTools.ts';
import type { ChatParams, ChatReply } from '../../protocol/chat.ts';
import type { Result } from '../../protocol/result.ts';
import { reason, type Log } from '../log.ts';

export interface McpDeps {
  readonly version: string;
  readonly log: Log;
  /** Rejects only when the signal aborts, or for a bug. */
  readonly answer: (params: ChatParams, signal: AbortSignal) => Promise<Result<ChatReply>>;
}

/**
 * The tools for other agents over the Model Context Protocol. What goes wrong with one call is its answer, marked as an
 * error, so that the calling model can read it; the server goes on.
 */
export function createMcpServer({ version, log, answer }: McpDeps): Server {
  const server = new Server({ name: 'eidolon', version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: agentTools.map(({ name, title, description, inputSchema }) => ({
      ...{ name, title, description },
      inputSchema: { ...inputSchema, required: [...inputSchema.required] },
      annotations: { readOnlyHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const asked = agentRequest(params.name, params.arguments ?? {});
    if (!asked.ok) return told(asked.failure.message, true);
    try {
      const reply = await answer(asked.value, signal);
      return reply.ok ? told(agentReply(reply.value), false) : told(reply.failure.message, true);
    } catch (error) {
      signal.throwIfAborted();
      log.error(`${params.name} failed`, error);
      return told(`Eidolon failed because of an internal error: ${reason(error)}.`, true);
    }
  });
  return server;
}

function told(text: string, isError: boolean) {
  return { content: [{ type: 'text' as const, text }], ...(isError && { isError }) };
}
