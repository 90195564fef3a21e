import { expect, it } from 'vitest';
import { crash, type CrashKind } from '../support/crash';
import { temporaryFolder } from '../support/folder';

/** Each round takes a second or two; `npm run bench -- torture` does hundreds. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 3);

it.each<[CrashKind, string]>([
  ['import', 'goes on: every story once, none missed'],
  ['edits', 'lose nothing that was acknowledged'],
  ['backup', 'leaves nothing unsound under a backup’s name, and the next one works'],
  ['reindex', 'goes on, and searches find the same in between'],
])(
  'work killed at any moment, %s, %s',
  async (kind) => {
    for await (const { faults } of crash(kind, temporaryFolder(), ROUNDS)) expect(faults).toEqual([]);
  },
  60_000 + 20_000 * ROUNDS,
);
