import { homedir } from 'node:os';
import type { FoundModel } from '../../../protocol/models.ts';
import { candidates, type Surroundings } from './places.ts';
import { ggufAt } from './walk.ts';

/**
 * Model files that other programs have on this disk: the caches of Hugging Face and llama.cpp, LM Studio, Ollama. They
 * are looked at, never changed; a file that several programs share comes once.
 */
export async function findModels(
  known: readonly { readonly path: string }[],
  around: Surroundings = { home: homedir(), platform: process.platform, env: process.env },
): Promise<readonly FoundModel[]> {
  const pool = new Set(known.map((each) => each.path));
  const found = new Map<string, FoundModel>();
  for (const { origin, name, file } of await candidates(around)) {
    const model = await ggufAt(file);
    if (!model || found.has(model.path)) continue;
    const present = pool.has(model.path) || pool.has(file);
    const bare = name.replace(/\.gguf$/i, '');
    found.set(model.path, { name: bare, origin, ...model, present });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
