import type { PassageSelector } from '../../core/annotation';
import * as m from '../../core/messages/messages.js';
import type { TakenReport } from '../../core/report';
import { BroadsheetError } from '../../core/reply';
import { readWebAnnotations, type ForeignAnnotation } from '../../core/web-annotation/reading';
import type { Archive, WriteStore } from '../../db/store';
import { edit, type Watch } from './history';
import { ForeignAnchoring, sameness } from './parts/foreign-anchoring';
import { newUid, now } from './parts/identity';
import { cleanTags } from './parts/names';
import { noStory } from './parts/stories';

/**
 * Takes annotations of a file (`core/web-annotation/reading.ts`) into a story. Passages are found by place and words, then by the
 * words alone; one that is not found is kept as an orphan. What the story has already is passed over. One edit.
 * @throws BroadsheetError `not-found`; `unrecognised` when the file holds no annotations
 */
export function takeAnnotations(archive: Archive, articleUid: string, json: string): Promise<TakenReport> {
  const read = readWebAnnotations(json);
  if (read === null) return Promise.reject(new BroadsheetError('unrecognised', m.error_no_web_annotations()));
  return edit(archive, async (store, watch) => {
    const article = await store.articles.get(articleUid);
    if (!article) throw noStory(articleUid);
    const report: TakenReport = { added: 0, orphaned: 0, present: 0, refused: read.refused };
    const present = new Set((await store.annotations.ofArticle(articleUid)).map(sameness));
    const anchoring = new ForeignAnchoring(article);
    for (const foreign of read.annotations) {
      const { selector, isOrphan } = anchoring.selectorOf(foreign);
      const key = sameness({ ...foreign, selector });
      if (present.has(key) || (foreign.uid !== '' && (await store.annotations.record(foreign.uid)) !== null)) {
        report.present += 1;
        continue;
      }
      present.add(key);
      await add(store, watch, articleUid, foreign, selector);
      report.added += 1;
      if (isOrphan) report.orphaned += 1;
    }
    return { label: { key: 'edit_annotations_taken', params: { count: report.added, headline: article.headline } }, value: report };
  });
}

async function add(
  store: WriteStore,
  watch: Watch,
  articleUid: string,
  { uid: given, color, note, tags, createdAt, updatedAt }: ForeignAnnotation,
  selector: PassageSelector | null,
): Promise<void> {
  const uid = given || newUid();
  const at = now();
  await watch('annotation', uid);
  await watch('annotation-tags', uid);
  await store.annotations.put(uid, { articleUid, color, note, selector, createdAt: createdAt || at, updatedAt: updatedAt || at });
  const names = cleanTags(tags);
  const before = await store.tags.of('annotation', uid);
  const gone = Object.fromEntries(Object.keys(before).map((name) => [name, null]));
  await store.tags.putOf('annotation', uid, { ...gone, ...Object.fromEntries(names.map((name, position) => [name, position])) });
}
