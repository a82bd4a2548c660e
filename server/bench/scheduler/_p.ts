import { createExpectedCostPolicy } from '../../core/scheduler/policy.ts';
import { leastRecent } from './baselines.ts';
import { optimalReloadMs } from './optimum.ts';
import { simulate, type SimulatedRun } from './simulate.ts';
import { traceShapes } from './traces.ts';
const seeds = (process.argv[2] ?? '1,2,3').split(',').map(Number);
const env = (k: string, d: number) => Number(process.env[k] ?? d);
const settings = {
  patienceMs: env('PAT', 900) * 1000,
  quietMs: env('QUIET', 20) * 1000,
  fairnessMs: env('FAIR', 8) * 1000,
};
const acc: Record<string, number[]> = {};
const put = (k: string, v: number) => (acc[k] ??= []).push(v);
for (const [name, make] of Object.entries(traceShapes))
  for (const share of [0.5, 0.65, 0.8]) {
    const s: Record<string, number> = {};
    const add = (k: string, v: number) => (s[k] = (s[k] ?? 0) + v);
    for (const seed of seeds) {
      const t = make(seed);
      const budgetBytes = Math.max(
        share * t.models.reduce((x, m) => x + m.bytes, 0),
        ...t.models.map((m) => m.bytes),
      );
      const ix = new Map(t.models.map((m, i) => [m.id, i]));
      const b = {
        lru: leastRecent(),
        vict: { policy: createExpectedCostPolicy(), settings: leastRecent().settings },
        ours: { policy: createExpectedCostPolicy(), settings },
      };
      const runs: Record<string, SimulatedRun> = {};
      for (const [k, x] of Object.entries(b)) {
        const r = simulate({ trace: t, budgetBytes, ...x });
        runs[k] = r;
        add(k, r.reloadMs);
        if (r.open) console.log('OPEN', k, r.open);
        const iw = r.waits.filter((w) => w.priority !== 'background');
        add(k + 'W', iw.reduce((q, w) => q + w.ms, 0) / iw.length / seeds.length);
        add(k + 'B', iw.filter((w) => w.behindBackgroundMs > 0).length);
      }
      add(
        'opt',
        optimalReloadMs(
          t.models,
          runs['lru']!.served.map((m) => ix.get(m)!),
          budgetBytes,
        ),
      );
      add(
        'own',
        optimalReloadMs(
          t.models,
          runs['ours']!.served.map((m) => ix.get(m)!),
          budgetBytes,
        ),
      );
    }
    put('ours/lru', s['ours']! / s['lru']!);
    put('ours/opt', s['ours']! / s['opt']!);
    put('ours/own', s['ours']! / s['own']!);
    put('vict/lru', s['vict']! / s['lru']!);
    put('vict/opt', s['vict']! / s['opt']!);
    console.log(
      name.padEnd(10),
      share,
      'opt',
      (s['opt']! / 1000).toFixed(0),
      ...['lru', 'vict', 'ours'].map((k) => `${k} ${(s[k]! / s['opt']!).toFixed(2)}`),
      'ours/lru',
      (s['ours']! / s['lru']!).toFixed(2),
      'own',
      (s['ours']! / s['own']!).toFixed(2),
      'wait lru',
      (s['lruW']! / 1000).toFixed(2),
      'ours',
      (s['oursW']! / 1000).toFixed(2),
      'behind',
      s['lruB'],
      s['oursB'],
    );
  }
for (const [k, v] of Object.entries(acc))
  console.log(k, (v.reduce((a, x) => a + x, 0) / v.length).toFixed(3));
