import { inDigits } from '../../../core/figures';
import type { ImportResult, ParsedMarks } from '../../../core/importing';
import * as m from '../../../core/messages/messages.js';
import { storyOfAddress } from '../../../core/story-link';
import type { ReadStore, WriteStore } from '../../../db/store';
import { addAnnotations } from './annotations';

/** The story that annotations are on, by its own address or by that of its page; `null` when the archive does not hold it. */
export async function markedStory(store: ReadStore, { source }: ParsedMarks['marks']): Promise<string | null> {
  const own = storyOfAddress(source);
  if (own !== null) return (await store.articles.get(own)) ? own : null;
  return source === '' ? null : store.articles.findByUrl(source);
}

/** Gives the story the annotations that it never had. */
export async function keepMarks(store: WriteStore, path: string, { marks }: ParsedMarks, run: string): Promise<ImportResult> {
  const uid = await markedStory(store, marks);
  const article = uid === null ? null : await store.articles.get(uid);
  if (!article) return { path, status: 'skipped', uid: '', headline: '', reason: m.import_marks_no_story({ address: marks.source }) };
  const { added, orphaned } = await addAnnotations(store, article, marks.annotations, run);
  const told = [
    added === 0 ? m.import_marks_present() : m.import_marks_added({ count: added, number: inDigits(added) }),
    ...(orphaned === 0 ? [] : [m.import_annotations_orphaned({ count: orphaned, number: inDigits(orphaned) })]),
  ];
  return { path, status: 'duplicate', uid: article.uid, headline: article.headline, reason: told.join(' ') };
}
