import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { getLlama, type Llama, type LlamaOptions } from 'node-llama-cpp';
import type { Log } from '../../log.ts';
import type { GpuChoice } from '../../pool/gpuEnvironment.ts';

/** llama.cpp on the chosen backend, or on the processor where that does not load or finds no device. */
export async function openLlama(
  options: LlamaOptions,
  choice: GpuChoice | undefined,
  log: Log,
): Promise<Llama> {
  if (choice) {
    const opened = await tryBackend(options, choice);
    if (opened.llama) return opened.llama;
    log.warn(`Models are computed on the processor: ${opened.problem}.`);
  }
  return await getLlama({ ...options, gpu: false });
}

/** The backend with at least one device, or a clause that says why not. */
export async function tryBackend(
  options: LlamaOptions,
  { backend, folder }: GpuChoice,
): Promise<{ readonly llama: Llama } | { readonly llama?: undefined; readonly problem: string }> {
  servePackages(folder);
  try {
    const llama = await getLlama({ ...options, gpu: backend });
    if (llama.gpu !== false && (await llama.getGpuDeviceNames()).length > 0) return { llama };
    await llama.dispose();
    return { problem: `${backend} finds no device` };
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { problem: `${backend} does not load here (${line.replace(/[.\s]+$/, '')})` };
  }
}

/**
 * The library imports its native packages by name, and finds them in `node_modules` only. A resolve hook of Node's
 * (`module.register`) gives it those in our folder first.
 */
function servePackages(folder: string): void {
  const source = `
    const scope = '@node-llama-cpp/';
    let folder;
    export function initialize(data) { folder = data; }
    export function resolve(specifier, context, next) {
      if (!specifier.startsWith(scope)) return next(specifier, context);
      return next(folder + '/' + specifier.slice(scope.length) + '/dist/index.js', context)
        .catch(() => next(specifier, context));
    }`;
  register(`data:text/javascript,${encodeURIComponent(source)}`, {
    data: pathToFileURL(folder).href,
  });
}
