import * as vscode from 'vscode';
import { parseMeasuredRun, type MeasuredRun } from '../../protocol/measure.ts';
import { words } from './words.ts';

const key = 'eidolon.measure.latest';

/** What the latest measurement on this machine found out about the members of the pool. */
export class MeasuredMembers implements vscode.Disposable {
  private run: MeasuredRun | undefined;
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.emitter.event;

  constructor(private readonly state: vscode.Memento) {
    this.run = parseMeasuredRun(state.get(key));
  }

  /** Keeps the newest run, over windows: the pool's view must not start the engine to know. */
  learn(run: MeasuredRun | undefined): void {
    if (run?.id === this.run?.id) return;
    this.run = run;
    void this.state.update(key, run);
    this.emitter.fire();
  }

  /** One sentence about a member; undefined when it was not measured. */
  sentenceOf(id: string): string | undefined {
    const { run } = this;
    const figures = run?.systems.find(({ name, role }) => role === 'member' && name === id);
    if (!run || !figures) return undefined;
    const { accuracy, medianMs, tokensPerSecond } = figures;
    const cost = [
      ...(medianMs === undefined ? [] : [words.median(Math.round(medianMs))]),
      ...(tokensPerSecond === undefined ? [] : [words.speed(Math.round(tokensPerSecond))]),
    ];
    return words.memberMeasured(run.suite, run.items, percentInterval(accuracy), cost.join(', '));
  }

  dispose(): void {
    this.emitter.dispose();
  }
}

/** `77.8 % [66.7, 88.9]` */
export function percentInterval(share: MeasuredRun['systems'][number]['accuracy']): string {
  const percent = (value: number): string => (100 * value).toFixed(1);
  return `${percent(share.value)} % [${percent(share.low)}, ${percent(share.high)}]`;
}
