import * as l10n from '@vscode/l10n';
import type { CancellationToken } from 'vscode-languageserver/node';
import {
  measureListRequest,
  measureRemoveRequest,
  measureReportRequest,
  measureRunRequest,
  parseMeasureReportParams,
  parseMeasureRunParams,
  type MeasureReportParams,
} from '../../protocol/measure.ts';
import { failed } from '../../protocol/result.ts';
import type { Measuring } from './measure.ts';
import type { RequestFrame } from './modelRequests.ts';
import { withReports } from './progress.ts';

/** The requests about measurements of the pool. */
export function serveMeasure(
  { connection, guarded, unwrap }: Omit<RequestFrame, 'services'>,
  measurements: () => Promise<Measuring>,
): void {
  function reportParams(raw: unknown): MeasureReportParams {
    const params = parseMeasureReportParams(raw);
    return (
      params ?? unwrap(failed('badInput', l10n.t('This request for a measurement cannot be read.')))
    );
  }

  connection.onRequest(measureListRequest, (_: unknown, token: CancellationToken) =>
    guarded('Measurements', token, async () => (await measurements()).list()),
  );

  connection.onRequest(measureRunRequest, (raw: unknown, token: CancellationToken) =>
    guarded('Measure', token, async (signal) => {
      const params = parseMeasureRunParams(raw);
      if (!params) return unwrap(failed('badInput', l10n.t('This measurement cannot be read.')));
      return withReports(
        connection,
        params.workDoneToken,
        l10n.t('starting the pool'),
        async (report) => unwrap(await (await measurements()).run(params, report, signal)),
      );
    }),
  );

  connection.onRequest(measureReportRequest, (raw: unknown, token: CancellationToken) =>
    guarded('Report', token, async () =>
      unwrap(await (await measurements()).report(reportParams(raw))),
    ),
  );

  connection.onRequest(measureRemoveRequest, (raw: unknown, token: CancellationToken) =>
    guarded('Remove measurement', token, async () => {
      await (await measurements()).remove(reportParams(raw).id);
      return null;
    }),
  );
}
