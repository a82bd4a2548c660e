import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../protocol/result.ts';

/**
 * Folders for what models read of conversations, one for each: that a folder is there is the permission to write into it, for every
 * process that may hold the conversation, and taking it away takes the permission back.
 */
export interface ConversationStates {
  /** The folder of a conversation, made so that only its user can open it; absent where they did not agree, or it cannot be. */
  folderFor(conversation: string): Promise<string | undefined>;
  /** Removes what is kept of one conversation, or of all. */
  forget(conversation?: string): Promise<Result<void>>;
}

/** Below `folder`, which holds nothing else; `agreed` is their user's word that anything may be kept. */
export function createConversationStates(
  folder: string,
  agreed: boolean,
  warn: (sentence: string) => void,
): ConversationStates {
  const folderOf = (conversation: string): string =>
    path.join(folder, createHash('sha256').update(conversation).digest('hex').slice(0, 32));
  return {
    async folderFor(conversation) {
      if (!agreed) return undefined;
      const own = folderOf(conversation);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await mkdir(own, { recursive: true, mode: 0o700 });
        return own;
      } catch (error) {
        warn(
          l10n.t('The state of a conversation cannot be kept in {0}: {1}', folder, String(error)),
        );
        return undefined;
      }
    },
    async forget(conversation) {
      const gone = conversation === undefined ? folder : folderOf(conversation);
      try {
        // A worker may be writing into it at this moment.
        await rm(gone, { recursive: true, force: true, maxRetries: 5 });
        return ok(undefined);
      } catch (error) {
        return failed(
          'notAllowed',
          l10n.t(
            'What was kept of conversations could not be removed; delete the folder {0} yourself.',
            gone,
          ),
          String(error),
        );
      }
    },
  };
}
