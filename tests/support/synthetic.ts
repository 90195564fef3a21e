import { writeFileSync } from 'node:fs';
import { syntheticStory } from '../../bench/synthetic.mjs';
import { openArchive } from '../../db/sqlite/archive';
import { runImport } from '../../electron/services/imports';
import { JobRunner } from '../../electron/services/jobs';

/** Makes an archive of invented stories in several scripts by importing them, as a person would. @returns its file */
export async function syntheticArchive(file: string, stories: number, seed = 1): Promise<string> {
  const source = `${file}.jsonl`;
  writeFileSync(source, Array.from({ length: stories }, (_, number) => `${JSON.stringify(syntheticStory(seed, number))}\n`).join(''));
  const archive = openArchive(file);
  await runImport(new JobRunner(archive), [{ kind: 'path', path: source }]);
  await archive.close();
  return file;
}
