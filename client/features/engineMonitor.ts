import * as vscode from 'vscode';
import { parseStatus, statusChangedNotification, statusGetRequest } from '../../protocol/status.ts';
import type { EngineStatus, MemberStatus, StatusParams } from '../../protocol/status.ts';
import type { NotificationHandler } from '../engine/sidecarClient.ts';
import type { ServerLink } from '../serverLink.ts';
import { messages } from '../messages.ts';
import { otherHosts } from './memberWords.ts';
import { StatusBar, whereSentence } from './statusBar.ts';
import type { StatusSource } from './statusBar.ts';

/** Gathers what is known of the engine and keeps the status bar and the context keys true to it. */
export class EngineMonitor implements vscode.Disposable {
  private readonly bar = new StatusBar();
  private readonly subscriptions: vscode.Disposable[] = [this.bar];
  private link: ServerLink | undefined;
  private engine: EngineStatus | undefined;
  private refining = false;
  /** The members as they are once the engine has ended. */
  private known: readonly MemberStatus[] = [];
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when anything that the status tells may have changed. */
  readonly onDidChange = this.changed.event;
  private readonly engineEmitter = new vscode.EventEmitter<EngineStatus>();
  /** What the engine says of itself, each time it says it. */
  readonly onDidChangeEngine = this.engineEmitter.event;

  /** As the engine last told; an engine that has ended holds none of them in memory. Empty before it first ran. */
  get members(): readonly MemberStatus[] {
    const told = this.engine?.members ?? [];
    return told.length > 0 ? told : this.known;
  }

  constructor(private readonly kind: vscode.ExtensionKind) {
    this.refresh();
  }

  /** Must be set on each run of the sidecar. */
  readonly handler: NotificationHandler = {
    method: statusChangedNotification,
    handle: (params) => {
      this.engine = parseStatus(params);
      this.tellEngine();
    },
  };

  get source(): StatusSource {
    return {
      link: this.link?.state ?? 'stopped',
      engine: this.engine,
      refining: this.refining,
      trusted: vscode.workspace.isTrusted,
      where: this.where(),
    };
  }

  private where(): string {
    const hosts = otherHosts(this.members);
    return hosts.length > 0
      ? messages.elsewhere(hosts.join(', '))
      : whereSentence(vscode.env.remoteName, this.kind);
  }

  watch(link: ServerLink): void {
    this.link = link;
    this.subscriptions.push(
      link.onDidChangeState((state) => {
        if (state !== 'running') this.engine = undefined;
        else void this.ask(link);
        void vscode.commands.executeCommand('setContext', 'eidolon.engineState', state);
        this.refresh();
      }),
    );
  }

  setRefining(refining: boolean): void {
    this.refining = refining;
    this.refresh();
  }

  refresh(): void {
    this.bar.show(this.source);
    this.changed.fire();
  }

  dispose(): void {
    this.engineEmitter.dispose();
    this.changed.dispose();
    for (const each of this.subscriptions) each.dispose();
  }

  /** The members; asks the engine when it told none yet. */
  async membersNow(): Promise<readonly MemberStatus[]> {
    if (this.members.length === 0) await this.look();
    return this.members;
  }

  /** Starts the engine when it does not run, and has it look which models there are. */
  async look(): Promise<void> {
    if (!this.link) return;
    this.engine = (await request(this.link, { look: true })) ?? this.engine;
    this.tellEngine();
  }

  private async ask(link: ServerLink): Promise<void> {
    this.engine ??= await request(link, {});
    this.tellEngine();
  }

  private tellEngine(): void {
    const { engine } = this;
    if (engine) this.engineEmitter.fire(engine);
    // An engine that has just started has not looked yet and names none.
    if (engine && engine.members.length > 0) this.known = engine.members.map(resting);
    this.refresh();
  }
}

async function request(link: ServerLink, params: StatusParams): Promise<EngineStatus | undefined> {
  const source = new vscode.CancellationTokenSource();
  const reply = await link.request(statusGetRequest, params, source.token).catch(() => undefined);
  source.dispose();
  return reply?.ok ? parseStatus(reply.value) : undefined;
}

/** The same member when nothing runs; what is wrong with its file stays wrong. */
function resting({ residentBytes: _, health, ...rest }: MemberStatus): MemberStatus {
  const loaded = health === 'ready' || health === 'loading';
  return { ...rest, health: loaded ? 'unloaded' : health };
}
