import { UID_PATTERN } from './uid';

/** The address of a story in any archive that holds it: `broadsheet://story/UID`. */
export const storyAddress = (uid: string): string => `broadsheet://story/${uid}`;

const ADDRESS = /^broadsheet:\/\/story\/([0-9A-Z]{26})(?:[/#?].*)?$/i;

/** The story an address is of, or `null`. */
export function storyOfAddress(address: string): string | null {
  const uid = ADDRESS.exec(address.trim())?.[1]?.toUpperCase() ?? '';
  return UID_PATTERN.test(uid) ? uid : null;
}

/** A story, and perhaps one highlight or note of it, as a link from outside the app names them. */
export interface LinkedStory {
  uid: string;
  /** Empty for the story as a whole. */
  annotation: string;
}

/** Reads a link to a story, also one to a highlight as exported notes hold it (`#hl-` and its identifier); `null` for any other address. */
export function readStoryLink(address: string): LinkedStory | null {
  const uid = storyOfAddress(address);
  const annotation = /#hl-(\w+)$/.exec(address.trim())?.[1]?.toUpperCase() ?? '';
  return uid === null ? null : { uid, annotation: UID_PATTERN.test(annotation) ? annotation : '' };
}

/** A link to a story as notes hold it: plain Markdown, `[Headline](broadsheet://story/UID)`. */
export function storyLink(uid: string, headline: string): string {
  const words = headline
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\[\]]/g, '\\$&');
  return `[${words || uid}](${storyAddress(uid)})`;
}

/** The stories a note links to, each once, in the order of the note. */
export function storiesLinkedFrom(note: string): string[] {
  const found = note.matchAll(/broadsheet:\/\/story\/[0-9A-Z]{26}\b/gi);
  return [...new Set([...found].map(([address]) => storyOfAddress(address)).filter((uid) => uid !== null))];
}
