import type { HostAccess, HostAccessParams } from '../../protocol/httpMembers.ts';
import type { MeasuredRun, MeasureRunParams } from '../../protocol/measure.ts';
import type { Result } from '../../protocol/result.ts';
import type { EidolonSettings } from '../../protocol/settings.ts';

/** What the measuring process is told; the first message starts the work. */
export type MeasureCommand =
  | {
      readonly kind: 'run';
      readonly params: MeasureRunParams;
      /** Folder of the measurements. */
      readonly folder: string;
      readonly settings: Partial<EidolonSettings>;
      readonly mayRunCode: boolean;
      /** File with translations of what the process says; absent means English. */
      readonly l10nBundle?: string;
    }
  | { readonly kind: 'cancel' }
  /** Answers the question of that number. The key in it stays in memory: it is in no file and no log. */
  | { readonly kind: 'access'; readonly id: number; readonly access: HostAccess };

/** What the measuring process says; its last word is one of the three at the end. */
export type MeasureEvent =
  | { readonly kind: 'progress'; readonly message: string; readonly percentage: number }
  | { readonly kind: 'log'; readonly line: string }
  /** Asks whether a host may be contacted, and with which key. */
  | { readonly kind: 'access'; readonly id: number; readonly params: HostAccessParams }
  | { readonly kind: 'ended'; readonly result: Result<MeasuredRun> }
  | { readonly kind: 'stopped' }
  /** A bug, or a disk that takes nothing. */
  | { readonly kind: 'broken'; readonly message: string; readonly detail: string };
