import type { ArchivedOriginal, ParsedArticle, ParsedLibrary } from '../../core/importing';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { ImportPackage, PackageImporter, UnreadableStory } from './importer';
import type { BagReader } from './parts/bag-reader';
import { libraryOfRecords } from './parts/library-records';
import { linesOf } from './parts/lines';
import { storyOfLine } from './parts/story-lines';
import type { StoryRecord } from './parts/story-record';

/** The newest version of bundles that is understood. */
const VERSION = 1;
const STORIES = /^data\/stories(-\d+)?\.jsonl$/;

/** A whole archive, or a part of one, as `electron/exporters/bundle.ts` writes it: nothing of it comes in before all of it was checked. */
export const bundle: PackageImporter = {
  id: 'bundle',
  label: m.format_bundle,
  extensions: ['zip'],
  mediaType: 'application/zip',
  keeps: m.format_bundle_import_keeps,

  sniff(head, name) {
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    if (!text.startsWith('PK\x03\x04')) return 0;
    if (/^([^/]+\/)?bagit\.txt$/.test(text.slice(30, 30 + head.subarray(26, 28).reduceRight((sum, byte) => sum * 256 + byte, 0)))) return 1;
    return /\.broadsheet-bundle\.zip$/i.test(name) || /bagit\.txt/.test(text) ? 0.8 : 0;
  },

  async *readPackage(file: ImportPackage): AsyncIterable<ParsedArticle | UnreadableStory | ParsedLibrary> {
    // The ZIP reader is loaded by those who need it.
    const { BagReader } = await import('./parts/bag-reader');
    const bag = await BagReader.open(file);
    try {
      await refuseOthers(bag, file.name);
      await bag.verify();
      yield libraryOfRecords({
        collections: await json(bag, 'data/collections.json'),
        savedSearches: await json(bag, 'data/saved-searches.json'),
        publications: await json(bag, 'data/publications.json'),
        settings: await json(bag, 'data/settings.json'),
      });
      for (const path of bag.payload.filter((one) => STORIES.test(one))) yield* storiesIn(bag, path);
    } finally {
      bag.close();
    }
  },
};

/** @throws BroadsheetError `unrecognised` for another's bag, `newer-archive` for a later version */
async function refuseOthers(bag: BagReader, name: string): Promise<void> {
  const version = (await bag.info()).get('Broadsheet-Bundle-Version') ?? '';
  if (!/^[1-9]\d*$/.test(version)) throw new BroadsheetError('unrecognised', m.error_no_bundle({ name }));
  if (Number(version) > VERSION) throw new BroadsheetError('newer-archive', m.error_newer_bundle({ name, version, known: VERSION }));
}

/** What a file says; `null` when it is not there, or is no JSON. */
async function json(bag: BagReader, path: string): Promise<unknown> {
  try {
    return JSON.parse(await bag.text(path)) as unknown;
  } catch {
    return null;
  }
}

async function* storiesIn(bag: BagReader, path: string): AsyncIterable<ParsedArticle | UnreadableStory> {
  for await (const line of linesOf(bag.chunks(path))) {
    const found = storyOfLine(line);
    if (found === null) continue;
    if ('unreadable' in found) {
      yield found;
      continue;
    }
    const { story, record } = found;
    const original = originalOf(bag, record);
    if (original && story.archived) story.archived.original = original;
    yield story;
  }
}

/** The original that a story names, where the bag holds it under the checksum that the story gives. */
function originalOf(bag: BagReader, { original }: StoryRecord): ArchivedOriginal | null {
  if (typeof original !== 'object' || original === null) return null;
  const { sha256, fileName, mediaType, ordinal, path } = original as Readonly<Record<string, unknown>>;
  if (typeof path !== 'string' || typeof sha256 !== 'string' || bag.checksumOf(path) !== sha256) return null;
  const info = {
    sha256,
    fileName: typeof fileName === 'string' ? fileName : path.slice(path.lastIndexOf('/') + 1),
    mediaType: typeof mediaType === 'string' ? mediaType : 'application/octet-stream',
    byteLength: bag.sizeOf(path),
  };
  return { info, ordinal: Number.isSafeInteger(ordinal) ? (ordinal as number) : 0, packed: () => bag.packed(path) };
}
