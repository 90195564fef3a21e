import { EMPTY_FIELDS, EXCERPT_LENGTH } from '../../../core/article';
import { inDigits } from '../../../core/figures';
import type { ImportPreview, ImportSource } from '../../../core/importing';
import * as m from '../../../core/messages/messages.js';
import { excerptOf, wordCount } from '../../../core/text';
import type { ReadStore } from '../../../db/store';
import type { JobContext } from '../jobs';
import { duplicateKeys, duplicateOf } from './duplicates';
import { isAddition, isMarking, isRefusal, itemsOf, measure, START, type Candidate, type Marks, type Refusal } from './items';
import { markedStory } from './marks';

/**
 * What an import would do, without writing. A story given twice is new once.
 * @param context tells how far it is and can cancel it; files are counted for it first
 * @throws BroadsheetError `cancelled`
 */
export async function* previewImport(
  store: ReadStore,
  sources: readonly ImportSource[],
  format?: string,
  context?: Pick<JobContext, 'checkpoint' | 'breathe'>,
): AsyncIterable<ImportPreview> {
  const seen = new Set<string>();
  const total = context ? (await measure(sources, () => context.breathe())).files : 0;
  let done = 0;
  for await (const { what } of itemsOf(sources, format, START, () => context?.breathe() ?? Promise.resolve())) {
    if (isAddition(what)) continue;
    done += 1;
    await context?.checkpoint({ done, total: Math.max(done, total), message: what.path });
    if (isMarking(what)) {
      yield await marksPreview(store, what);
      continue;
    }
    if (isRefusal(what)) {
      yield refusedPreview(what);
      continue;
    }
    const keys = duplicateKeys(what);
    const again = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    yield await storyPreview(store, what, again ? m.import_given_twice() : '');
  }
}

async function storyPreview(store: ReadStore, item: Candidate, again: string): Promise<ImportPreview> {
  const reason = (await duplicateOf(store, item))?.reason ?? again;
  return {
    path: item.path,
    status: reason === '' ? 'new' : 'duplicate',
    reason,
    format: item.importer.label(),
    fields: item.fields,
    excerpt: excerptOf(item.story.text, EXCERPT_LENGTH),
    wordCount: wordCount(item.story.text),
    paragraphCount: item.story.paragraphCount,
    tags: item.parsed.tags,
    warnings: item.parsed.warnings,
  };
}

async function marksPreview(store: ReadStore, { path, marks }: Marks): Promise<ImportPreview> {
  const uid = await markedStory(store, marks);
  const article = uid === null ? null : await store.articles.get(uid);
  const count = marks.annotations.length;
  const reason = article ? m.import_marks_for({ count, number: inDigits(count) }) : m.import_marks_no_story({ address: marks.source });
  const preview = refusedPreview({ path, status: 'skipped', reason });
  return article ? { ...preview, status: 'duplicate', fields: { ...EMPTY_FIELDS, headline: article.headline } } : preview;
}

function refusedPreview({ path, status, reason }: Refusal): ImportPreview {
  return {
    path,
    status,
    reason,
    format: '',
    fields: { ...EMPTY_FIELDS },
    excerpt: '',
    wordCount: 0,
    paragraphCount: 0,
    tags: [],
    warnings: [],
  };
}
