import * as vscode from 'vscode';
import { isHttpMember } from '../../protocol/httpMembers.ts';
import { removeModelRequest, unloadModelRequest, type ModelParams } from '../../protocol/models.ts';
import { roles, withRole, type Role } from '../../protocol/roles.ts';
import type { MemberStatus } from '../../protocol/status.ts';
import { commandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';
import type { Notices } from '../features/notices.ts';
import type { PoolNode } from './poolTree.ts';

export interface PoolCommandDeps {
  readonly link: ServerLink;
  readonly notices: Notices;
  readonly members: () => readonly MemberStatus[];
  /** Has the engine look again; starts it when it does not run. */
  readonly look: () => Promise<void>;
  readonly ensembles: () => Readonly<Record<string, unknown>>;
  readonly pinned: () => readonly string[];
}

/** The commands on a member of the pool; from the palette each asks which one is meant. */
export function registerPoolCommands(deps: PoolCommandDeps): readonly vscode.Disposable[] {
  const command = (
    id: string,
    fits: (member: MemberStatus) => boolean,
    run: (member: MemberStatus) => Thenable<unknown>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (given?: unknown) => {
      const member = memberOf(given, deps.members()) ?? (await choose(deps, fits));
      return member && run(member);
    });
  return [
    command(commandIds.testModel, always, ({ id }) =>
      vscode.commands.executeCommand<unknown>(commandIds.verifyModels, { id }),
    ),
    command(commandIds.unloadModel, isLoaded, (member) =>
      request(deps, unloadModelRequest, member),
    ),
    command(
      commandIds.pinModel,
      ({ id }) => canPin(id) && !deps.pinned().includes(id),
      ({ id }) => pin([...deps.pinned(), id]),
    ),
    command(
      commandIds.unpinModel,
      ({ id }) => deps.pinned().includes(id),
      ({ id }) => pin(deps.pinned().filter((each) => each !== id)),
    ),
    command(commandIds.removeModel, isOwn, (member) => remove(deps, member)),
    command(commandIds.assignRole, takesRoles, (member) => assign(deps, member)),
    vscode.commands.registerCommand(commandIds.refreshPool, () => deps.look()),
  ];
}

function always(): boolean {
  return true;
}

/** What a file is made for alone is no choice of the user's. */
function takesRoles({ role }: MemberStatus): boolean {
  return role === undefined;
}

function isLoaded({ id, health }: MemberStatus): boolean {
  return health === 'ready' && !isHttpMember(id);
}

/** The shipped models stay in memory anyway, and a server looks after its own. */
function canPin(id: string): boolean {
  return !id.startsWith('nano:') && !isHttpMember(id);
}

function pin(ids: readonly string[]): Thenable<void> {
  const configuration = vscode.workspace.getConfiguration('eidolon');
  return configuration.update('pinnedModels', ids, vscode.ConfigurationTarget.Global);
}

function isOwn({ id }: MemberStatus): boolean {
  return !id.startsWith('nano:');
}

/** The tree hands over its node; keyboard shortcuts and other extensions may name an id. */
function memberOf(given: unknown, members: readonly MemberStatus[]): MemberStatus | undefined {
  const { kind, member, id } = Object(given) as Partial<
    PoolNode & { member: MemberStatus; id: string }
  >;
  const wanted = kind === 'member' ? member?.id : (id ?? given);
  return members.find((each) => each.id === wanted);
}

async function choose(
  { look, notices, members }: PoolCommandDeps,
  fits: (member: MemberStatus) => boolean,
): Promise<MemberStatus | undefined> {
  if (members().length === 0) await look();
  const fitting = members().filter(fits);
  if (fitting.length === 0) {
    notices.info(messages.noSuchMembers());
    return undefined;
  }
  const items = fitting.map((member) => ({ label: member.id, description: member.title, member }));
  const chosen = await vscode.window.showQuickPick(items, { title: messages.chooseMember() });
  return chosen?.member;
}

async function request(
  { link, notices }: PoolCommandDeps,
  method: string,
  { id }: ModelParams,
): Promise<boolean> {
  const source = new vscode.CancellationTokenSource();
  try {
    const reply = await link.request(method, { id } satisfies ModelParams, source.token);
    if (!reply.ok) notices.problem(reply.failure.message);
    return reply.ok;
  } finally {
    source.dispose();
  }
}

async function remove(deps: PoolCommandDeps, member: MemberStatus): Promise<boolean> {
  const yes = messages.removeModel();
  const answer = await vscode.window.showWarningMessage(
    messages.removeModelQuestion(member.id),
    { modal: true, detail: messages.removeModelDetail() },
    yes,
  );
  return answer === yes && request(deps, removeModelRequest, member);
}

/** Writes the role into the user's ensemble “experts”, in the settings file that holds it already. */
async function assign(deps: PoolCommandDeps, { id }: MemberStatus): Promise<Role | undefined> {
  const items = roles.map((role) => ({
    label: messages.roleName(role),
    detail: messages.roleDetail(role),
    role,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: messages.chooseRole(id) });
  if (!chosen) return undefined;
  const changed = withRole(deps.ensembles(), chosen.role, id);
  if (!changed) {
    deps.notices.problem(messages.rolesNotPlain());
    return undefined;
  }
  const configuration = vscode.workspace.getConfiguration('eidolon');
  const inWorkspace = configuration.inspect('ensembles')?.workspaceValue !== undefined;
  const target = inWorkspace
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  await configuration.update('ensembles', changed, target);
  deps.notices.info(messages.roleAssigned(id, messages.roleName(chosen.role)));
  return chosen.role;
}
