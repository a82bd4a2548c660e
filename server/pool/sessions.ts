import type { Host } from './host.ts';
import type { CallReply, ClientToHost, HostNotice, HostToClient } from './messages.ts';

/** One client of a host: a window's sidecar or a command line. */
export interface Session {
  receive(message: Exclude<ClientToHost, { kind: 'hello' | 'shutdown' }>): void;
  /** The client is gone: what it asked is cancelled. */
  leave(): void;
}

/** Several clients of one host; each counts its calls by itself and hears only of its own. */
export interface Sessions {
  join(send: (message: HostToClient) => void): Session;
  /** Ends the host's processes once they have kept what they may keep. */
  end(): Promise<void>;
}

/** Puts sessions in front of a host, which is made with the function that tells all clients something. */
export async function createSessions(
  makeHost: (send: (message: HostNotice) => void) => Promise<Host>,
): Promise<Sessions> {
  const clients = new Set<(message: HostToClient) => void>();
  let nextId = 1;
  let nextClient = 1;
  const host = await makeHost((message) => {
    for (const send of clients) send(message);
  });

  function join(send: (message: HostToClient) => void): Session {
    /** The host's number of each open call, by the client's. */
    const own = new Map<number, number>();
    const client = nextClient++;
    clients.add(send);
    send({ kind: 'status', workers: host.workers() });

    function ask(asked: Extract<ClientToHost, { kind: 'call' }>): void {
      const { id, member, call, priority, slot, then } = asked;
      const global = nextId++;
      own.set(id, global);
      const reply = (message: CallReply): void => {
        // Nobody waits for a call that was cancelled.
        if (own.get(id) !== global) return;
        if (message.kind === 'done' || message.kind === 'failed') own.delete(id);
        send({ ...message, id });
      };
      void host.call({
        ...{ id: global, member, call, priority, client, reply },
        ...(slot !== undefined && { slot }),
        ...(then && { then }),
      });
    }

    function cancel(id: number): void {
      const global = own.get(id);
      if (global === undefined) return;
      own.delete(id);
      host.cancel(global);
    }

    return {
      receive(message) {
        switch (message.kind) {
          case 'members':
            void host
              .members()
              .then((members) => send({ kind: 'members', id: message.id, members }));
            return;
          case 'call':
            return ask(message);
          case 'cancel':
            return cancel(message.id);
          case 'warm':
            void host.warm(message.member);
            return;
          case 'pin':
            void host.pin(message.member, message.pinned);
            return;
          case 'release':
            void host.release(message.member);
            return;
          case 'unload':
            return host.unload(message.member);
          case 'reload':
            return host.reload();
        }
      },
      leave() {
        clients.delete(send);
        for (const id of [...own.keys()]) cancel(id);
      },
    };
  }

  return { join, end: () => host.end() };
}
