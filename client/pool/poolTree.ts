import * as vscode from 'vscode';
import { roles, type OwnRole, type Role } from '../../protocol/roles.ts';
import { hostOfMember, isHttpMember, leavesMachine } from '../../protocol/httpMembers.ts';
import type { MemberStatus } from '../../protocol/status.ts';
import { healthWord, megabytes } from '../features/memberWords.ts';
import { messages } from '../messages.ts';

/** What the tree shows: a heading or a member. */
export type PoolNode =
  | { readonly kind: 'group'; readonly label: string; readonly members: readonly MemberStatus[] }
  | { readonly kind: 'member'; readonly member: MemberStatus };

export interface PoolTreeSource {
  readonly members: () => readonly MemberStatus[];
  readonly rolesOf: () => Readonly<Record<Role, string | undefined>> | undefined;
  readonly isPinned: (id: string) => boolean;
  /** What was measured of a member, in one sentence. */
  readonly measuredOf: (id: string) => string | undefined;
}

const icons: Readonly<Record<MemberStatus['health'], vscode.ThemeIcon>> = {
  ready: new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed')),
  loading: new vscode.ThemeIcon('loading~spin'),
  unloaded: new vscode.ThemeIcon('circle-outline'),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  quarantined: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  missing: new vscode.ThemeIcon('question'),
};

/** The pool as a tree: who is there, what it is asked for, and how it is. */
export class PoolTree implements vscode.TreeDataProvider<PoolNode> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly source: PoolTreeSource) {}

  refresh(): void {
    this.changed.fire();
  }

  getChildren(node?: PoolNode): PoolNode[] {
    if (node?.kind === 'member') return [];
    if (node) return node.members.map((member) => ({ kind: 'member', member }));
    const members = this.source.members();
    const shipped = members.filter(({ id }) => id.startsWith('nano:'));
    const servers = members.filter(({ id }) => isHttpMember(id));
    const own = members.filter(({ id }) => !id.startsWith('nano:') && !isHttpMember(id));
    return [
      { kind: 'group' as const, label: messages.poolShipped(), members: shipped },
      { kind: 'group' as const, label: messages.poolOwn(), members: own },
      { kind: 'group' as const, label: messages.poolServers(), members: servers },
    ].filter((group) => group.members.length > 0);
  }

  getTreeItem(node: PoolNode): vscode.TreeItem {
    if (node.kind === 'group') {
      const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Expanded);
      item.id = node.label;
      return item;
    }
    const { member } = node;
    const item = new vscode.TreeItem(member.id, vscode.TreeItemCollapsibleState.None);
    item.id = member.id;
    item.iconPath = icons[member.health];
    item.description = this.describe(member);
    const pinned = this.source.isPinned(member.id);
    item.tooltip = tooltip(member, this.rolesOf(member), pinned, this.source.measuredOf(member.id));
    item.contextValue = contextOf(member, pinned);
    const told = [member.id, item.description, this.source.measuredOf(member.id)];
    item.accessibilityInformation = { label: told.filter(Boolean).join(', ') };
    return item;
  }

  private rolesOf({ id, role: made }: MemberStatus): readonly (Role | OwnRole)[] {
    if (made) return [made];
    const current = this.source.rolesOf();
    return roles.filter((role) => current?.[role] === id);
  }

  private describe(member: MemberStatus): string {
    const memory = member.residentBytes ? [megabytes(member.residentBytes)] : [];
    const own = this.rolesOf(member).map(messages.roleName);
    const kept = this.source.isPinned(member.id) ? [messages.poolPinned()] : [];
    const away = leavesMachine(member.id) ? [messages.leavesMachine()] : [];
    return [...own, healthWord(member), ...memory, ...kept, ...away].join(' · ');
  }
}

function whereabouts({ id, sizeBytes, contextSize }: MemberStatus): string {
  const host = hostOfMember(id);
  return host === undefined
    ? messages.poolFile(megabytes(sizeBytes), contextSize)
    : messages.poolServer(host);
}

/** What the menus of a member depend on. */
function contextOf({ id, health, role }: MemberStatus, pinned: boolean): string {
  const origin = id.startsWith('nano:') ? 'shipped' : 'own';
  const loaded = health === 'ready' && !isHttpMember(id);
  // A server's member has no place in our memory to be kept.
  const memory = isHttpMember(id) ? 'away' : pinned ? 'pinned' : 'loose';
  const parts = ['member', origin, loaded ? 'loaded' : 'idle', memory, ...(role ? [role] : [])];
  return parts.join('.');
}

function tooltip(
  member: MemberStatus,
  own: readonly (Role | OwnRole)[],
  pinned: boolean,
  measured: string | undefined,
): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const lines = [
    member.title,
    member.reason ?? healthWord(member),
    ...(member.role === undefined ? [] : [messages.ownRole(member.role)]),
    ...(member.role === undefined && own.length > 0
      ? [messages.poolRoles(own.map(messages.roleName).join(', '))]
      : []),
    ...(pinned ? [messages.poolPinned()] : []),
    whereabouts(member),
    ...(leavesMachine(member.id) ? [messages.leavesMachine()] : []),
    ...(member.note === undefined ? [] : [member.note]),
    ...(member.base === undefined ? [] : [messages.poolBase(member.base)]),
    messages.poolFamily(member.family),
    ...(measured === undefined ? [] : [measured]),
  ];
  for (const line of lines) text.appendText(`${line}\n\n`);
  return text;
}
