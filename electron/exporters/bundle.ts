import type { Collection } from '../../core/collection';
import * as m from '../../core/messages/messages.js';
import { BagWriter } from './parts/bag-writer';
import { packedOriginal } from './parts/packing';
import { recordOf } from './parts/story-record';
import type { ExportContext, Exporter, Stories } from './exporter';

/** Grows when older versions of the app could not read what is written. */
export const BUNDLE_VERSION = 1;

/** Text that is packed in memory before it becomes a file of the bundle: most archives have one, larger ones several. In bytes. */
const MOST_TEXT = 64 * 1_048_576;

/** Everything of an archive, to be kept for long and read back: a BagIt bag (RFC 8493) as a ZIP; see docs/formats/bundle.md. */
export const bundleExporter: Exporter = {
  id: 'bundle',
  label: m.format_bundle,
  group: 'keeping',
  uses: [],
  extension: 'broadsheet-bundle.zip',
  mediaType: 'application/zip',
  purpose: m.format_bundle_purpose,
  keeps: m.format_bundle_export_keeps,
  writeTogether: (stories, context) => bundle(stories, context),
};

async function* bundle(stories: Stories, context: ExportContext): AsyncGenerator<Uint8Array> {
  const bag = new BagWriter('broadsheet-bundle');
  const texts = new StoryFiles(bag);
  const originals = new Map<string, string>();
  const shelves = new Set<string>();
  yield* bag.begin();
  yield* bag.text('data/README.txt', m.bundle_readme());
  for await (const story of stories) {
    const { uid, original: info } = story.article;
    const origin = info && (await context.library.originOf(uid));
    if (info && origin && !originals.has(info.sha256)) {
      const kept = await context.library.packedOriginal(info.sha256);
      const packed = kept && packedOriginal(kept, info.byteLength);
      if (packed) {
        const path = `data/originals/${info.sha256}${extensionOf(info.fileName)}`;
        originals.set(info.sha256, path);
        yield* bag.packed(path, packed, info.sha256);
      }
    }
    const path = info && originals.get(info.sha256);
    const collections = await context.library.placesOf(uid);
    for (const collection of Object.keys(collections)) shelves.add(collection);
    yield* texts.add({
      ...recordOf(story),
      ...(Object.keys(collections).length > 0 && { collections }),
      ...(path && { original: { ...info, ordinal: origin?.ordinal ?? 0, path } }),
    });
  }
  yield* texts.finish();
  const { library, meanings, version } = context;
  const all = await library.collections();
  yield* bag.json('data/collections.json', stories.isWhole === true ? all : holding(all, shelves));
  yield* bag.json('data/saved-searches.json', stories.isWhole === true ? await library.savedSearches() : []);
  yield* bag.json('data/publications.json', stories.isWhole === true ? await library.publications() : []);
  yield* bag.json('data/settings.json', { colorMeanings: meanings });
  yield* bag.end([
    ['Bag-Software-Agent', `Broadsheet ${version}`],
    ['External-Description', m.bundle_description()],
    ['Broadsheet-Bundle-Version', String(BUNDLE_VERSION)],
    ['Broadsheet-Stories', String(texts.count)],
  ]);
}

/** Where nothing else is known, a file has no extension; a long or odd one is none. */
const extensionOf = (fileName: string): string => (/\.[a-z0-9]{1,8}$/i.exec(fileName)?.[0] ?? '').toLowerCase();

/** Collections that hold something, and those around them. */
function holding(all: readonly Collection[], used: ReadonlySet<string>): Collection[] {
  const byUid = new Map(all.map((collection) => [collection.uid, collection]));
  const kept = new Set<string>();
  for (const uid of used) {
    for (let at = byUid.get(uid); at && !kept.has(at.uid); at = byUid.get(at.parentUid ?? '')) kept.add(at.uid);
  }
  return all.filter(({ uid }) => kept.has(uid));
}

/** The stories' records as files of JSON Lines: `data/stories.jsonl`, and `data/stories-2.jsonl`… where there are very many. */
class StoryFiles {
  count = 0;
  private files = 0;
  private open: ReturnType<BagWriter['opened']> | null = null;

  constructor(private readonly bag: BagWriter) {}

  async *add(record: object): AsyncGenerator<Uint8Array> {
    this.count += 1;
    this.open ??= this.bag.opened(`data/stories${this.files === 0 ? '' : `-${this.files + 1}`}.jsonl`);
    await this.open.add(Buffer.from(`${JSON.stringify(record)}\n`));
    if (this.open.length >= MOST_TEXT) yield* this.finish();
  }

  async *finish(): AsyncGenerator<Uint8Array> {
    if (!this.open) return;
    this.files += 1;
    yield* this.open.finish();
    this.open = null;
  }
}
