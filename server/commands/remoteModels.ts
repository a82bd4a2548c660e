import path from 'node:path';
import { httpMemberId, parseHttpMember, parseMemberUrl } from '../../protocol/httpMembers.ts';
import { addRemoteModel, readRemoteModels } from '../models/remoteModels.ts';
import { keyVariable } from '../engines/http/sentences.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { createServices } from '../services.ts';
import { defaultStorageDirectory } from '../paths.ts';
import { allowedHostsOption, UsageError, type Io } from './io.ts';

export interface AddRemoteOptions {
  readonly json?: boolean;
  readonly model?: string;
  readonly name?: string;
  readonly completions?: boolean;
}

/** `eidolon models add URL --model NAME`: a model behind an OpenAI-compatible server, which is not contacted yet. */
export async function addRemoteCommand(
  url: string,
  options: AddRemoteOptions,
  io: Io,
): Promise<number> {
  const address = parseMemberUrl(url);
  if (!address)
    throw new UsageError(
      `“${url}” is no usable address; give scheme, host and path, such as http://127.0.0.1:8080/v1.`,
    );
  const { model, name, completions = false, json = false } = options;
  if (model === undefined) throw new UsageError('Name the model at that server with --model.');
  const kind = completions ? 'completions' : 'chat';
  const member = parseHttpMember({ url, model, kind, name });
  if (!member) throw new UsageError(`“${model}” is no usable name of a model.`);
  const allowed = allowedHostsOption(options).includes(address.host);
  const added = await addRemoteModel(member, allowed, userModelsDir());
  if (!added.ok) throw new Error(added.failure.message);
  const { id } = added.value;
  const key = keyVariable(address.host);
  await io.write(
    json
      ? `${JSON.stringify({ id, url: member.url })}\n`
      : `Added ${id} (${member.url}). If the server wants a key, put it into ${key}.\n`,
  );
  return 0;
}

/** Asks a server once what it understands. */
export async function askRemote(id: string, io: Io): Promise<Result<object>> {
  const services = createServices({ log: io.log });
  try {
    const verified = await services.verifyModels(id, io.signal);
    const problem = verified.ok ? verified.value[0]?.problem : verified.failure.message;
    return problem === undefined ? ok({}) : failed('hostUnavailable', problem);
  } finally {
    await services.dispose();
  }
}

/** Rows of `eidolon models list` for the models behind servers. */
export async function remoteModelRows(): Promise<
  readonly { readonly id: string; readonly title: string; readonly url: string }[]
> {
  const { members } = await readRemoteModels(userModelsDir());
  return members.map((member) => ({
    id: httpMemberId(member),
    title: member.name ?? member.model,
    url: member.url,
  }));
}

function userModelsDir(): string {
  return path.join(defaultStorageDirectory(), 'models');
}
