import { leavesMachine } from '../../protocol/httpMembers.ts';
import { defaultSettings, settingKeys } from '../../protocol/settings.ts';
import type { EidolonSettings } from '../../protocol/settings.ts';
import type { EngineStatus, MemberStatus } from '../../protocol/status.ts';
import { showInvisible } from '../../protocol/visible.ts';

/** What a report about this installation is made of. */
export interface Facts {
  readonly version: string;
  readonly editor: string;
  /** Operating system and processor. */
  readonly machine: string;
  /** The editor's word for where the extension runs, e.g. `desktop, local`. */
  readonly host: string;
  readonly trusted: boolean;
  readonly engineState: string;
  readonly engine: EngineStatus | undefined;
  readonly members: readonly MemberStatus[];
  readonly settings: EidolonSettings;
}

/** `private`: for the user's own eyes. `public`: without names of files and hosts, paths or sentences about them. */
export type Audience = 'private' | 'public';

/**
 * A report for who is to find out what is wrong, in Markdown. It is in English whatever the editor speaks, because it is
 * made to be passed on, and holds no text that the user or a model wrote.
 */
export function diagnoseText(facts: Facts, audience: Audience): string {
  const { engine } = facts;
  const lines = [
    '# Eidolon',
    '',
    ...table([
      ['Extension', facts.version],
      ['Editor', facts.editor],
      ['Machine', facts.machine],
      ['Host', facts.host],
      ['Workspace', facts.trusted ? 'trusted' : 'Restricted Mode'],
      ['Engine', facts.engineState],
      ['Memory', engine ? megabytes(engine.residentBytes) : 'unknown'],
      ['Waiting requests', engine ? String(engine.queuedRequests) : 'unknown'],
      ['GPU', engine?.gpu ?? 'unknown'],
    ]),
    '',
    '## Members',
    '',
    ...(facts.members.length === 0 ? ['None is known.'] : members(facts.members, audience)),
    '',
    '## Settings that differ from their default',
    '',
    ...changedSettings(facts.settings, audience),
    '',
  ];
  return lines.join('\n');
}

function members(all: readonly MemberStatus[], audience: Audience): readonly string[] {
  const names = new Map(all.map(({ id }, index) => [id, nameOf(id, index + 1, audience)]));
  const rows = all.map((member) => [
    names.get(member.id) ?? '',
    member.health,
    megabytes(member.sizeBytes),
    member.residentBytes === undefined ? '' : megabytes(member.residentBytes),
    String(member.contextSize),
    audience === 'public' ? '' : (member.reason ?? member.note ?? ''),
  ]);
  return table(rows, ['Member', 'Health', 'File', 'Memory', 'Context', 'Remark']);
}

/** What ships may be named to anybody; a user's own file or server is told by its kind and number. */
function nameOf(id: string, number: number, audience: Audience): string {
  if (audience === 'private' || id.startsWith('nano:')) return id;
  const kind = id.slice(0, Math.max(0, id.indexOf(':'))) || 'member';
  return `${kind} ${number}${leavesMachine(id) ? ' (another machine)' : ''}`;
}

function changedSettings(settings: EidolonSettings, audience: Audience): readonly string[] {
  const rows = Object.entries(settingKeys).flatMap(([field, key]) => {
    const name = field as keyof EidolonSettings;
    const value: unknown = settings[name];
    if (JSON.stringify(value) === JSON.stringify(defaultSettings[name])) return [];
    return [[`eidolon.${key}`, valueOf(value, audience)]];
  });
  return rows.length === 0 ? ['None.'] : table(rows);
}

/** Numbers and switches tell nothing of a person; names, paths and addresses may. */
function valueOf(value: unknown, audience: Audience): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (audience === 'private') return JSON.stringify(value);
  if (typeof value === 'string') return 'set';
  const count = Array.isArray(value) ? value.length : Object.keys(value ?? {}).length;
  return count === 1 ? '1 entry' : `${count} entries`;
}

function table(
  rows: readonly (readonly string[])[],
  head: readonly string[] = (rows[0] ?? []).map(() => ''),
): readonly string[] {
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)];
}

/** A cell's text cannot end its cell, begin a link or hide anything. */
function cell(text: string): string {
  return showInvisible(text.replace(/\s+/g, ' ')).replace(/[\\|`*_<>[\]]/g, '\\$&');
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
