import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HighlightColorId } from '../../core/highlight-colors';
import type { Archive } from '../../db/store';
import { annotateQuote } from './annotations';
import { runImport } from './imports';
import { JobRunner } from './jobs';
import { resourcesFolder } from '../exporters/parts/resources';

/** One annotation of the sample, as `resources/sample/annotations.json` has it. */
interface SampleAnnotation {
  quote: string;
  color: HighlightColorId;
  note: string;
  tags: string[];
}

/** Puts the sample story, which teaches by being annotated, into a new archive. */
export async function addSampleStory(archive: Archive): Promise<void> {
  const folder = join(resourcesFolder(), 'sample');
  const report = await runImport(new JobRunner(archive), [{ kind: 'path', path: join(folder, 'story.txt') }], {});
  const uid = report.results[0]?.uid;
  if (!uid) return;
  const annotations = JSON.parse(await readFile(join(folder, 'annotations.json'), 'utf8')) as SampleAnnotation[];
  for (const { quote, ...marking } of annotations) await annotateQuote(archive, uid, quote, marking);
}
