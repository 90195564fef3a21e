import { describePassage } from '../../../core/anchoring/describe';
import { Placing } from '../../../core/anchoring/place';
import type { WriteStore } from '../../../db/store';
import type { Watch } from '../history';

/** Below this a passage is shown where it was found, and looked for again by the words it was made on. */
const CERTAIN = 0.9;

/**
 * Describes annotations' passages anew in their story's text as it is now, where they are found for certain, so that changes of
 * many years do not add up. Called after the text was changed; orphans keep what they were made on.
 */
export async function reanchor(store: WriteStore, watch: Watch, articleUid: string): Promise<void> {
  const article = await store.articles.get(articleUid);
  if (!article) return;
  const placing = new Placing(article);
  for (const { uid, selector } of await store.annotations.ofArticle(articleUid)) {
    if (selector === null || selector.textHash === article.textHash) continue;
    const found = placing.place(selector);
    if (!found || found.confidence < CERTAIN) continue;
    await watch('annotation', uid);
    const record = await store.annotations.record(uid);
    if (!record) continue;
    const anew = describePassage(article.text, article.textHash, found.start, found.end);
    await store.annotations.put(uid, { ...record, selector: anew });
  }
}
