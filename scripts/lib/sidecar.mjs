// The built sidecar over stdio, as an editor would run it. Plain Node, no dependencies.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Starts the sidecar and answers a small client: `request`, `notify`, `kill`, `ended`. */
export function startSidecar(entry, env) {
  const child = spawn(process.execPath, [entry, '--stdio'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const waiting = new Map();
  let buffered = Buffer.alloc(0);
  let nextId = 1;
  let tail = '';
  child.stdin.on('error', () => undefined);
  child.stderr.on('data', (chunk) => {
    tail = (tail + chunk).slice(-4000);
  });
  child.stdout.on('data', (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const headerEnd = buffered.indexOf('\r\n\r\n');
      if (headerEnd < 0) return;
      const length = Number(
        /Content-Length: (\d+)/i.exec(buffered.toString('latin1', 0, headerEnd))?.[1],
      );
      if (buffered.length < headerEnd + 4 + length) return;
      take(JSON.parse(buffered.toString('utf8', headerEnd + 4, headerEnd + 4 + length)));
      buffered = buffered.subarray(headerEnd + 4 + length);
    }
  });
  const ended = new Promise((resolve) => child.once('exit', resolve)).then(() => {
    for (const settle of waiting.values()) settle({ gone: true });
    waiting.clear();
  });

  function send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    child.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  function take(message) {
    if (message.method !== undefined) {
      // Requests of the server get the emptiest answer; notifications are not looked at.
      if (message.id !== undefined) send({ id: message.id, result: null });
      return;
    }
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  }

  return {
    pid: child.pid,
    ended,
    lastErrors: () => tail,
    notify: (method, params) => send({ method, params }),
    /** Resolves with `{result}`, `{error}` or, when the process ends first, `{gone: true}`. */
    request(method, params) {
      const id = nextId++;
      const reply = new Promise((resolve) => waiting.set(id, resolve));
      if (child.exitCode !== null || child.signalCode !== null) waiting.get(id)({ gone: true });
      else send({ id, method, params });
      return { reply, cancel: () => send({ method: '$/cancelRequest', params: { id } }) };
    },
    kill: () => child.kill('SIGKILL'),
  };
}

/** Live processes whose environment holds the text, as `{pid, parent, command, bytes}`; Linux only. */
export function processesWith(text) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        if (!readFileSync(`/proc/${name}/environ`, 'utf8').includes(text)) return [];
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z') return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        const bytes = proportionalBytes(name);
        return [{ pid: Number(name), parent: Number(parent), command, bytes }];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

// Shared pages are counted by their share, so that the sum over processes is what they take together.
function proportionalBytes(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}
