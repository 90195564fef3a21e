import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { FIELD_NAMES, type Article, type OriginalInfo } from '../../../core/article';
import type { ExportStory } from '../../../core/exporting';
import { storyAddress } from '../../../core/story-link';
import { uuidOf } from '../../../core/ulid-uuid';

const pack = promisify(gzip);

/** A record before it is packed: its named fields in order, and its block. */
export interface WarcRecord {
  fields: readonly (readonly [name: string, value: string])[];
  block: Uint8Array;
}

const sha256 = (bytes: Uint8Array): string => `sha256:${hash('sha256', bytes)}`;

/** An identifier that is the same whenever the same is written: of a story's, by what it is of the story. */
const recordId = (uid: string, part: 'file' | 'original' | 'story'): string => {
  const [first = '', ...others] = uuidOf(uid).split('-');
  const marked = (Number.parseInt(first, 16) ^ { file: 0x01000000, original: 0x02000000, story: 0x03000000 }[part]) >>> 0;
  return `<urn:uuid:${[marked.toString(16).padStart(8, '0'), ...others].join('-')}>`;
};

/** A moment as WARC writes it; of a day alone, its beginning. */
export function warcDate(...times: readonly string[]): string {
  const known = times.map((time) => new Date(time)).find((time) => !Number.isNaN(time.getTime()));
  return (known ?? new Date(0)).toISOString().replace('.000Z', 'Z');
}

/** An address as a header may hold it. */
const targetOf = ({ url, uid }: Article): string => (url === '' ? storyAddress(uid) : url.replace(/[^!-~]/gu, encodeURIComponent));

/** What the file is, and what wrote it. */
export function fileRecord(uid: string, version: string, description: string): WarcRecord {
  const lines = [
    ['software', `Broadsheet ${version}`],
    ['format', 'WARC File Format 1.1'],
    ['conformsTo', 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'],
    ['description', description],
  ];
  const block = Buffer.from(lines.map(([name, value]) => `${name}: ${value}\r\n`).join(''));
  const fields = [
    ['WARC-Type', 'warcinfo'],
    ['WARC-Record-ID', recordId(uid, 'file')],
    // The file says when its captures were made, not when it was written.
    ['WARC-Date', warcDate()],
    ['Content-Type', 'application/warc-fields'],
  ] as const;
  return { fields, block };
}

/** The file that a story came from. It was taken from a disk, not from a server: there is no response to keep. */
export function originalRecord(article: Article, { mediaType }: OriginalInfo, bytes: Uint8Array): WarcRecord {
  const fields = [
    ['WARC-Type', 'resource'],
    ['WARC-Record-ID', recordId(article.uid, 'original')],
    ['WARC-Target-URI', targetOf(article)],
    ['WARC-Date', warcDate(article.retrieved, article.importedAt)],
    ['WARC-Payload-Digest', sha256(bytes)],
    ['Content-Type', mediaType],
  ] as const;
  return { fields, block: bytes };
}

/** What the archive knows of a story, beside its original or instead of it. */
export function storyRecord({ article }: ExportStory, hasOriginal: boolean): WarcRecord {
  const { uid, sourceId, tags, original, retrieved, importedAt, importFormat } = article;
  const said = Object.fromEntries(FIELD_NAMES.filter((name) => article[name] !== '').map((name) => [name, article[name]]));
  const about = { uid, sourceId, ...said, tags, retrieved, importedAt, importFormat, original, originalIncluded: hasOriginal };
  const fields = [
    ['WARC-Type', 'metadata'],
    ['WARC-Record-ID', recordId(uid, 'story')],
    ...(hasOriginal ? ([['WARC-Refers-To', recordId(uid, 'original')]] as const) : []),
    ['WARC-Target-URI', targetOf(article)],
    ['WARC-Date', warcDate(retrieved, importedAt)],
    ['Content-Type', 'application/json'],
  ] as const;
  return { fields, block: Buffer.from(`${JSON.stringify(about, null, 2)}\n`) };
}

/** A record as it stands in the file: packed by itself, so that readers can go to it. */
export async function packedRecord({ fields, block }: WarcRecord): Promise<Uint8Array> {
  const all = [...fields, ['WARC-Block-Digest', sha256(block)], ['Content-Length', String(block.byteLength)]] as const;
  // A line feed in a value would begin another field.
  const header = all.map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`).join('');
  return pack(Buffer.concat([Buffer.from(`WARC/1.1\r\n${header}\r\n`), block, Buffer.from('\r\n\r\n')]));
}
