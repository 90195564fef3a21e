import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { builtinModules } from 'node:module';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * Who may import what (see ARCHITECTURE.md). Each rule names the right place, so that the message is the recipe.
 * Patterns are gitignore-style and match the import's own words.
 */
const NODE = ['node:*', ...builtinModules];
const ELECTRON = ['electron', 'electron/*'];
const DATABASE = ['better-sqlite3', '**/db/**'];
const SERVICES = ['**/services/**', '**/importers/**', '**/exporters/**'];

/** @param {[string[], string][]} rules groups of patterns and what to do instead */
const forbid = (...rules) => ({
  'no-restricted-imports': ['error', { patterns: rules.map(([group, message]) => ({ group, message })) }],
});

const noDom = 'There is no page here; what needs the DOM belongs in renderer/.';

export default defineConfig(
  { ignores: ['node_modules/', 'out/', 'dist/', 'tour/', 'core/messages/', 'resources/', 'tests/**/fixtures/'] },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
    plugins: { 'import-x': importX },
    rules: {
      'import-x/no-duplicates': 'error',
      'import-x/no-self-import': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      // Interfaces are asynchronous where their engine may be (db/store.ts), also when this one answers at once.
      '@typescript-eslint/require-await': 'off',
      // `void` on a promise says that nobody waits for it.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } } },

  {
    files: ['core/**/*.ts'],
    rules: forbid(
      [
        [...NODE, ...ELECTRON],
        'core/ runs in every process: what needs Node belongs in electron/services, what needs Electron in electron/.',
      ],
      [
        ['better-sqlite3', '../db/**', '../electron/**', '../renderer/**'],
        'core/ imports core/, the schema library and pure algorithms only.',
      ],
    ),
  },
  {
    files: ['db/**/*.ts'],
    rules: forbid([
      [...ELECTRON, '**/electron/**', '**/renderer/**'],
      'db/ knows core/ and SQLite; rules of the archive belong in electron/services.',
    ]),
  },
  {
    files: ['electron/importers/**/*.ts', 'electron/exporters/**/*.ts'],
    rules: forbid(
      [
        [...ELECTRON, ...DATABASE, '**/services/**', '**/archive/**'],
        'Formats turn bytes into articles and back; what is done with them belongs in electron/services.',
      ],
      [['node:http', 'node:https', 'node:net', 'node:dgram', 'node:tls', 'node:http2'], 'Broadsheet makes no network request.'],
    ),
  },
  {
    files: ['electron/services/**/*.ts'],
    rules: forbid(
      [
        ['electron', '**/archive/**', '**/renderer/**'],
        'Services also run in the command line, without Electron; windows and dialogs belong in electron/*.ts.',
      ],
      [['better-sqlite3', '**/db/sqlite/**'], 'Services know db/store.ts only; SQL belongs in db/sqlite.'],
    ),
  },
  {
    files: ['electron/archive/**/*.ts', 'electron/cli/**/*.ts', 'electron/cli.ts'],
    rules: forbid([['electron', '**/renderer/**'], 'This runs without Electron; windows and dialogs belong in electron/*.ts.']),
  },
  {
    files: ['electron/*.ts'],
    ignores: ['electron/cli.ts'],
    rules: forbid([
      [...DATABASE, ...SERVICES, '**/archive/dispatch', '**/archive/worker', '**/renderer/**'],
      'The main process must never wait for the archive: call it through electron/archive/client.',
    ]),
  },
  {
    files: ['electron/preload/**/*.ts'],
    rules: forbid([
      [...NODE, '**/db/**', '**/services/**', '**/archive/**', '**/renderer/**'],
      'The preload is sandboxed and never grows: add a call in core/contract.ts.',
    ]),
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.svelte'],
    languageOptions: { globals: globals.browser },
    rules: forbid([
      [...NODE, ...ELECTRON, ...DATABASE, '**/electron/**'],
      'The window reaches everything through renderer/api.ts and core/contract.ts.',
    ]),
  },
  {
    files: ['core/**/*.ts', 'db/**/*.ts', 'electron/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'window', message: noDom },
        { name: 'document', message: noDom },
        { name: 'fetch', message: 'Broadsheet makes no network request.' },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.js', '*.ts'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: {
      // What a script hands to a page runs there.
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { projectService: false },
    },
    rules: { 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
);
