import { EMPTY_FIELDS, type ArticleFields } from '../../../core/article';
import type { ImportSource, ParsedArticle } from '../../../core/importing';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError, toFailure } from '../../../core/reply';
import { isUnreadable, type Importer, type UnreadableStory } from '../../importers/importer';
import { canonicalStory, plainStory, storyFromText, type CanonicalStory, type PlainStory } from '../../importers/parts/story-html';
import { factsOf, walk } from '../parts/files';
import { sha256 } from '../parts/identity';
import { recognise, sourceName, type KeptSource, type Original, type Recognised } from './sources';

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

/** A story or a refusal, and the place behind it. */
export interface Item {
  what: Candidate | Refusal;
  next: ImportCursor;
}

export const START: ImportCursor = { source: 0, path: '', ordinal: 0 };

export function isRefusal(what: Candidate | Refusal): what is Refusal {
  return 'status' in what;
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

/** Everything the sources hold from a place on, read and sanitised. Nothing is written; never throws. */
export async function* itemsOf(
  sources: readonly (ImportSource | KeptSource)[],
  format: string | undefined,
  from: ImportCursor = START,
): AsyncIterable<Item> {
  for (const [index, source] of sources.entries()) {
    if (index < from.source) continue;
    yield* itemsOfSource(source, format, index === from.source ? from : { ...START, source: index });
  }
}

async function* itemsOfSource(source: ImportSource | KeptSource, format: string | undefined, from: ImportCursor): AsyncIterable<Item> {
  const behind = { ...START, source: from.source + 1 };
  if (source.kind === 'lost') {
    const reason = m.import_lost_source({ name: source.name });
    yield { what: { path: source.name, status: 'failed', reason }, next: behind };
    return;
  }
  if (source.kind !== 'path') {
    yield* itemsOfFile(source, format, true, from);
    return;
  }
  let found = from.path !== '';
  try {
    for await (const path of walk(source.path, from.path)) {
      found = true;
      const at = path === from.path ? from : { source: from.source, path, ordinal: 0 };
      yield* itemsOfFile({ kind: 'path', path }, format, path === source.path, at);
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
async function* itemsOfFile(source: ImportSource, format: string | undefined, named: boolean, from: ImportCursor): AsyncIterable<Item> {
  const path = sourceName(source);
  let ordinal = 0;
  try {
    const found = await recognise(source, format);
    for await (const parsed of 'stream' in found ? found.importer.readStream(found.stream) : found.importer.read(found.file)) {
      if (ordinal >= from.ordinal) yield { what: itemFrom(path, found, parsed, ordinal), next: { ...from, ordinal: ordinal + 1 } };
      ordinal += 1;
    }
  } catch (error) {
    if (ordinal >= from.ordinal) yield { what: refusal(path, error, named), next: { ...from, ordinal: ordinal + 1 } };
  }
}

/** A story of a bulk file that cannot be read does not stop the others. */
function itemFrom(path: string, found: Recognised, parsed: ParsedArticle | UnreadableStory, ordinal: number): Candidate | Refusal {
  if (isUnreadable(parsed)) return { path, status: 'failed', reason: parsed.unreadable };
  const { importer, modified } = found;
  const original = 'stream' in found ? null : found.original;
  const { body } = parsed;
  const story = body.kind === 'text' ? (plainStory(body.paragraphs) ?? storyFromText(body.paragraphs)) : canonicalStory(body.html);
  const fields = { ...EMPTY_FIELDS, ...parsed.fields };
  return { path, importer, parsed, fields, story, textHash: sha256(story.text), original, ordinal, modified };
}
