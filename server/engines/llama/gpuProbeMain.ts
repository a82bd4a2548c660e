import { LlamaLogLevel } from 'node-llama-cpp';
import { exitWithParent } from '../../parentWatch.ts';
import type { GpuFinding } from '../../models/gpu/installed.ts';
import { tryBackend } from './gpuBackend.ts';
import { gpuFromEnvironment } from '../../pool/gpuEnvironment.ts';

/** Entry of a process that tries a GPU backend and tells what it finds; a driver may take it down. */

async function find(): Promise<GpuFinding> {
  const choice = gpuFromEnvironment();
  if (!choice) return { devices: [], problem: 'no backend was named' };
  const options = {
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.error,
    logger: () => undefined,
  } as const;
  const { llama, ...opened } = await tryBackend(options, choice);
  if (!llama) return { devices: [], ...opened };
  const { total } = await llama.getVramState();
  return { devices: await llama.getGpuDeviceNames(), memoryBytes: total };
}

exitWithParent();
process.send?.(await find(), () => process.exit(0));
