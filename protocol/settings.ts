import {
  isLoopback,
  parseHttpMembers,
  parseMemberUrl,
  type HttpMemberConfig,
} from './httpMembers.ts';
import { isRecord } from './record.ts';

/** How much of an answer's history the trace document prints. */
export type TraceLevel = 'summary' | 'full' | 'redacted';

/** Every `eidolon.*` setting after parsing. package.json holds the same defaults; a test compares them. */
export interface EidolonSettings {
  readonly codeActionsEnabled: boolean;
  /** Opens a review of what was edited, each time that the user saves. */
  readonly refineOnSave: boolean;
  /** Offers what the code expert would write at the cursor, where a model of the pool can. */
  readonly inlineCompletionEnabled: boolean;
  /** Minutes without a request after which the engine stops; 0 keeps it running. */
  readonly idleMinutes: number;
  /** Starts the engine when a supported document is first opened, instead of on first use. */
  readonly prewarm: boolean;
  /** Folder of the user's own GGUF files; empty means the extension's storage. */
  readonly modelsDirectory: string;
  /** Threads per model; 0 lets the engine choose from the machine. */
  readonly threads: number;
  /** GiB that all models may take together; 0 means what is free. */
  readonly memoryBudget: number;
  /** What the user's own models are computed with. */
  readonly gpu: GpuSetting;
  /** Ids of models that stay in memory whatever else is asked for. */
  readonly pinnedModels: readonly string[];
  /** One process loads the models for every window and command line of this user. */
  readonly sharedPool: boolean;
  readonly traceLevel: TraceLevel;
  /** Name to ensemble specification; the engine validates each one by its schema. */
  readonly ensembles: Readonly<Record<string, unknown>>;
  /** Domains of the user's own by name, each with a description, examples and a member; the engine validates them. */
  readonly experts: Readonly<Record<string, unknown>>;
  /** Keeps the texts of refinements that the user decided about on this machine, for `eidolon distill export`. */
  readonly keepExamples: boolean;
  /** Keeps what local models read of the chat's conversations on this disk, so that they go on without reading it again. */
  readonly keepChatState: boolean;
  /** Models behind OpenAI-compatible servers. */
  readonly httpMembers: readonly HttpMemberConfig[];
  /** Server that stands for huggingface.co; empty means the environment's HF_ENDPOINT, or that server itself. */
  readonly downloadEndpoint: string;
}

/** Setting key without the `eidolon.` prefix, for each field. */
export const settingKeys = {
  codeActionsEnabled: 'codeActions.enabled',
  refineOnSave: 'refineOnSave',
  inlineCompletionEnabled: 'inlineCompletion.enabled',
  idleMinutes: 'idleMinutes',
  prewarm: 'prewarm',
  modelsDirectory: 'modelsDirectory',
  threads: 'threads',
  memoryBudget: 'memoryBudget',
  gpu: 'gpu',
  pinnedModels: 'pinnedModels',
  sharedPool: 'sharedPool',
  traceLevel: 'trace.level',
  ensembles: 'ensembles',
  experts: 'experts',
  keepExamples: 'distill.keepExamples',
  keepChatState: 'chat.keepState',
  httpMembers: 'httpMembers',
  downloadEndpoint: 'downloadEndpoint',
} as const satisfies Record<keyof EidolonSettings, string>;

/** `auto` takes what was added and found a device, `off` the processor alone. */
export type GpuSetting = 'auto' | 'off' | 'vulkan' | 'cuda';

export const gpuSettings: readonly GpuSetting[] = ['auto', 'off', 'vulkan', 'cuda'];

export const traceLevels: readonly TraceLevel[] = ['summary', 'full', 'redacted'];

export const defaultSettings: EidolonSettings = {
  codeActionsEnabled: true,
  refineOnSave: false,
  inlineCompletionEnabled: false,
  idleMinutes: 15,
  prewarm: false,
  modelsDirectory: '',
  threads: 0,
  memoryBudget: 0,
  gpu: 'auto',
  pinnedModels: [],
  sharedPool: true,
  traceLevel: 'full',
  ensembles: {},
  experts: {},
  keepExamples: false,
  keepChatState: false,
  httpMembers: [],
  downloadEndpoint: '',
};

/** A value that could not be used; the default stands in for it. */
export interface SettingProblem {
  /** Full key, e.g. `eidolon.idleMinutes`. */
  readonly key: string;
  /** What would have been right, e.g. `a whole number from 0 to 1440`. */
  readonly expected: string;
}

export interface ParsedSettings {
  readonly settings: EidolonSettings;
  readonly problems: readonly SettingProblem[];
}

/** Reads settings whose values may have any type; `read` gets the key without its prefix. */
export function parseSettings(read: (key: string) => unknown): ParsedSettings {
  const problems: SettingProblem[] = [];
  function take<K extends keyof EidolonSettings>(
    field: K,
    expected: string,
    parse: (value: unknown) => EidolonSettings[K] | undefined,
  ): EidolonSettings[K] {
    const value = read(settingKeys[field]);
    if (value === undefined || value === null) return defaultSettings[field];
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    problems.push({ key: `eidolon.${settingKeys[field]}`, expected });
    return defaultSettings[field];
  }
  const settings: EidolonSettings = {
    codeActionsEnabled: take('codeActionsEnabled', 'true or false', asBoolean),
    refineOnSave: take('refineOnSave', 'true or false', asBoolean),
    inlineCompletionEnabled: take('inlineCompletionEnabled', 'true or false', asBoolean),
    idleMinutes: take('idleMinutes', 'a whole number from 0 to 1440', integerUpTo(1440)),
    prewarm: take('prewarm', 'true or false', asBoolean),
    modelsDirectory: take('modelsDirectory', 'the absolute path of a folder', asAbsolutePath),
    threads: take('threads', 'a whole number from 0 to 256', integerUpTo(256)),
    memoryBudget: take('memoryBudget', 'a number of GiB from 0 to 4096', asGigabytes),
    gpu: take('gpu', `one of ${gpuSettings.join(', ')}`, oneOf(gpuSettings)),
    pinnedModels: take('pinnedModels', 'a list of ids of models', asIds),
    sharedPool: take('sharedPool', 'true or false', asBoolean),
    traceLevel: take('traceLevel', `one of ${traceLevels.join(', ')}`, oneOf(traceLevels)),
    ensembles: take('ensembles', 'an object of named ensembles', asNamedSpecs),
    experts: take('experts', 'an object of named experts', asNamedExperts),
    keepExamples: take('keepExamples', 'true or false', asBoolean),
    keepChatState: take('keepChatState', 'true or false', asBoolean),
    httpMembers: take(
      'httpMembers',
      'a list of {"url", "model"}, each once, with http or https addresses',
      parseHttpMembers,
    ),
    downloadEndpoint: take('downloadEndpoint', 'an https address', asDownloadEndpoint),
  };
  return { settings, problems };
}

/** What our own client tells the engine when it starts; other LSP clients send nothing. */
export interface InitializationOptions {
  readonly client: 'eidolon-vscode';
  /** The client reviews hunks itself, so server actions carry no edit. */
  readonly review: true;
  readonly settings: EidolonSettings;
  /** Folder that the engine may write to: models, records. */
  readonly storageDirectory?: string;
  /** False in Restricted Mode: candidate code is not run and workspace tools are not loaded. */
  readonly trusted: boolean;
  /** File with the translations of the engine's sentences into the editor's language; absent means English. */
  readonly l10nBundle?: string;
}

/** The start options from the wire; undefined for any other client. */
export function parseInitializationOptions(value: unknown): InitializationOptions | undefined {
  if (!isRecord(value) || value['client'] !== 'eidolon-vscode') return undefined;
  const storage = value['storageDirectory'];
  const l10nBundle = asAbsolutePath(value['l10nBundle']);
  return {
    client: 'eidolon-vscode',
    review: true,
    settings: parseSettingsObject(value['settings']),
    trusted: value['trusted'] === true,
    ...(typeof storage === 'string' && storage !== '' ? { storageDirectory: storage } : {}),
    ...(l10nBundle && { l10nBundle }),
  };
}

/** Settings already in the shape of {@link EidolonSettings}, as the client sends them. A change starts a fresh engine. */
export function parseSettingsObject(value: unknown): EidolonSettings {
  const source = isRecord(value) ? value : {};
  const fieldOf = new Map<string, string>(
    Object.entries(settingKeys).map(([field, key]) => [key, field]),
  );
  return parseSettings((key) => source[fieldOf.get(key) ?? key]).settings;
}

function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** Empty, or a path that means the same whatever folder the engine runs in. */
function asAbsolutePath(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value === '' || /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(value) ? value : undefined;
}

function integerUpTo(most: number): (value: unknown) => number | undefined {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
      ? value
      : undefined;
}

function asGigabytes(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 4096 ? value : undefined;
}

function asIds(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || !value.every((id) => typeof id === 'string')) return undefined;
  return value as readonly string[];
}

function oneOf<T extends string>(allowed: readonly T[]): (value: unknown) => T | undefined {
  return (value) => allowed.find((each) => each === value);
}

function asNamedSpecs(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(value)) return undefined;
  return Object.values(value).every((spec) => isRecord(spec) || typeof spec === 'string')
    ? value
    : undefined;
}

/** Empty, or an address that is encrypted or on this machine. */
function asDownloadEndpoint(value: unknown): string | undefined {
  if (value === '') return value;
  const address = typeof value === 'string' ? parseMemberUrl(value) : undefined;
  return address && (address.encrypted || isLoopback(address.host)) ? address.url : undefined;
}

function asNamedExperts(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isRecord(value) ? value : undefined;
}
