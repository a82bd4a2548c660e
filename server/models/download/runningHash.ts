import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of a file while it is written from its beginning to its end. */
export interface RunningHash {
  /** Continues at an offset of the file; what lies before it and was not seen yet is read from the disk. */
  seek(file: string, offset: number, signal: AbortSignal): Promise<void>;
  update(piece: Buffer): void;
  /** Of everything before the offset that was reached, in lower-case hex. */
  digest(): string;
}

/** Starts at offset zero. */
export function createRunningHash(): RunningHash {
  let hash = createHash('sha256');
  let at = 0;

  function update(piece: Buffer): void {
    hash.update(piece);
    at += piece.length;
  }

  return {
    async seek(file, offset, signal) {
      if (offset < at) {
        hash = createHash('sha256');
        at = 0;
      }
      if (offset === at) return;
      const range = { start: at, end: offset - 1, highWaterMark: 1024 * 1024 };
      for await (const piece of createReadStream(file, range)) {
        signal.throwIfAborted();
        update(piece as Buffer);
      }
    },
    update,
    digest: () => hash.copy().digest('hex'),
  };
}
