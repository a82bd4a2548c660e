import * as vscode from 'vscode';
import {
  hostAccessChangedNotification,
  hostAccessRequest,
  hostOfMember,
  httpMemberId,
  isHttpMember,
  isLoopback,
  parseHostAccessParams,
  type HostAccess,
  type HostAccessParams,
} from '../../protocol/httpMembers.ts';
import type { EngineStatus, MemberStatus } from '../../protocol/status.ts';
import type { EidolonSettings } from '../../protocol/settings.ts';
import { commandIds } from '../commandIds.ts';
import type { RequestHandler } from '../engine/sidecarClient.ts';
import { messages } from '../messages.ts';
import type { EngineMonitor } from './engineMonitor.ts';
import type { Notices } from './notices.ts';

const allowedKey = 'eidolon.allowedHosts';
const notedKey = 'eidolon.notedMembers';

/** Keys and consents for the servers that members live on. Keys lie in the editor's secret storage and nowhere else. */
export class HostAccesses {
  private readonly asking = new Map<string, Promise<boolean>>();
  /** Keys that were handed to the engine; whatever is logged is cleared of them. */
  private readonly handedOut = new Set<string>();

  constructor(private readonly context: vscode.ExtensionContext) {}

  /** Answers the engine, which asks before its first request to a host. */
  readonly handler: RequestHandler = {
    method: hostAccessRequest,
    handle: async (params): Promise<HostAccess> => {
      const asked = parseHostAccessParams(params);
      if (!asked || !(await this.isAllowed(asked))) return { allowed: false };
      const key = await this.context.secrets.get(secretOf(asked.host));
      if (key === undefined) return { allowed: true };
      this.handedOut.add(key);
      return { allowed: true, key };
    },
  };

  /** The text without any key. */
  readonly clean = (text: string): string => {
    let cleaned = text;
    for (const key of this.handedOut) cleaned = cleaned.replaceAll(key, '•••');
    return cleaned;
  };

  get allowed(): readonly string[] {
    return this.context.globalState.get<readonly string[]>(allowedKey, []);
  }

  /** No host beyond this machine is asked any more without a new consent. */
  async withdraw(): Promise<void> {
    await this.context.globalState.update(allowedKey, undefined);
  }

  async setKey(host: string, key: string): Promise<void> {
    if (key === '') await this.context.secrets.delete(secretOf(host));
    else await this.context.secrets.store(secretOf(host), key);
  }

  /** Several questions to one host wait for one answer of the user's. */
  private async isAllowed(params: HostAccessParams): Promise<boolean> {
    const { host } = params;
    if (isLoopback(host) || this.allowed.includes(host)) return true;
    const asking = this.asking.get(host) ?? this.ask(params);
    this.asking.set(host, asking);
    try {
      return await asking;
    } finally {
      this.asking.delete(host);
    }
  }

  private async ask({ host, encrypted }: HostAccessParams): Promise<boolean> {
    const allow = messages.allowHost();
    const detail = encrypted ? messages.hostDetail() : messages.hostUnencrypted();
    const options = { modal: true, detail };
    const answer = await vscode.window.showWarningMessage(
      messages.hostQuestion(host),
      options,
      allow,
    );
    if (answer !== allow) return false;
    await this.context.globalState.update(allowedKey, [...new Set([...this.allowed, host])]);
    return true;
  }
}

function secretOf(host: string): string {
  return `eidolon.key.${host}`;
}

export interface RemoteModelDeps {
  readonly context: vscode.ExtensionContext;
  readonly accesses: HostAccesses;
  readonly notify: (method: string, params: unknown) => Promise<boolean>;
  readonly notices: Notices;
  readonly monitor: EngineMonitor;
  readonly settings: () => EidolonSettings;
}

/** *Set API Key…*, *Withdraw Consent…*, and one word on a member whose server tells less than others. */
export function registerRemoteModels(deps: RemoteModelDeps): readonly vscode.Disposable[] {
  const { context, accesses, notify, notices, monitor } = deps;
  const changed = (): Promise<boolean> => notify(hostAccessChangedNotification, {});
  return [
    vscode.commands.registerCommand(commandIds.setApiKey, async () => {
      const hosts = hostsOf(deps);
      if (hosts.length === 0) return notices.info(messages.noServers());
      const host = await chooseHost(hosts);
      if (host === undefined) return undefined;
      const key = await vscode.window.showInputBox({
        title: messages.keyOf(host),
        prompt: messages.keyPrompt(),
        password: true,
        ignoreFocusOut: true,
      });
      if (key === undefined) return undefined;
      await accesses.setKey(host, key.trim());
      await changed();
      notices.brief(key.trim() === '' ? messages.keyDeleted(host) : messages.keyKept(host));
    }),
    vscode.commands.registerCommand(commandIds.withdrawHosts, async () => {
      const hosts = accesses.allowed;
      await accesses.withdraw();
      await changed();
      notices.info(messages.hostsWithdrawn(hosts));
    }),
    monitor.onDidChangeEngine(({ members }: EngineStatus) => tellOnce(members, context, notices)),
  ];
}

function hostsOf({ settings, monitor }: RemoteModelDeps): readonly string[] {
  const ids = [
    ...settings().httpMembers.map(httpMemberId),
    ...monitor.members.map(({ id }) => id).filter(isHttpMember),
  ];
  return [...new Set(ids.flatMap((id) => hostOfMember(id) ?? []))];
}

async function chooseHost(hosts: readonly string[]): Promise<string | undefined> {
  if (hosts.length < 2) return hosts[0];
  return vscode.window.showQuickPick([...hosts], { title: messages.chooseServer() });
}

/** Each member's shortcoming is told once and stands in the pool view from then on. */
function tellOnce(
  members: readonly MemberStatus[],
  { globalState }: vscode.ExtensionContext,
  notices: Notices,
): void {
  const noted = globalState.get<readonly string[]>(notedKey, []);
  const fresh = members.filter(({ id, note }) => note !== undefined && !noted.includes(id));
  if (fresh.length === 0) return;
  void globalState.update(notedKey, [...noted, ...fresh.map(({ id }) => id)]);
  for (const { note } of fresh) notices.brief(note ?? '');
}
