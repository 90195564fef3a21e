import type { PassageSelector } from '../../../core/annotation';
import type { Article } from '../../../core/article';
import { UID_PATTERN } from '../../../core/uid';
import type { ForeignAnnotation } from '../../../core/web-annotation/reading';
import type { WriteStore } from '../../../db/store';
import { ForeignAnchoring, sameness } from '../parts/foreign-anchoring';
import { newUid, now } from '../parts/identity';
import { fittingTags } from '../parts/names';

type Story = Pick<Article, 'uid' | 'text' | 'textHash'>;

interface Kept {
  added: number;
  /** Of these, how many lost their passage. */
  orphaned: number;
}

/**
 * Keeps the annotations that came with a new story, each where its passage stands in the text, or as an orphan; under their own
 * identifiers where those are free.
 */
export async function keepAnnotations(
  store: WriteStore,
  article: Story,
  foreign: readonly ForeignAnnotation[],
  run: string,
): Promise<Kept> {
  const kept = { added: 0, orphaned: 0 };
  if (foreign.length === 0) return kept;
  const anchoring = new ForeignAnchoring(article);
  for (const annotation of foreign) {
    const { selector, isOrphan } = anchoring.selectorOf(annotation);
    await insert(store, article.uid, annotation, selector, run);
    kept.added += 1;
    kept.orphaned += Number(isOrphan);
  }
  return kept;
}

/**
 * Gives a story that was there the annotations that it never had. Known by their identifiers are also those that a person removed or
 * gave to another story; others are known by passage, note and colour.
 */
export async function addAnnotations(store: WriteStore, article: Story, foreign: readonly ForeignAnnotation[], run: string): Promise<Kept> {
  const kept = { added: 0, orphaned: 0 };
  if (foreign.length === 0) return kept;
  const present = new Set((await store.annotations.ofArticle(article.uid)).map(sameness));
  const anchoring = new ForeignAnchoring(article);
  for (const annotation of foreign) {
    if (annotation.uid !== '' && (await store.annotations.has(annotation.uid))) continue;
    const { selector, isOrphan } = anchoring.selectorOf(annotation);
    if (present.has(sameness({ ...annotation, selector }))) continue;
    await insert(store, article.uid, annotation, selector, run);
    kept.added += 1;
    kept.orphaned += Number(isOrphan);
  }
  return kept;
}

async function insert(
  store: WriteStore,
  articleUid: string,
  { uid, color, note, tags, createdAt, updatedAt }: ForeignAnnotation,
  selector: PassageSelector | null,
  run: string,
): Promise<void> {
  const isFree = UID_PATTERN.test(uid) && !(await store.annotations.has(uid));
  const at = now();
  await store.annotations.insert(
    {
      uid: isFree ? uid : newUid(),
      articleUid,
      color,
      note,
      tags: fittingTags(tags),
      selector,
      createdAt: createdAt || at,
      updatedAt: updatedAt || createdAt || at,
    },
    run,
  );
}
