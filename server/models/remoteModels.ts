import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import {
  hostOfMember,
  httpMemberId,
  isLoopback,
  parseHttpMember,
  type HttpMemberConfig,
} from '../../protocol/httpMembers.ts';
import { isRecord } from '../../protocol/record.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { userCatalog } from './catalog.ts';
import { changeUserCatalog } from './userCatalogFile.ts';

/** The models behind servers in the user's catalogue, which holds them beside the model files. */
export interface RemoteModels {
  readonly members: readonly HttpMemberConfig[];
  /** Hosts beyond this machine that the user allowed when adding them. */
  readonly allowedHosts: readonly string[];
}

/** Rows of the catalogue that have an address instead of a file; no catalogue means none. */
export async function readRemoteModels(userModelsDir: string): Promise<RemoteModels> {
  const rows = await readRows(path.join(userModelsDir, userCatalog));
  const members: HttpMemberConfig[] = [];
  const allowedHosts: string[] = [];
  for (const row of rows) {
    const member = parseHttpMember(row);
    if (!member) continue;
    members.push(member);
    const host = hostOfMember(httpMemberId(member));
    if (host !== undefined && isRecord(row) && row['allowed'] === true) allowedHosts.push(host);
  }
  return { members, allowedHosts };
}

/** Adds a model behind a server. For a host beyond this machine `allowed` must be the user's word. */
export async function addRemoteModel(
  member: HttpMemberConfig,
  allowed: boolean,
  userModelsDir: string,
): Promise<Result<{ readonly id: string }>> {
  const id = httpMemberId(member);
  const host = hostOfMember(id) ?? '';
  if (!isLoopback(host) && !allowed)
    return failed(
      'notAllowed',
      `What ${id} is asked leaves this machine; say --allow-host ${host} to agree to that.`,
    );
  const row = { id, ...member, ...(isLoopback(host) ? {} : { allowed: true }) };
  const changed = await changeUserCatalog(userModelsDir, (rows) => [
    ...rows.filter((each) => each['id'] !== id),
    row,
  ]);
  return changed.ok ? ok({ id }) : changed;
}

/** Takes a model behind a server out of the catalogue, and with its last model the consent for the host. */
export async function removeRemoteModel(id: string, userModelsDir: string): Promise<Result<void>> {
  const { members } = await readRemoteModels(userModelsDir);
  if (!members.some((member) => httpMemberId(member) === id))
    return failed(
      'memberUnknown',
      l10n.t(
        '{0} is not in the catalogue; a model of the setting eidolon.httpMembers is removed there.',
        id,
      ),
    );
  return changeUserCatalog(userModelsDir, (rows) => rows.filter((row) => row['id'] !== id));
}

/** A catalogue that cannot be read is told where the model files are listed. */
async function readRows(file: string): Promise<readonly unknown[]> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isRecord(value) && Array.isArray(value['models']) ? (value['models'] as unknown[]) : [];
  } catch {
    return [];
  }
}
