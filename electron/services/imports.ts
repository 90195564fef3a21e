import { basename } from 'node:path';
import { EMPTY_FIELDS, EXCERPT_LENGTH, type ArticleFields, type OriginalInfo } from '../../core/article';
import type { ImportPreview, ImportReport, ImportResult, ImportSource, ParsedArticle } from '../../core/importing';
import { BroadsheetError, toFailure } from '../../core/reply';
import { excerptOf, wordCount } from '../../core/text';
import type { Archive, NewArticle, ReadStore } from '../../db/store';
import { chooseImporter, importerById, IMPORTERS } from '../importers';
import type { ImportFile, Importer } from '../importers/importer';
import { canonicalStory, storyFromText, type CanonicalStory } from '../importers/parts/story-html';
import { factsOf, readHead, readWhole, walk } from './parts/files';
import { newUid, now, sha256 } from './parts/identity';

/** What a person may change about an import before it runs. */
export interface ImportOptions {
  /** An importer's id; found from the content when left out. */
  format?: string | undefined;
  addTags?: readonly string[];
  dropTags?: readonly string[];
}

/** Bytes that sniffing looks at. */
const HEAD = 65_536;

/** A file about to be read, with the importer that will read it. */
interface Recognised {
  importer: Importer;
  file: ImportFile;
}

/** A story read and sanitised, not yet written. */
interface Candidate {
  path: string;
  importer: Importer;
  parsed: ParsedArticle;
  fields: ArticleFields;
  story: CanonicalStory;
  original: OriginalInfo;
  bytes: Uint8Array;
  ordinal: number;
  modified: string;
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

function checkSize(name: string, byteLength: number, importer: Importer): void {
  if (byteLength <= importer.maxBytes) return;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`;
  throw new BroadsheetError(
    'too-large',
    `${name} holds ${megabytes(byteLength)}; a ${importer.label.toLowerCase()} may have up to ${megabytes(importer.maxBytes)}. It was left as it is and nothing of it was imported.`,
  );
}

/** Reads a file only when its size is one the importer takes. */
async function recognise(path: string, format: string | undefined): Promise<Recognised> {
  const name = basename(path);
  const { byteLength, modified } = await factsOf(path);
  if (byteLength === 0) throw new BroadsheetError('unrecognised', `${name} is empty. Nothing was imported.`);
  const importer = importerFor(format, await readHead(path, HEAD), name);
  checkSize(name, byteLength, importer);
  return { importer, file: { name, bytes: await readWhole(path), modified } };
}

function recogniseBytes(bytes: Uint8Array, name: string, format: string | undefined): Recognised {
  if (bytes.byteLength === 0) throw new BroadsheetError('unrecognised', 'There is no text to import.');
  const importer = importerFor(format, bytes.subarray(0, HEAD), name);
  checkSize(name, bytes.byteLength, importer);
  return { importer, file: { name, bytes, modified: now() } };
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
      const recognised = await recogniseSource(source, format);
      let ordinal = 0;
      for await (const parsed of recognised.importer.read(recognised.file)) yield candidate(path, recognised, parsed, ordinal++);
    } catch (error) {
      yield refusal(path, error, named.has(path));
    }
  }
}

function candidate(path: string, { importer, file }: Recognised, parsed: ParsedArticle, ordinal: number): Candidate {
  const story = parsed.body.kind === 'text' ? storyFromText(parsed.body.paragraphs) : canonicalStory(parsed.body.html);
  return {
    path,
    importer,
    parsed,
    fields: { ...EMPTY_FIELDS, ...parsed.fields },
    story,
    original: { sha256: sha256(file.bytes), fileName: file.name, mediaType: importer.mediaType, byteLength: file.bytes.byteLength },
    bytes: file.bytes,
    ordinal,
    modified: file.modified,
  };
}

/** The story the archive already holds, and how it was known. */
async function duplicateOf(store: ReadStore, { original, ordinal, fields }: Candidate): Promise<{ uid: string; reason: string } | null> {
  const sameBytes = await store.articles.findByOriginal(original.sha256, ordinal);
  if (sameBytes !== null) return { uid: sameBytes, reason: 'The archive already holds this very file.' };
  const sameAddress = await store.articles.findByUrl(fields.url);
  return sameAddress === null ? null : { uid: sameAddress, reason: `The archive already holds the story at ${fields.url}.` };
}

function tagsFor(parsed: ParsedArticle, { addTags = [], dropTags = [] }: ImportOptions): string[] {
  const dropped = new Set(dropTags);
  return [...new Set([...parsed.tags.map((tag) => tag.name).filter((name) => !dropped.has(name)), ...addTags])];
}

function newArticle(candidate: Candidate, options: ImportOptions): NewArticle {
  const { fields, story, parsed, original, ordinal, importer, modified } = candidate;
  return {
    ...fields,
    uid: newUid(),
    sourceId: parsed.sourceId ?? '',
    html: story.html,
    text: story.text,
    textHash: sha256(story.text),
    wordCount: wordCount(story.text),
    tags: tagsFor(parsed, options),
    retrieved: parsed.retrieved ?? modified,
    importedAt: now(),
    importFormat: importer.id,
    original: { sha256: original.sha256, ordinal },
  };
}

/** Story and original together, or neither. */
function keep(archive: Archive, candidate: Candidate, options: ImportOptions): Promise<ImportResult> {
  const { path, fields, parsed } = candidate;
  return archive.write(async (store) => {
    const known = await duplicateOf(store, candidate);
    if (known) return { path, status: 'duplicate', uid: known.uid, headline: fields.headline, reason: known.reason };
    const article = newArticle(candidate, options);
    await store.originals.put(candidate.original, candidate.bytes);
    await store.articles.insert(article);
    return { path, status: 'imported', uid: article.uid, headline: article.headline, reason: parsed.warnings.join(' ') };
  });
}

function isRefusal(item: Candidate | Refusal): item is Refusal {
  return 'status' in item;
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
  for await (const item of candidates(sources, options.format)) {
    if (isRefusal(item)) {
      yield { ...item, uid: '', headline: '' };
      continue;
    }
    try {
      yield await keep(archive, item, options);
    } catch (error) {
      yield { path: item.path, status: 'failed', uid: '', headline: item.fields.headline, reason: toFailure(error).message };
      return;
    }
  }
}

/** {@link importStories} to the end, with its summary. */
export async function runImport(
  archive: Archive,
  sources: readonly ImportSource[],
  options: ImportOptions,
  onResult: (result: ImportResult) => void = () => undefined,
): Promise<ImportReport> {
  const started = performance.now();
  const results: ImportResult[] = [];
  for await (const result of importStories(archive, sources, options)) {
    results.push(result);
    onResult(result);
  }
  return { results, summary: summarise(results, started) };
}

/** Counts by status, and the seconds since `started` (of `performance.now()`). */
export function summarise(results: readonly Pick<ImportResult, 'status'>[], started: number): ImportReport['summary'] {
  const count = (status: ImportResult['status']) => results.filter((result) => result.status === status).length;
  return {
    imported: count('imported'),
    duplicate: count('duplicate'),
    skipped: count('skipped'),
    failed: count('failed'),
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

/** What {@link importStories} would do, without writing. A story given twice is new once. */
export async function* previewImport(store: ReadStore, sources: readonly ImportSource[], format?: string): AsyncIterable<ImportPreview> {
  const seen = new Set<string>();
  for await (const item of candidates(sources, format)) {
    if (isRefusal(item)) {
      yield refusedPreview(item);
      continue;
    }
    const keys = [`${item.original.sha256}#${item.ordinal}`, item.fields.url].filter((key) => key !== '');
    const again = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    yield await storyPreview(store, item, again ? 'The same story was given more than once.' : '');
  }
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
