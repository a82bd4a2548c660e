import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of a file in lower-case hex, read in pieces. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const stream = createReadStream(file, { highWaterMark: 1024 * 1024, ...(signal && { signal }) });
  try {
    for await (const piece of stream) hash.update(piece as Buffer);
  } catch (error) {
    // The stream has a reason of its own for an abort; callers expect the signal's.
    signal?.throwIfAborted();
    throw error;
  }
  return hash.digest('hex');
}
