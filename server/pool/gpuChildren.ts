import { gpuEnvironment } from './gpuEnvironment.ts';
import type { Log } from '../log.ts';
import {
  installedBackends,
  usableBackend,
  type InstalledBackend,
} from '../models/gpu/installed.ts';
import type { ChildLink } from './childProcess.ts';
import type { GpuConfig } from './messages.ts';

/** Which processes compute on the GPU, and which have left it. */
export interface GpuChildren {
  /** A process for a home on the GPU; undefined where the processor is to be used. */
  spawn(home: string): ChildLink | undefined;
  /** A home's process is up. */
  ready(home: string): void;
  /** A home's process crashed. Whether the GPU is blamed, so that the models are not. */
  crashed(home: string, reason: string): boolean;
}

export interface GpuChildrenDeps {
  readonly log: Log;
  fork(env: Readonly<Record<string, string>>): ChildLink;
}

/** With what is installed now; nothing without a configuration, or when no backend has found a device. */
export async function createGpuChildren(
  config: GpuConfig | undefined,
  { log, fork }: GpuChildrenDeps,
): Promise<GpuChildren> {
  const backend = config && (await chosen(config));
  if (backend) log.info(`models of the user's own are computed with ${backend.backend}`);
  /** Started on the GPU and not up yet. */
  const starting = new Set<string>();
  const onGpu = new Set<string>();
  const left = new Set<string>();

  function leave(home: string, reason: string): void {
    left.add(home);
    starting.delete(home);
    log.warn(`${home} is computed on the processor from now on: on the GPU ${reason}`);
  }

  return {
    spawn(home) {
      if (starting.has(home)) leave(home, 'its process did not start');
      if (!backend || left.has(home)) {
        onGpu.delete(home);
        return undefined;
      }
      starting.add(home);
      onGpu.add(home);
      return fork(gpuEnvironment(backend));
    },
    ready: (home) => void starting.delete(home),
    crashed(home, reason) {
      if (!onGpu.has(home)) return false;
      leave(home, reason);
      return true;
    },
  };
}

async function chosen({ wanted, backendsDir }: GpuConfig): Promise<InstalledBackend | undefined> {
  return usableBackend(await installedBackends(backendsDir), wanted);
}
