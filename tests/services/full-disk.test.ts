import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';
import { canMount, DISK_KINDS, fillDisks } from '../support/full-disk';

/** `npm run bench -- torture` does more. */
const ROUNDS = 3;

describe.skipIf(!canMount)('a full disk (needs root on Linux, to mount a small one)', () => {
  it.each(DISK_KINDS)('during work of the kind “%s” is told, and the archive is as it was', async (kind) => {
    for await (const { faults } of fillDisks(kind, temporaryFolder(), ROUNDS)) expect(faults).toEqual([]);
  });
});
