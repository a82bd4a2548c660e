import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  completeRequest,
  type CompleteParams,
  type CompleteResult,
} from '../../protocol/complete.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { boundsAt, fitCompletion } from '../core/complete/fitCompletion.ts';
import { textAround } from '../core/complete/window.ts';
import { defaultPlanName, parseRefinePlan } from '../core/ensemble/refinePlan.ts';
import type { MemberInfo } from '../pool/messages.ts';
import { isUsable, type Services } from '../services.ts';

const nothing: CompleteResult = { kind: 'nothing' };

/** `eidolon/complete/run`: what the code expert would write at a place. A later question makes an earlier one worthless. */
export async function complete(
  { textDocument, position }: CompleteParams,
  document: TextDocument | undefined,
  services: Services,
  signal: AbortSignal,
): Promise<Result<CompleteResult>> {
  if (document?.version !== textDocument.version)
    return failed('documentChanged', l10n.t('The document changed after this was asked; type on.'));
  // Taken now, because the document may change while the pool is asked.
  const around = textAround(document.getText(), document.offsetAt(position));
  const by = infillMember(await services.pool.members(), services.ensembles);
  signal.throwIfAborted();
  if (by === undefined) return ok({ kind: 'noModel' });
  const member = services.pool.member(by, 'completion', completeRequest);
  const written = await member.infill?.({ ...around, ...boundsAt(around) }, signal);
  if (!written) return ok({ kind: 'noModel' });
  if (!written.ok) return written.failure.kind === 'superseded' ? ok(nothing) : written;
  const text = fitCompletion(written.value, around);
  return ok(text === '' ? nothing : { kind: 'completed', text, by });
}

/** The code expert where it can write between two texts, else the first that can. */
export function infillMember(
  members: readonly MemberInfo[],
  ensembles: Readonly<Record<string, unknown>>,
): string | undefined {
  const able = members.filter((each) => isUsable(each) && each.capabilities.infill);
  const plan = parseRefinePlan(defaultPlanName, ensembles);
  const expert = plan.ok ? plan.value.experts['code'] : undefined;
  return (able.find(({ id }) => id === expert) ?? able[0])?.id;
}
