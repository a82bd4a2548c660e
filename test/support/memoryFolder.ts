import type { FolderEntry } from '../../protocol/find.ts';
import type { FolderReader } from '../../server/search/folderReader.ts';

/** A folder in memory: path → text or bytes. A file changes by being set again. */
export class MemoryFolder implements FolderReader {
  readonly root: string;
  reads = 0;
  /** Called before each read, so that a test can act in the middle. */
  beforeRead: (path: string) => void = () => undefined;
  private readonly files = new Map<string, { bytes: Uint8Array; modified: number }>();
  private clock = 0;
  gone = false;

  constructor(root: string, files: Readonly<Record<string, string | Uint8Array>> = {}) {
    this.root = root;
    for (const [path, content] of Object.entries(files)) this.set(path, content);
  }

  set(path: string, content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    this.files.set(path, { bytes, modified: ++this.clock });
  }

  delete(path: string): void {
    this.files.delete(path);
  }

  uriOf(path: string): string {
    return `memory:/${path}`;
  }

  async list(folder: string): Promise<readonly FolderEntry[] | undefined> {
    if (this.gone) return undefined;
    const base = folder === '' ? '' : `${folder}/`;
    const entries = new Map<string, FolderEntry>();
    for (const [path, { bytes, modified }] of this.files) {
      if (!path.startsWith(base)) continue;
      const [name = '', ...rest] = path.slice(base.length).split('/');
      const size = bytes.length;
      entries.set(
        name,
        rest.length > 0
          ? { name, kind: 'folder', size: 0, modified: 0 }
          : { name, kind: 'file', size, modified },
      );
    }
    return [...entries.values()];
  }

  async read(path: string, most: number): Promise<Uint8Array | undefined> {
    this.reads++;
    this.beforeRead(path);
    const bytes = this.files.get(path)?.bytes;
    return bytes && bytes.length <= most ? bytes : undefined;
  }
}
