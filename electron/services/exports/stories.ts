import { parse } from 'node:path';
import type { PlacedAnnotation } from '../../../core/annotation';
import type { ExportChoice, ExportOptions, ExportStory, NoteChoice } from '../../../core/exporting';
import { HIGHLIGHT_COLOR_IDS } from '../../../core/highlight-colors';
import type { ReadStore } from '../../../db/store';
import type { ExportContext, Exporter, ExportLibrary } from '../../exporters/exporter';
import { loadStory } from '../articles';
import { colorMeanings } from '../color-meanings';
import { VERSION } from '../parts/version';

export async function exportContext(store: ReadStore, options: ExportOptions): Promise<ExportContext> {
  return {
    ...options,
    meanings: await colorMeanings(store),
    version: VERSION,
    archive: parse((await store.maintenance.file()).path).name,
    original: (sha256) => store.originals.bytes(sha256),
    library: libraryOf(store),
    // Importers bring parsers along, which no export waits for that does not name one.
    importerName: async (id) => (await import('../../importers')).importerById(id)?.label(),
  };
}

function libraryOf(store: ReadStore): ExportLibrary {
  return {
    originOf: (uid) => store.articles.originOf(uid),
    packedOriginal: (sha256) => store.originals.packed(sha256),
    placesOf: (uid) => store.collections.places(uid),
    async collections() {
      const collections = await store.collections.list();
      return collections.map(({ uid, parentUid, position, name, createdAt }) => ({ uid, parentUid, position, name, createdAt }));
    },
    savedSearches: () => store.savedSearches.list(),
    async publications() {
      const publications = await store.publications.list();
      const noted = publications.filter(({ url, note }) => url !== '' || note !== '');
      return noted.map(({ name, url, note }) => ({ name, url, note }));
    },
  };
}

/**
 * A story with the annotations that go along, in their order.
 * @throws BroadsheetError `not-found`
 */
export async function exportStory(store: ReadStore, uid: string, { notes }: ExportChoice): Promise<ExportStory> {
  const story = await loadStory(store, uid);
  return { ...story, annotations: chosen(story.annotations, notes) };
}

/** Whether nothing of the story is wanted of many. */
export const isLeftOut = ({ annotations }: ExportStory, { annotatedOnly }: ExportChoice, { ofNotes }: Exporter): boolean =>
  (annotatedOnly || ofNotes === true) && annotations.length === 0;

const DAY_LENGTH = '2000-01-01'.length;

function chosen(annotations: readonly PlacedAnnotation[], { order, colors, tags, since, until }: NoteChoice): PlacedAnnotation[] {
  const wanted = annotations.filter(({ color, tags: carried, createdAt }) => {
    const day = createdAt.slice(0, DAY_LENGTH);
    return (
      (colors.length === 0 || colors.includes(color)) &&
      (tags.length === 0 || carried.some((tag) => tags.includes(tag))) &&
      (since === '' || day >= since) &&
      (until === '' || day <= until)
    );
  });
  const rank = ({ color }: PlacedAnnotation) => HIGHLIGHT_COLOR_IDS.indexOf(color);
  // They come in the order of their places, which a stable sort keeps among equals.
  if (order === 'time') return wanted.sort((a, b) => (a.createdAt < b.createdAt ? -1 : Number(a.createdAt > b.createdAt)));
  if (order === 'color') return wanted.sort((a, b) => rank(a) - rank(b));
  return wanted;
}
