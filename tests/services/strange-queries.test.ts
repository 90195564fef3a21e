import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../../bench/corpora.mjs';
import { temporaryFolder } from '../support/folder';
import { askStrangely, hostileStrings } from '../support/queries';

/** `npm run bench -- torture` asks a hundred thousand, and measures. */
const QUERIES = 120;
/** Of the hostile strings, every so many-th. */
const STEP = 100;

const data = dataFolder();
const hostile = data === null ? '' : join(data, 'hostile');

describe('queries nobody would ask', () => {
  it('are answered without an error', async () => {
    for await (const { faults } of askStrangely(temporaryFolder(), QUERIES, [], { stories: 200 })) expect(faults).toEqual([]);
  });

  it.skipIf(!existsSync(hostile))('and hostile strings, where they lie beside the project, as well', async () => {
    const strings = hostileStrings(hostile).filter((_, index) => index % STEP === 0);
    for await (const { faults } of askStrangely(temporaryFolder(), 0, strings, { stories: 50 })) expect(faults).toEqual([]);
  });
});
