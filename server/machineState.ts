import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import type { Conditions } from './core/ensemble/conditions.ts';
import type { MemberInfo } from './pool/messages.ts';

/** Where Linux tells of batteries; other systems have no such folder, and then nothing is known. */
const powerSupplies = '/sys/class/power_supply';

/** Battery and load as far as the system tells; what it does not tell is absent. */
export async function readMachineState(
  folder: string = powerSupplies,
): Promise<Pick<Conditions, 'battery' | 'load'>> {
  const battery = await readBattery(folder);
  const load = loadavg()[0] ?? 0;
  return {
    ...(battery !== undefined && { battery }),
    // Windows always says 0, which is the same as not knowing.
    ...(load > 0 && { load: load / availableParallelism() }),
  };
}

/** Charge, 0 to 1, of a battery that is being drained; undefined on mains or without a battery. */
async function readBattery(folder: string): Promise<number | undefined> {
  const names = await readdir(folder).catch(() => []);
  const charges: number[] = [];
  for (const name of names) {
    const read = (file: string): Promise<string> =>
      readFile(path.join(folder, name, file), 'utf8').then(
        (text) => text.trim(),
        () => '',
      );
    // A mouse has a battery, too; its scope is “Device”.
    if ((await read('type')) !== 'Battery' || (await read('scope')) === 'Device') continue;
    if ((await read('status')) !== 'Discharging') continue;
    const capacity = await read('capacity');
    if (/^\d+$/u.test(capacity)) charges.push(Math.min(1, Number(capacity) / 100));
  }
  return charges.length === 0
    ? undefined
    : charges.reduce((sum, charge) => sum + charge, 0) / charges.length;
}

/** Loading reads a model once, answering reads it once per token; so loading costs about half a short answer. */
const loadShare = 0.5;

/** Prices of the pool's members by the size of their files, which is what a token costs; the largest costs 1. */
export function poolConditions(
  infos: readonly MemberInfo[],
): Pick<Conditions, 'costs' | 'resident' | 'loadCosts'> {
  const largest = Math.max(1, ...infos.map(({ sizeBytes }) => sizeBytes));
  const priced = infos.map(
    ({ id, sizeBytes }) => [id, sizeBytes > 0 ? sizeBytes / largest : 1] as const,
  );
  return {
    costs: Object.fromEntries(priced),
    loadCosts: Object.fromEntries(priced.map(([id, cost]) => [id, cost * loadShare])),
    resident: infos.filter(({ state }) => state === 'ready').map(({ id }) => id),
  };
}
