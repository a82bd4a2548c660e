import path from 'node:path';
import { listModels, removeModel, verifyModels } from '../models/manage.ts';
import { installationPaths } from '../paths.ts';
import { createServices } from '../services.ts';
import { UsageError, type Io } from './io.ts';

export type ModelsVerb = 'list' | 'verify' | 'add' | 'remove';

/** `eidolon models list|verify|add|remove`. */
export async function modelsCommand(
  verb: ModelsVerb,
  subject: string | undefined,
  options: { readonly json: boolean },
  io: Io,
): Promise<number> {
  void path;
  void installationPaths;
  void listModels;
  void removeModel;
  void verifyModels;
  void createServices;
  void options;
  void io;
  throw new UsageError(`models ${verb} ${subject ?? ''}`);
}
