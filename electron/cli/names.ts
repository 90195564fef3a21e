/** The command line's words; `main.ts` tells by them that no window is wanted. */
export const COMMAND_NAMES = [
  'import',
  'list',
  'show',
  'search',
  'annotate',
  'export',
  'print',
  'printers',
  'tags',
  'merge',
  'trash',
  'undo',
  'stats',
  'check',
  'backup',
  'restore',
  'salvage',
  'reindex',
  'undo-import',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

const ALWAYS = ['help', '--help', '-h', '--version'];

/** Whether the first word given to the app asks for the command line. */
export function isCommand(word: string | undefined): boolean {
  return word !== undefined && [...COMMAND_NAMES, ...ALWAYS].includes(word);
}
