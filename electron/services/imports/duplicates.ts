import * as m from '../../../core/messages/messages.js';
import { UID_PATTERN } from '../../../core/uid';
import type { ReadStore } from '../../../db/store';
import type { Candidate } from './items';

/** A story the archive already holds, and how it was known. */
export interface Duplicate {
  uid: string;
  reason: string;
}

/**
 * The story the archive already holds: the one from the same bytes or source, the one of the same text where nothing else is known of
 * either, or the one at the same address.
 * @param run the import run under way
 */
export async function duplicateOf(store: ReadStore, candidate: Candidate, run = ''): Promise<Duplicate | null> {
  const { uid = '' } = candidate.parsed.archived ?? {};
  if (uid === '') return knownOtherwise(store, candidate);
  const same = await store.articles.get(uid);
  if (same) return { uid, reason: same.textHash === candidate.textHash ? m.import_same_story() : m.import_same_story_changed() };
  // Two stories that were two in another archive are two here.
  const known = await knownOtherwise(store, candidate);
  return known !== null && run !== '' && (await store.importRuns.runOf(known.uid)) === run ? null : known;
}

async function knownOtherwise(store: ReadStore, { original, ordinal, parsed, fields, textHash }: Candidate): Promise<Duplicate | null> {
  if (original) {
    const sameBytes = await store.articles.findByOriginal(original.info.sha256, ordinal);
    if (sameBytes !== null) return { uid: sameBytes, reason: m.import_same_file() };
  } else {
    const { sourceId = '' } = parsed;
    const sameSource = sourceId === '' ? null : await store.articles.findBySource(sourceId, textHash);
    if (sameSource !== null) return { uid: sameSource, reason: m.import_same_source({ name: sourceId }) };
    const sameText = sourceId === '' && fields.url === '' ? await store.articles.findByText(textHash) : null;
    if (sameText !== null) return { uid: sameText, reason: m.import_same_text() };
  }
  const sameUid = await ownStory(store, parsed.sourceId ?? '', textHash);
  if (sameUid !== null) return { uid: sameUid, reason: m.import_same_story() };
  const sameAddress = await store.articles.findByUrl(fields.url);
  return sameAddress === null ? null : { uid: sameAddress, reason: m.import_same_address({ address: fields.url }) };
}

/** A story that was exported from here names its own uid. */
async function ownStory(store: ReadStore, sourceId: string, textHash: string): Promise<string | null> {
  if (!UID_PATTERN.test(sourceId)) return null;
  return (await store.articles.get(sourceId))?.textHash === textHash ? sourceId : null;
}

/** What two stories of one import must not both have. */
export function duplicateKeys({ original, ordinal, parsed, fields, textHash }: Candidate): string[] {
  if (parsed.archived) return [parsed.archived.uid];
  const { sourceId = '' } = parsed;
  const source = original ? `${original.info.sha256}#${ordinal}` : sourceId || fields.url === '' ? `${sourceId}#${textHash}` : '';
  return [source, fields.url].filter((key) => key !== '');
}
