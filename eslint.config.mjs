// Lint rules: the recommended TypeScript ones, the import zones of ARCHITECTURE.md, and no cycles.
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const everything = [
  './client',
  './server',
  './media',
  './protocol',
  './test',
  './scripts',
  './training',
];
const except = (...allowed) => everything.filter((folder) => !allowed.includes(folder));

/** Each target may import itself and nothing of its `from` list. */
const zones = [
  { target: './protocol', from: except('./protocol'), message: 'protocol imports nothing.' },
  {
    target: './client',
    from: except('./client', './protocol'),
    message: 'client imports protocol only.',
  },
  {
    target: './media',
    from: except('./media', './protocol'),
    message: 'media imports protocol only.',
  },
  {
    target: './server',
    from: except('./server', './protocol'),
    message: 'server imports protocol only.',
  },
  {
    target: './server/core',
    from: ['./server/!(core)', './server/!(core)/**/*'],
    message: 'core holds decisions only: it imports core and protocol.',
  },
  {
    target: ['./server/pool', './server/engines', './server/verify'],
    from: ['./server/handlers', './server/main.ts', './server/cli.ts'],
    message: 'only the composition roots import handlers.',
  },
];

const noVscode = { name: 'vscode', message: 'Only client may import vscode.' };

export default tseslint.config(
  {
    ignores: [
      'dist',
      'out',
      'node_modules',
      '.vscode-test',
      'test-results',
      'test/fixtures',
      'training',
      'docs/sample',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: testCalls() }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'no-console': 'error',
      'max-lines': ['error', { max: 500 }],
    },
  },
  {
    files: ['server/**/*.ts', 'media/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [noVscode] }] },
  },
  {
    files: ['server/core/**/*.ts', 'protocol/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [noVscode], patterns: [{ regex: '^node:', message: 'No IO here: inject it.' }] },
      ],
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Inject randomness.' },
        { object: 'Date', property: 'now', message: 'Inject the clock.' },
      ],
    },
  },
  {
    // One long table of words.
    files: ['server/verify/prose/misspellings.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    // assert's shorthand and mocha's globals read as statements.
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.js'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    rules: { 'no-console': 'error' },
  },
);

/** Mocha's own functions answer a value that nobody awaits. */
function testCalls() {
  return ['describe', 'it'].map((name) => ({ from: 'package', package: 'mocha', name }));
}
