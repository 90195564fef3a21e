import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gathered } from '../../electron/services/exports/together';
import { runImport } from '../../electron/services/imports';
import { undoImport } from '../../electron/services/imports/undo';
import { JobRunner } from '../../electron/services/jobs';
import { anArchive } from '../support/archive';
import { CONTEXT } from '../support/export-story';
import { anyArchive, fill } from '../support/generated';

describe('stories as JSON Lines', () => {
  it('come back into an empty archive with nothing changed, annotations and what was read included, and go again', async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, async (made) => {
        const { archive } = await anArchive();
        await fill(archive, made);
        const { bytes } = await gathered(archive.read, { kind: 'all' }, 'jsonl', CONTEXT);
        const { archive: other } = await anArchive();
        const jobs = new JobRunner(other);
        const report = await runImport(jobs, [{ kind: 'bytes', bytes, name: 'archive.jsonl' }]);
        expect(report.results.filter(({ status, reason }) => status !== 'imported' || /unread|could not/.test(reason))).toEqual([]);
        const again = await gathered(other.read, { kind: 'all' }, 'jsonl', CONTEXT);
        expect(new TextDecoder().decode(again.bytes)).toBe(new TextDecoder().decode(bytes));
        expect((await other.check()).problems).toEqual([]);
        expect(await undoImport(jobs, other, report.run)).toMatchObject({ kept: 0, removed: made.stories.length });
      }),
      { numRuns: 25 },
    );
  });
});
