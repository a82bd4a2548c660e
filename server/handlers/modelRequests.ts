import * as l10n from '@vscode/l10n';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import {
  addModelRequest,
  findModelsRequest,
  removeModelRequest,
  unloadModelRequest,
  verifyModelsRequest,
} from '../../protocol/models.ts';
import {
  listDownloadsRequest,
  parsePullParams,
  pullModelRequest,
} from '../../protocol/downloads.ts';
import {
  gpuAddRequest,
  gpuRemoveRequest,
  gpuReportRequest,
  parseGpuAddParams,
} from '../../protocol/gpu.ts';
import { failed, type Result } from '../../protocol/result.ts';
import type { Services } from '../services.ts';
import { parseAddModel, parseModel } from './models.ts';
import { withReports } from './progress.ts';

/** What the requests of a language server share. */
export interface RequestFrame {
  readonly connection: Connection;
  services(): Services;
  /** Catches a handler's bug, which costs its own request alone. */
  guarded<T>(
    what: string,
    token: CancellationToken,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  /** The value, or the failure as an answer of the protocol. */
  unwrap<T>(result: Result<T>): T;
}

/** The requests about the pool's files. */
export function serveModels({ connection, services, guarded, unwrap }: RequestFrame): void {
  connection.onRequest(addModelRequest, (raw: unknown, token: CancellationToken) =>
    guarded('Add model', token, async (signal) =>
      unwrap(await services().addModel(unwrap(parseAddModel(raw)), signal)),
    ),
  );

  connection.onRequest(findModelsRequest, (_: unknown, token: CancellationToken) =>
    guarded('Find models', token, () => services().findModels()),
  );

  connection.onRequest(listDownloadsRequest, (_: unknown, token: CancellationToken) =>
    guarded('Downloads', token, async () => unwrap(await services().offerDownloads())),
  );

  connection.onRequest(pullModelRequest, (raw: unknown, token: CancellationToken) =>
    guarded('Download', token, async (signal) => {
      const params = parsePullParams(raw);
      if (!params) return unwrap(failed('badInput', l10n.t('Name the model to download.')));
      return withReports(connection, params.workDoneToken, undefined, async (report) =>
        unwrap(await services().pullModel(params, report, signal)),
      );
    }),
  );

  connection.onRequest(gpuReportRequest, (_: unknown, token: CancellationToken) =>
    guarded('GPU', token, async (signal) => (await services().gpu()).report(signal)),
  );

  connection.onRequest(gpuAddRequest, (raw: unknown, token: CancellationToken) =>
    guarded('GPU', token, async (signal) => {
      const params = parseGpuAddParams(raw);
      if (!params) return unwrap(failed('badInput', l10n.t('Name the backend: vulkan or cuda.')));
      return withReports(connection, params.workDoneToken, undefined, async (report) =>
        unwrap(await (await services().gpu()).add(params, report, signal)),
      );
    }),
  );

  connection.onRequest(gpuRemoveRequest, (_: unknown, token: CancellationToken) =>
    guarded('GPU', token, async (signal) => (await services().gpu()).remove(signal)),
  );

  connection.onRequest(verifyModelsRequest, (raw: unknown, token: CancellationToken) =>
    guarded('Verify models', token, async (signal) => {
      const model = parseModel(raw);
      return unwrap(await services().verifyModels(model.ok ? model.value.id : undefined, signal));
    }),
  );

  connection.onRequest(removeModelRequest, (raw: unknown, token: CancellationToken) =>
    guarded('Remove model', token, async () => {
      unwrap(await services().removeModel(unwrap(parseModel(raw)).id));
      return null;
    }),
  );

  connection.onRequest(unloadModelRequest, (raw: unknown) => {
    services().unloadModel(unwrap(parseModel(raw)).id);
    return null;
  });
}
