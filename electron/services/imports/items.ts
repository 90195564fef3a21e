import { EMPTY_FIELDS, type ArticleFields } from '../../../core/article';
import type { ImportSource, ParsedArticle, ParsedLibrary, ParsedMarks } from '../../../core/importing';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError, toFailure } from '../../../core/reply';
import { isLibrary, isMarks, isUnreadable, type Importer, type ParsedItem } from '../../importers/importer';
import { canonicalStory, plainStory, storyFromText, type CanonicalStory, type PlainStory } from '../../importers/parts/story-html';
import { factsOf, walk } from '../parts/files';
import { sha256 } from '../parts/identity';
import { recognise, sourceName, type Breathe, type KeptSource, type Original, type Recognised } from './sources';

/** A story read and sanitised, not yet written. */
export interface Candidate {
  path: string;
  importer: Importer;
  parsed: ParsedArticle;
  fields: ArticleFields;
  story: CanonicalStory | PlainStory;
  textHash: string;
  /** `null` for a story of a bulk file, of which no original is kept. */
  original: Original | null;
  /** Tells the stories of one file apart, from 0. */
  ordinal: number;
  modified: string;
}

/** What came besides stories. */
export interface Addition extends ParsedLibrary {
  path: string;
}

/** Annotations for a story that is there. */
export interface Marks extends ParsedMarks {
  path: string;
}

/** A path that gave no story, and why. */
export interface Refusal {
  path: string;
  status: 'skipped' | 'failed';
  reason: string;
}

/** Where an import goes on: at a file of a source, behind so many of the file's items. */
export interface ImportCursor {
  source: number;
  /** Empty at the beginning of a source. */
  path: string;
  ordinal: number;
}

/** A story, what came besides stories or without one, or a refusal; and the place behind it. */
export interface Item {
  what: Candidate | Addition | Marks | Refusal;
  next: ImportCursor;
}

export const START: ImportCursor = { source: 0, path: '', ordinal: 0 };

export function isRefusal(what: Item['what']): what is Refusal {
  return 'status' in what;
}

export function isCandidate(what: Item['what']): what is Candidate {
  return 'parsed' in what;
}

export function isMarking(what: Item['what']): what is Marks {
  return 'marks' in what;
}

export function isAddition(what: Item['what']): what is Addition {
  return 'library' in what;
}

/**
 * A file that is no story fails when the person named it, and is merely skipped when it lay in a folder they named.
 * @param named whether the person named this very path
 */
function refusal(path: string, error: unknown, named: boolean): Refusal {
  const { code, message } = toFailure(error);
  return { path, status: code === 'unrecognised' && !named ? 'skipped' : 'failed', reason: message };
}

/** How many files the sources hold, and how many bytes, without reading them; what cannot be walked counts once. */
export async function measure(
  sources: readonly (ImportSource | KeptSource)[],
  breathe: () => Promise<void>,
): Promise<{ files: number; bytes: number }> {
  let count = 0;
  let bytes = 0;
  for (const source of sources) {
    const before = count;
    if (source.kind === 'bytes') bytes += source.bytes.byteLength;
    try {
      if (source.kind === 'path') {
        for await (const path of walk(source.path)) {
          count += Number(path !== '');
          if (path !== '') bytes += (await factsOf(path)).byteLength;
          await breathe();
        }
      }
    } catch (error) {
      if (!(error instanceof BroadsheetError) || error.code !== 'unreadable') throw error;
    }
    if (count === before) count += 1;
  }
  return { files: count, bytes };
}

/** Everything the sources hold from a place on, read and sanitised. Nothing is written; throws only what `breathe` throws. */
export async function* itemsOf(
  sources: readonly (ImportSource | KeptSource)[],
  format: string | undefined,
  from: ImportCursor = START,
  breathe: Breathe = () => Promise.resolve(),
): AsyncIterable<Item> {
  for (const [index, source] of sources.entries()) {
    if (index < from.source) continue;
    yield* itemsOfSource(source, format, index === from.source ? from : { ...START, source: index }, breathe);
  }
}

async function* itemsOfSource(
  source: ImportSource | KeptSource,
  format: string | undefined,
  from: ImportCursor,
  breathe: Breathe,
): AsyncIterable<Item> {
  const behind = { ...START, source: from.source + 1 };
  if (source.kind === 'lost') {
    const reason = m.import_lost_source({ name: source.name });
    yield { what: { path: source.name, status: 'failed', reason }, next: behind };
    return;
  }
  if (source.kind !== 'path') {
    yield* itemsOfFile(source, format, true, from, breathe);
    return;
  }
  let found = from.path !== '';
  try {
    for await (const path of walk(source.path, from.path)) {
      found = true;
      const at = path === from.path ? from : { source: from.source, path, ordinal: 0 };
      yield* itemsOfFile({ kind: 'path', path }, format, path === source.path, at, breathe);
    }
    if (!found) {
      const reason = m.import_no_files({ path: source.path });
      yield { what: { path: source.path, status: 'failed', reason }, next: behind };
    }
  } catch (error) {
    yield { what: refusal(source.path, error, true), next: behind };
  }
}

/** Items that the cursor has behind it are read again, since a story may need what stood before it, and passed over. */
async function* itemsOfFile(
  source: ImportSource,
  format: string | undefined,
  named: boolean,
  from: ImportCursor,
  breathe: Breathe,
): AsyncIterable<Item> {
  const path = sourceName(source);
  let ordinal = 0;
  try {
    const found = await recognise(source, format, breathe);
    for await (const parsed of parsedIn(found)) {
      if (ordinal >= from.ordinal) yield { what: await itemFrom(path, found, parsed, ordinal), next: { ...from, ordinal: ordinal + 1 } };
      ordinal += 1;
    }
  } catch (error) {
    if (error instanceof BroadsheetError && error.code === 'cancelled') throw error;
    if (ordinal >= from.ordinal) yield { what: refusal(path, error, named), next: { ...from, ordinal: ordinal + 1 } };
  }
}

function parsedIn(found: Recognised): AsyncIterable<ParsedItem> {
  if ('stream' in found) return found.importer.readStream(found.stream);
  return 'package' in found ? found.importer.readPackage(found.package) : found.importer.read(found.file);
}

/** A story of a bulk file that cannot be read does not stop the others. */
async function itemFrom(path: string, found: Recognised, parsed: ParsedItem, index: number): Promise<Item['what']> {
  if (isLibrary(parsed) || isMarks(parsed)) return { path, ...parsed };
  if (isUnreadable(parsed)) return { path, status: 'failed', reason: parsed.unreadable };
  const { importer, modified } = found;
  const { body, archived } = parsed;
  const own = archived?.original;
  const original = own ? { info: own.info, packed: await own.packed() } : 'file' in found ? found.original : null;
  const story = body.kind === 'text' ? (plainStory(body.paragraphs) ?? storyFromText(body.paragraphs)) : canonicalStory(body.html);
  const fields = { ...EMPTY_FIELDS, ...parsed.fields };
  return { path, importer, parsed, fields, story, textHash: sha256(story.text), original, ordinal: own?.ordinal ?? index, modified };
}
