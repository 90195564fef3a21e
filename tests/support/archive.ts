import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openArchive } from '../../db/sqlite/archive';
import type { Archive, NewArticle } from '../../db/store';
import { temporaryFolder } from './folder';

/** A new archive in a folder of its own, with these stories; closed when the test ends. */
export async function anArchive(...articles: NewArticle[]): Promise<{ archive: Archive; file: string }> {
  const file = join(temporaryFolder(), 'archive.broadsheet');
  const archive = openArchive(file);
  onTestFinished(() => archive.close());
  await archive.write(async (store) => {
    for (const article of articles) await store.articles.insert(article);
  });
  return { archive, file };
}
