import { inDigits } from '../../../core/figures';
import type { ImportResult, ImportRun, ParsedArticle } from '../../../core/importing';
import * as m from '../../../core/messages/messages.js';
import { UNTOUCHED } from '../../../core/state';
import { wordCount } from '../../../core/text';
import type { ForeignAnnotation } from '../../../core/web-annotation/reading';
import type { NewArticle, WriteStore } from '../../../db/store';
import { newUid, now } from '../parts/identity';
import { addAnnotations, keepAnnotations } from './annotations';
import { duplicateOf } from './duplicates';
import { keepLibrary, keepPlaces } from './library';
import { keepMarks } from './marks';
import { isAddition, isMarking, isRefusal, type Candidate, type Item } from './items';

/** What a person may change about an import before it runs. */
export type ImportOptions = ImportRun['options'];

function tagsFor(parsed: ParsedArticle, { addTags = [], dropTags = [] }: ImportOptions): string[] {
  const dropped = new Set(dropTags);
  return [...new Set([...parsed.tags.map((tag) => tag.name).filter((name) => !dropped.has(name)), ...addTags])];
}

function newArticle(candidate: Candidate, options: ImportOptions, run: string): NewArticle {
  const { fields, story, textHash, parsed, original, ordinal, importer, modified } = candidate;
  const { archived } = parsed;
  return {
    ...fields,
    uid: archived?.uid || newUid(),
    sourceId: parsed.sourceId ?? '',
    html: story.html,
    text: story.text,
    textHash,
    wordCount: wordCount(story.text),
    tags: tagsFor(parsed, options),
    retrieved: parsed.retrieved ?? modified,
    importedAt: archived?.importedAt || now(),
    importFormat: archived?.importFormat || importer.id,
    editedAt: archived?.editedAt ?? '',
    original: original && { sha256: original.info.sha256, ordinal },
    importRun: run,
  };
}

/**
 * Story, original and the annotations that came with it together. A story that the archive holds already keeps what it has, and gets
 * the annotations that it never had.
 */
async function keep(store: WriteStore, candidate: Candidate, options: ImportOptions, run: string): Promise<ImportResult> {
  const { path, fields, parsed, original } = candidate;
  const { annotations = [], warnings } = parsed;
  const known = await duplicateOf(store, candidate, run);
  if (known) {
    const told = await addLacking(store, known.uid, annotations, run);
    if (parsed.archived) await keepPlaces(store, known.uid, parsed.archived.collections ?? {});
    return { path, status: 'duplicate', uid: known.uid, headline: fields.headline, reason: [known.reason, ...told].join(' ') };
  }
  const article = newArticle(candidate, options, run);
  if (original && 'packed' in original) await store.originals.putPacked(original.info, original.packed);
  else if (original) await store.originals.put(original.info, original.bytes);
  await store.articles.insert(article);
  if (parsed.archived) {
    await store.states.put(article.uid, { ...UNTOUCHED, ...parsed.archived.state });
    await keepPlaces(store, article.uid, parsed.archived.collections ?? {});
  }
  const { orphaned } = await keepAnnotations(store, article, annotations, run);
  const reason = [...warnings, ...orphansTold(orphaned)].join(' ');
  return { path, status: 'imported', uid: article.uid, headline: article.headline, reason };
}

/** @returns sentences for the report */
async function addLacking(store: WriteStore, uid: string, foreign: readonly ForeignAnnotation[], run: string): Promise<string[]> {
  if (foreign.length === 0) return [];
  const article = await store.articles.get(uid);
  if (!article) return [];
  const { added, orphaned } = await addAnnotations(store, article, foreign, run);
  const told = added === 0 ? [] : [m.import_annotations_added({ count: added, number: inDigits(added) })];
  return [...told, ...orphansTold(orphaned)];
}

const orphansTold = (count: number): string[] => (count === 0 ? [] : [m.import_annotations_orphaned({ count, number: inDigits(count) })]);

/** Writes items inside a unit of work. @returns a result for each story and refusal, in order */
export async function keepAll(store: WriteStore, items: readonly Item[], options: ImportOptions, run: string): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  for (const { what } of items) {
    if (isAddition(what)) await keepLibrary(store, what, run);
    else if (isMarking(what)) results.push(await keepMarks(store, what.path, what, run));
    else results.push(isRefusal(what) ? { ...what, uid: '', headline: '' } : await keep(store, what, options, run));
  }
  return results;
}
