import { once } from 'node:events';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { handleChat } from '../handlers/chat.ts';
import { createMcpServer } from '../mcp/mcpServer.ts';
import { packageVersion } from '../paths.ts';
import { createServices } from '../services.ts';
import { allowedHostsOption, type Io, type Options } from './io.ts';
import { ensemblesOf } from './ensemblesFile.ts';

/** `eidolon mcp`: the council and the review for any agent, over standard input and output, until its client leaves. */
export async function mcpCommand(options: Options, io: Io): Promise<number> {
  const ensembles = await ensemblesOf(options);
  const services = createServices({
    log: io.log,
    settings: { ensembles },
    allowedHosts: allowedHostsOption(options),
  });
  const server = createMcpServer({
    version: packageVersion(),
    log: io.log,
    async answer(params, signal) {
      const handled = await handleChat(
        params,
        () => undefined,
        undefined,
        services,
        () => undefined,
        signal,
      );
      return handled.ok ? { ok: true, value: handled.value.reply } : handled;
    },
  });
  try {
    // The transport reads standard input and does not tell its end.
    const left = once(process.stdin, 'end');
    await server.connect(new StdioServerTransport());
    await Promise.race([left, aborted(io.signal)]);
    await server.close();
    return io.signal.aborted ? 130 : 0;
  } finally {
    await services.dispose();
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
