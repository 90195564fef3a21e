import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { EMPTY_FIELDS, EXCERPT_LENGTH, type ArticleFields, type OriginalInfo } from '../../core/article';
import type { ImportPreview, ImportReport, ImportResult, ImportSource, ParsedArticle } from '../../core/importing';
import { BroadsheetError, toFailure } from '../../core/reply';
import { excerptOf, wordCount } from '../../core/text';
import type { Archive, NewArticle, ReadStore, WriteStore } from '../../db/store';
import { chooseImporter, importerById, IMPORTERS } from '../importers';
import {
  isStreamImporter,
  isUnreadable,
  type FileImporter,
  type ImportFile,
  type Importer,
  type ImportStream,
  type StreamImporter,
} from '../importers/importer';
import { canonicalStory, plainStory, storyFromText, type CanonicalStory, type PlainStory } from '../importers/parts/story-html';
import { factsOf, readChunks, readHead, readWhole, walk } from './parts/files';
import { newUid, now, sha256 } from './parts/identity';
import { ImportTally } from './parts/import-tally';

/** What a person may change about an import before it runs. */
export interface ImportOptions {
  /** An importer's id; found from the content when left out. */
  format?: string | undefined;
  addTags?: readonly string[];
  dropTags?: readonly string[];
}

/** Bytes that sniffing looks at. */
const HEAD = 65_536;

/** Stories of bulk files that are kept in one unit of work: as many, or as many UTF-16 units of text. */
const BATCH = { stories: 500, text: 4_000_000 };

/** A file about to be read, with the importer that will read it. */
type Recognised =
  { importer: FileImporter; file: ImportFile; modified: string } | { importer: StreamImporter; stream: ImportStream; modified: string };

/** A story read and sanitised, not yet written. */
interface Candidate {
  path: string;
  importer: Importer;
  parsed: ParsedArticle;
  fields: ArticleFields;
  story: CanonicalStory | PlainStory;
  textHash: string;
  /** `null` for a story of a bulk file, of which no original is kept. */
  original: Original | null;
  modified: string;
}

/** The file a story came from, and which of its stories it is. */
interface Original {
  info: OriginalInfo;
  bytes: Uint8Array;
  ordinal: number;
}

/** A path that gave no story, and why. */
interface Refusal {
  path: string;
  status: 'skipped' | 'failed';
  reason: string;
}

/** The formats that can be imported, in the order in which they are offered. */
export function importFormats() {
  return IMPORTERS.map(({ id, label, extensions, keeps }) => ({ id, label, extensions, keeps }));
}

function importerFor(format: string | undefined, head: Uint8Array, name: string): Importer {
  if (format === undefined) return chooseImporter(head, name);
  const importer = importerById(format);
  if (importer) return importer;
  const known = IMPORTERS.map(({ id }) => id).join(', ');
  throw new BroadsheetError('invalid-input', `There is no import format “${format}”. Known formats: ${known}.`);
}

function checkSize(name: string, byteLength: number, importer: FileImporter): void {
  if (byteLength <= importer.maxBytes) return;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`;
  throw new BroadsheetError(
    'too-large',
    `${name} holds ${megabytes(byteLength)}; a ${importer.label.toLowerCase()} may have up to ${megabytes(importer.maxBytes)}. It was left as it is and nothing of it was imported.`,
  );
}

/** Reads a file whole only when its size is one the importer takes. */
async function recognise(path: string, format: string | undefined): Promise<Recognised> {
  const name = basename(path);
  const { byteLength, modified } = await factsOf(path);
  if (byteLength === 0) throw new BroadsheetError('unrecognised', `${name} is empty. Nothing was imported.`);
  const importer = importerFor(format, await readHead(path, HEAD), name);
  if (isStreamImporter(importer)) return { importer, stream: { name, chunks: readChunks(path) }, modified };
  checkSize(name, byteLength, importer);
  return { importer, file: { name, bytes: await readWhole(path), modified }, modified };
}

function recogniseBytes(bytes: Uint8Array, name: string, format: string | undefined): Recognised {
  if (bytes.byteLength === 0) throw new BroadsheetError('unrecognised', 'There is no text to import.');
  const importer = importerFor(format, bytes.subarray(0, HEAD), name);
  const modified = now();
  if (isStreamImporter(importer)) return { importer, stream: { name, chunks: Readable.from([bytes]) }, modified };
  checkSize(name, bytes.byteLength, importer);
  return { importer, file: { name, bytes, modified }, modified };
}

/** What a source holds, with the importer for it. Folders were walked before. */
async function recogniseSource(source: ImportSource, format: string | undefined): Promise<Recognised> {
  switch (source.kind) {
    case 'path':
      return recognise(source.path, format);
    case 'text':
      return recogniseBytes(new TextEncoder().encode(source.text), source.name, format);
    case 'bytes':
      return recogniseBytes(source.bytes, source.name, format);
  }
}

/** The importable things in the sources: files of folders one by one, and the refusals of paths that cannot be read. */
async function* filesOf(sources: readonly ImportSource[]): AsyncIterable<ImportSource | Refusal> {
  for (const source of sources) {
    if (source.kind === 'path') yield* filesBelow(source.path);
    else yield source;
  }
}

async function* filesBelow(path: string): AsyncIterable<ImportSource | Refusal> {
  let found = 0;
  try {
    for await (const file of walk(path)) {
      found += 1;
      yield { kind: 'path', path: file };
    }
    if (found === 0) yield { path, status: 'failed', reason: `${path} holds no files. Nothing was imported.` };
  } catch (error) {
    yield refusal(path, error, true);
  }
}

/**
 * A file that is no story fails when the person named it, and is merely skipped when it lay in a folder they named.
 * @param named whether the person named this very path
 */
function refusal(path: string, error: unknown, named: boolean): Refusal {
  const { code, message } = toFailure(error);
  return { path, status: code === 'unrecognised' && !named ? 'skipped' : 'failed', reason: message };
}

/** Everything the sources hold, read and sanitised. Nothing is written. */
async function* candidates(sources: readonly ImportSource[], format: string | undefined): AsyncIterable<Candidate | Refusal> {
  const named = new Set(sources.map((source) => (source.kind === 'path' ? source.path : source.name)));
  for await (const source of filesOf(sources)) {
    if (!('kind' in source)) {
      yield source;
      continue;
    }
    const path = source.kind === 'path' ? source.path : source.name;
    try {
      yield* candidatesIn(path, await recogniseSource(source, format));
    } catch (error) {
      yield refusal(path, error, named.has(path));
    }
  }
}

/** Everything one file holds. A story of a bulk file that cannot be read does not stop the others. */
async function* candidatesIn(path: string, recognised: Recognised): AsyncIterable<Candidate | Refusal> {
  const { importer, modified } = recognised;
  if ('stream' in recognised) {
    for await (const item of recognised.importer.readStream(recognised.stream)) {
      if (isUnreadable(item)) yield { path, status: 'failed', reason: item.unreadable };
      else yield { path, importer, modified, ...content(item), original: null };
    }
    return;
  }
  const { name, bytes } = recognised.file;
  const info = { sha256: sha256(bytes), fileName: name, mediaType: importer.mediaType, byteLength: bytes.byteLength };
  let ordinal = 0;
  for await (const parsed of recognised.importer.read(recognised.file)) {
    yield { path, importer, modified, ...content(parsed), original: { info, bytes, ordinal: ordinal++ } };
  }
}

function content(parsed: ParsedArticle): Pick<Candidate, 'parsed' | 'fields' | 'story' | 'textHash'> {
  const { body } = parsed;
  const story = body.kind === 'text' ? (plainStory(body.paragraphs) ?? storyFromText(body.paragraphs)) : canonicalStory(body.html);
  return { parsed, fields: { ...EMPTY_FIELDS, ...parsed.fields }, story, textHash: sha256(story.text) };
}

/** The story the archive already holds, and how it was known. */
async function duplicateOf(
  store: ReadStore,
  { original, parsed, fields, textHash }: Candidate,
): Promise<{ uid: string; reason: string } | null> {
  if (original) {
    const sameBytes = await store.articles.findByOriginal(original.info.sha256, original.ordinal);
    if (sameBytes !== null) return { uid: sameBytes, reason: 'The archive already holds this very file.' };
  } else {
    const { sourceId = '' } = parsed;
    const sameSource = sourceId === '' ? null : await store.articles.findBySource(sourceId, textHash);
    if (sameSource !== null) return { uid: sameSource, reason: `The archive already holds the story “${sourceId}” with this very text.` };
  }
  const sameAddress = await store.articles.findByUrl(fields.url);
  return sameAddress === null ? null : { uid: sameAddress, reason: `The archive already holds the story at ${fields.url}.` };
}

function tagsFor(parsed: ParsedArticle, { addTags = [], dropTags = [] }: ImportOptions): string[] {
  const dropped = new Set(dropTags);
  return [...new Set([...parsed.tags.map((tag) => tag.name).filter((name) => !dropped.has(name)), ...addTags])];
}

function newArticle(candidate: Candidate, options: ImportOptions): NewArticle {
  const { fields, story, textHash, parsed, original, importer, modified } = candidate;
  return {
    ...fields,
    uid: newUid(),
    sourceId: parsed.sourceId ?? '',
    html: story.html,
    text: story.text,
    textHash,
    wordCount: wordCount(story.text),
    tags: tagsFor(parsed, options),
    retrieved: parsed.retrieved ?? modified,
    importedAt: now(),
    importFormat: importer.id,
    original: original && { sha256: original.info.sha256, ordinal: original.ordinal },
  };
}

/** Stories and originals together, or none of them. */
function keep(archive: Archive, candidates: readonly Candidate[], options: ImportOptions): Promise<ImportResult[]> {
  const bulk = candidates.some(isBulk);
  return archive.write(
    async (store) => {
      const results: ImportResult[] = [];
      for (const candidate of candidates) results.push(await keepOne(store, candidate, options));
      return results;
    },
    { bulk },
  );
}

/** Whether the story is one of a bulk file. */
function isBulk({ original }: Candidate): boolean {
  return original === null;
}

async function keepOne(store: WriteStore, candidate: Candidate, options: ImportOptions): Promise<ImportResult> {
  const { path, fields, parsed, original } = candidate;
  const known = await duplicateOf(store, candidate);
  if (known) return { path, status: 'duplicate', uid: known.uid, headline: fields.headline, reason: known.reason };
  const article = newArticle(candidate, options);
  if (original) await store.originals.put(original.info, original.bytes);
  await store.articles.insert(article);
  return { path, status: 'imported', uid: article.uid, headline: article.headline, reason: parsed.warnings.join(' ') };
}

function isRefusal(item: Candidate | Refusal): item is Refusal {
  return 'status' in item;
}

/** Candidates as they are kept together: a story with its original alone, stories of bulk files by the hundred. */
async function* batches(items: AsyncIterable<Candidate | Refusal>): AsyncIterable<Candidate[] | Refusal> {
  let batch: Candidate[] = [];
  let text = 0;
  for await (const item of items) {
    const isOneOfMany = !isRefusal(item) && isBulk(item);
    if (isOneOfMany) {
      batch.push(item);
      text += item.story.text.length;
      if (batch.length < BATCH.stories && text < BATCH.text) continue;
    }
    if (batch.length > 0) yield batch;
    batch = [];
    text = 0;
    if (!isOneOfMany) yield isRefusal(item) ? item : [item];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Imports everything the sources hold. A file that fails does not stop the others; what the archive itself refuses (a full
 * disk, a damaged file) does, since every further story would fail the same way.
 * @yields one result a story or refused path; never throws
 */
export async function* importStories(
  archive: Archive,
  sources: readonly ImportSource[],
  options: ImportOptions = {},
): AsyncIterable<ImportResult> {
  let hasCollected = false;
  try {
    for await (const batch of batches(candidates(sources, options.format))) {
      if (!Array.isArray(batch)) {
        yield { ...batch, uid: '', headline: '' };
        continue;
      }
      try {
        const results = await keep(archive, batch, options);
        hasCollected ||= batch.some(isBulk);
        yield* results;
      } catch (error) {
        const reason = toFailure(error).message;
        for (const { path, fields } of batch) yield { path, status: 'failed', uid: '', headline: fields.headline, reason };
        return;
      }
    }
  } finally {
    // The words of the last stories enter the index. Where that fails, they do when the archive is opened next.
    if (hasCollected) await archive.write(async () => undefined).catch(() => undefined);
  }
}

/** {@link importStories} to the end, with its summary. */
export async function runImport(
  archive: Archive,
  sources: readonly ImportSource[],
  options: ImportOptions,
  onResult: (result: ImportResult) => void = () => undefined,
): Promise<ImportReport> {
  const tally = new ImportTally();
  for await (const result of importStories(archive, sources, options)) {
    tally.add(result);
    onResult(result);
  }
  return tally.report();
}

/** What {@link importStories} would do, without writing. A story given twice is new once. */
export async function* previewImport(store: ReadStore, sources: readonly ImportSource[], format?: string): AsyncIterable<ImportPreview> {
  const seen = new Set<string>();
  for await (const item of candidates(sources, format)) {
    if (isRefusal(item)) {
      yield refusedPreview(item);
      continue;
    }
    const keys = previewKeys(item);
    const again = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    yield await storyPreview(store, item, again ? 'The same story was given more than once.' : '');
  }
}

/** What two stories must not both have. */
function previewKeys({ original, parsed, fields, textHash }: Candidate): string[] {
  const { sourceId = '' } = parsed;
  const source = original ? `${original.info.sha256}#${original.ordinal}` : sourceId && `${sourceId}#${textHash}`;
  return [source, fields.url].filter((key) => key !== '');
}

async function storyPreview(store: ReadStore, item: Candidate, again: string): Promise<ImportPreview> {
  const reason = (await duplicateOf(store, item))?.reason ?? again;
  return {
    path: item.path,
    status: reason === '' ? 'new' : 'duplicate',
    reason,
    format: item.importer.label,
    fields: item.fields,
    excerpt: excerptOf(item.story.text, EXCERPT_LENGTH),
    wordCount: wordCount(item.story.text),
    paragraphCount: item.story.paragraphCount,
    tags: item.parsed.tags,
    warnings: item.parsed.warnings,
  };
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
