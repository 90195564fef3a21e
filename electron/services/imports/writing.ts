import type { ImportResult, ImportRun, ParsedArticle } from '../../../core/importing';
import { wordCount } from '../../../core/text';
import type { NewArticle, WriteStore } from '../../../db/store';
import { newUid, now } from '../parts/identity';
import { duplicateOf } from './duplicates';
import { isRefusal, type Candidate, type Item } from './items';

/** What a person may change about an import before it runs. */
export type ImportOptions = ImportRun['options'];

function tagsFor(parsed: ParsedArticle, { addTags = [], dropTags = [] }: ImportOptions): string[] {
  const dropped = new Set(dropTags);
  return [...new Set([...parsed.tags.map((tag) => tag.name).filter((name) => !dropped.has(name)), ...addTags])];
}

function newArticle(candidate: Candidate, options: ImportOptions, run: string): NewArticle {
  const { fields, story, textHash, parsed, original, ordinal, importer, modified } = candidate;
  return {
    ...fields,
    uid: newUid(),
    sourceId: parsed.sourceId ?? '',
    html: story.html,
    text: story.text,
    textHash,
    wordCount: wordCount(story.text),
    tags: tagsFor(parsed, options),
    retrieved: parsed.retrieved ?? modified,
    importedAt: now(),
    importFormat: importer.id,
    original: original && { sha256: original.info.sha256, ordinal },
    importRun: run,
  };
}

/** Story and original together, unless the archive holds the story already. */
async function keep(store: WriteStore, candidate: Candidate, options: ImportOptions, run: string): Promise<ImportResult> {
  const { path, fields, parsed, original } = candidate;
  const known = await duplicateOf(store, candidate);
  if (known) return { path, status: 'duplicate', uid: known.uid, headline: fields.headline, reason: known.reason };
  const article = newArticle(candidate, options, run);
  if (original) await store.originals.put(original.info, original.bytes);
  await store.articles.insert(article);
  return { path, status: 'imported', uid: article.uid, headline: article.headline, reason: parsed.warnings.join(' ') };
}

/** Writes items inside a unit of work. @returns a result for each, in order */
export async function keepAll(store: WriteStore, items: readonly Item[], options: ImportOptions, run: string): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  for (const { what } of items) {
    results.push(isRefusal(what) ? { ...what, uid: '', headline: '' } : await keep(store, what, options, run));
  }
  return results;
}
