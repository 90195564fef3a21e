import type { ArchivedFacts } from '../../../core/importing';
import { UID_PATTERN } from '../../../core/uid';
import { isoTime } from './iso-time';

type Fields = Readonly<Record<string, unknown>>;

/** An importer's id; what else a file claims is left out. */
const FORMAT = /^[a-z][a-z0-9-]{0,39}$/;

const place = (value: unknown): number => (Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : 0);

function placesOf(value: unknown): Pick<ArchivedFacts, 'collections'> {
  const given = typeof value === 'object' && value !== null ? Object.entries(value as Record<string, number>) : [];
  const places = given.filter(([uid, at]) => UID_PATTERN.test(uid) && Number.isSafeInteger(at));
  return places.length === 0 ? {} : { collections: Object.fromEntries(places) };
}

/** What an archive kept of a story, as `electron/exporters/parts/story-record.ts` writes it; `null` for a line of another's. */
export function archivedFactsOf(record: Fields): ArchivedFacts | null {
  const { uid, importFormat } = record;
  if (typeof uid !== 'string' || !UID_PATTERN.test(uid)) return null;
  const state = (typeof record['state'] === 'object' && record['state'] !== null ? record['state'] : {}) as Fields;
  return {
    uid,
    importedAt: isoTime(record['importedAt']),
    importFormat: typeof importFormat === 'string' && FORMAT.test(importFormat) ? importFormat : '',
    editedAt: isoTime(record['editedAt']),
    state: {
      readAt: isoTime(state['readAt']),
      openedAt: isoTime(state['openedAt']),
      starredAt: isoTime(state['starredAt']),
      position: place(state['position']),
    },
    ...placesOf(record['collections']),
  };
}
