import { createExpectedCostPolicy } from '../../core/scheduler/policy.ts';
import { leastRecent } from './baselines.ts';
import { optimalReloadMs } from './optimum.ts';
import { simulate } from './simulate.ts';
import { traceShapes } from './traces.ts';
const seeds = (process.argv[2] ?? '1,2,3').split(',').map(Number);
const A: number[] = [],
  B: number[] = [];
const W: number[][] = [];
const out: string[] = [];
for (const [name, make] of Object.entries(traceShapes))
  for (const share of [0.45, 0.6, 0.75]) {
    let l = 0,
      v = 0,
      o = 0;
    for (const seed of seeds) {
      const t = make(seed);
      const budgetBytes = Math.max(
        share * t.models.reduce((x, m) => x + m.bytes, 0),
        ...t.models.map((m) => m.bytes),
      );
      const ix = new Map(t.models.map((m, i) => [m.id, i]));
      const lru = simulate({ trace: t, budgetBytes, ...leastRecent() });
      l += lru.reloadMs;
      const p = createExpectedCostPolicy();
      v += simulate({
        trace: t,
        budgetBytes,
        policy: p,
        settings: leastRecent().settings,
      }).reloadMs;
      W.push([...p.snapshot().weights]);
      o += optimalReloadMs(
        t.models,
        lru.served.map((m) => ix.get(m)!),
        budgetBytes,
      );
    }
    A.push(v / l);
    B.push(v / o);
    out.push(`${name} ${share} ${(l / o).toFixed(2)} ${(v / o).toFixed(2)} ${(v / l).toFixed(2)}`);
  }
const mean = (a: number[]) => a.reduce((s, x) => s + x, 0) / a.length;
if (process.env['ALL']) console.log(out.join('\n'));
console.log('vict/lru', mean(A).toFixed(3), 'vict/opt', mean(B).toFixed(3));
console.log(W[0]!.map((_, i) => mean(W.map((w) => w[i]!)).toFixed(2)).join(', '));
