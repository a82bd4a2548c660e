/** Types of scripts/vscode-host.mjs, for the tests that drive it. */
export interface HostFolders {
  readonly base: string;
  readonly user: string;
  readonly extensions: string;
  readonly workspace: string;
}

export interface CodeServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
  output(): string;
}

export function ensureCodeServer(): Promise<string>;
export function ensureChromium(): Promise<string>;
export function ensureNeovim(): Promise<string>;
export function createHostFolders(settings?: Record<string, unknown>): Promise<HostFolders>;
export function installVsix(vsix: string, folders: HostFolders): Promise<void>;
export function startCodeServer(
  folders: HostFolders,
  options?: {
    trust?: boolean;
    smokeDriver?: boolean;
    env?: Record<string, string>;
    port?: number;
    language?: string;
  },
): Promise<CodeServer>;
