import path from 'node:path';
import type { Result } from '../../protocol/result.ts';
import {
  addModel,
  listModels,
  removeModel,
  verifyModels,
  type ModelFolders,
} from '../models/manage.ts';
import { isHttpMember, leavesMachine } from '../../protocol/httpMembers.ts';
import { findModels } from '../models/find/find.ts';
import { removeRemoteModel } from '../models/remoteModels.ts';
import { defaultStorageDirectory, installationPaths } from '../paths.ts';
import { askRemote, remoteModelRows } from './remoteModels.ts';
import { unwrap, UsageError, type Io } from './io.ts';

export type ModelsVerb = 'list' | 'verify' | 'add' | 'remove' | 'find';

/** `eidolon models list|verify|add|remove|find`. */
export async function modelsCommand(
  verb: ModelsVerb,
  subject: string | undefined,
  options: { readonly json: boolean; readonly copy: boolean; readonly base?: string },
  io: Io,
): Promise<number> {
  const paths = installationPaths();
  const folders: ModelFolders = {
    modelsDir: paths.modelsDir,
    userModelsDir: path.join(defaultStorageDirectory(), 'models'),
    workerEntry: paths.workerEntry,
    log: io.log,
  };
  switch (verb) {
    case 'list':
      return list(folders, options.json, io);
    case 'find':
      return find(folders, options.json, io);
    case 'verify':
      return verify(subject, folders, options.json, io);
    case 'add': {
      if (subject === undefined) throw new UsageError('Name the GGUF file to add.');
      const { copy, base } = options;
      const added = unwrap(await addModel(subject, folders, io.signal, { copy, base }));
      await io.write(
        options.json
          ? `${JSON.stringify(added)}\n`
          : `Added ${added.id} (${added.path}${added.role ? `; role: ${added.role}` : ''}).\n`,
      );
      return 0;
    }
    case 'remove': {
      if (subject === undefined) throw new UsageError('Name the id of the model to remove.');
      const remove = isHttpMember(subject)
        ? removeRemoteModel(subject, folders.userModelsDir)
        : removeModel(subject, folders);
      unwrap(await remove);
      await io.write(
        options.json ? `${JSON.stringify({ removed: subject })}\n` : `Removed ${subject}.\n`,
      );
      return 0;
    }
  }
}

async function list(folders: ModelFolders, json: boolean, io: Io): Promise<number> {
  const rows = unwrap(await listModels(folders));
  const remote = await remoteModelRows();
  if (json) {
    await io.write(`${JSON.stringify([...rows, ...remote])}\n`);
    return 0;
  }
  for (const row of rows) {
    const size = `${(row.sizeBytes / 2 ** 20).toFixed(1)} MiB`;
    const origin = row.builtIn
      ? 'built in'
      : [row.path, ...(row.base ? [`over ${row.base}`] : []), ...(row.role ? [row.role] : [])].join(
          ', ',
        );
    await io.write(
      `${row.id.padEnd(18)} ${size.padStart(10)}  ${row.title}  (${row.problem ?? origin})\n`,
    );
  }
  for (const { id, title, url } of remote) {
    const where = leavesMachine(id) ? `${url}, leaves this machine` : url;
    await io.write(`${id.padEnd(18)} ${''.padStart(10)}  ${title}  (${where})\n`);
  }
  return 0;
}

async function find(folders: ModelFolders, json: boolean, io: Io): Promise<number> {
  const known = unwrap(await listModels(folders));
  const found = await findModels(known);
  if (json) {
    await io.write(`${JSON.stringify(found)}\n`);
    return 0;
  }
  for (const { name, origin, path: file, sizeBytes, present } of found) {
    const size = `${(sizeBytes / 2 ** 20).toFixed(1)} MiB`;
    const state = present ? 'in the pool' : origin;
    await io.write(`${name.padEnd(40)} ${size.padStart(11)}  ${file}  (${state})\n`);
  }
  if (found.length === 0) io.complain('No other program’s model files were found on this disk.');
  return 0;
}

async function verify(
  subject: string | undefined,
  folders: ModelFolders,
  json: boolean,
  io: Io,
): Promise<number> {
  const remote = subject !== undefined && isHttpMember(subject);
  const verified = remote
    ? [{ id: subject, result: await askRemote(subject, io) }]
    : unwrap(await verifyModels(folders, subject, io.signal));
  let failures = 0;
  for (const { id, result } of verified) {
    if (!result.ok) failures++;
    const line = json
      ? JSON.stringify({ id, ...flat(result) })
      : `${id}: ${result.ok ? 'good' : result.failure.message}`;
    await io.write(`${line}\n`);
  }
  return failures > 0 ? 1 : 0;
}

function flat(result: Result<object>): object {
  return result.ok ? { ok: true, ...result.value } : { ok: false, failure: result.failure };
}
