import { isLoopback, type HostAccess, type HostAccessParams } from '../protocol/httpMembers.ts';
import { keyVariable } from './engines/http/sentences.ts';

/** Who decides which hosts beyond this machine may be asked, and who holds the keys. */
export interface HostAccessOptions {
  /** Hosts that the user allowed beforehand, by a flag or in the catalogue. */
  readonly allowed: () => Promise<readonly string[]>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the editor, which may hold a key and asks its user once for each host; absent on the command line. */
  readonly ask?: ((params: HostAccessParams) => Promise<HostAccess>) | undefined;
}

/** Answers for each host; hosts on this machine are always allowed. A key never touches a file or a log. */
export function createHostAccess({
  allowed,
  env,
  ask,
}: HostAccessOptions): (params: HostAccessParams) => Promise<HostAccess> {
  return async (params) => {
    const key = env[keyVariable(params.host)];
    const known = isLoopback(params.host) || (await allowed()).includes(params.host);
    // With a key and a consent at hand nobody needs to be asked.
    if (known && key) return { allowed: true, key };
    // An editor that does not know the question has no key and no consent to give.
    const answer = await ask?.(params).catch(() => undefined);
    return {
      allowed: known || (answer?.allowed ?? false),
      ...(key ? { key } : answer?.key !== undefined ? { key: answer.key } : {}),
    };
  };
}
