/** Limits of one searched folder; beyond them a sentence says what was left out. */
export const bounds = {
  /** Bytes of one file of text or code. */
  fileBytes: 1_000_000,
  /** Bytes of one file of data (JSON, CSV and the like), whose rows say little to a question. */
  dataBytes: 100_000,
  files: 20_000,
  /** Bytes of all files together. */
  totalBytes: 32_000_000,
  /** Files and folders looked at, ignored ones included. */
  entries: 200_000,
  depth: 40,
  /** Characters of one passage. */
  passageCharacters: 4_000,
  /** Lines of one passage. */
  passageLines: 30,
  /** Characters of one question. */
  questionCharacters: 2_000,
} as const;

/** Folders of tools and packages: nobody's own text. */
export const skippedFolders: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  '.git',
  '.hg',
  '.svn',
  '.jj',
  '.venv',
  'venv',
  '__pycache__',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.tox',
  '.gradle',
  '.next',
  '.nuxt',
  '.cache',
  '.vscode-test',
]);

const lockFiles =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|.+\.lockb?|.+\.lockfile)$/i;
const binaryFiles =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|pdf|docx?|xlsx?|pptx?|odt|ods|zip|gz|bz2|xz|zst|7z|rar|tar|tgz|jar|war|class|exe|dll|so|dylib|a|o|obj|lib|bin|wasm|node|gguf|onnx|pt|pth|safetensors|npy|npz|parquet|arrow|sqlite3?|db|mp[34]|m4a|mov|avi|mkv|webm|ogg|flac|wav|ttf|otf|woff2?|eot|pyc|pyd|vsix|crx|dat)$/i;
const generatedFiles = /(?:\.min\.\w+|\.map|\.snap|\.tsbuildinfo|\.svg)$/i;
const dataFiles = /\.(?:json|jsonl|ndjson|csv|tsv|xml|geojson|ipynb|log|po|pot|sql)$/i;

/** Why a file is not searched, from its name and size alone; undefined when it may be. */
export function whySkipped(
  name: string,
  size: number,
): 'generated' | 'binary' | 'large' | undefined {
  if (lockFiles.test(name) || generatedFiles.test(name)) return 'generated';
  if (binaryFiles.test(name)) return 'binary';
  return size > (dataFiles.test(name) ? bounds.dataBytes : bounds.fileBytes) ? 'large' : undefined;
}

/** The text of a file, or why it is not searched: it is not UTF-8, or a tool wrote it in endless lines. */
export function textOf(
  bytes: Uint8Array,
): { readonly text: string } | { readonly skipped: 'binary' | 'generated' } {
  if (bytes.subarray(0, 8_192).includes(0)) return { skipped: 'binary' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { skipped: 'binary' };
  }
  const lines = text.split('\n').length;
  return text.length > 5_000 && text.length / lines > 1_000 ? { skipped: 'generated' } : { text };
}
