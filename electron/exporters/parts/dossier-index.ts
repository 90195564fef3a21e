import { HIGHLIGHT_COLORS, type ColorMeanings } from '../../../core/highlight-colors';
import type { DossierEntry, DossierGroup, PageNote, PageStory } from '../../../core/pages';
import { runsIn } from './block-walk';
import { colorName } from '../../../core/color-names';

/** Characters of a note that stands in for a passage. */
const WORDS = 60;

interface Found {
  note: PageNote;
  entry: DossierEntry;
}

/** Every highlight and note in the order of the pages. */
function* notesIn(stories: readonly PageStory[]): Iterable<Found> {
  for (const [story, { notes }] of stories.entries()) {
    for (const note of notes) yield { note, entry: { story, note: note.uid, words: wordsOf(note) } };
  }
}

function wordsOf({ bookmark, blocks }: PageNote): string {
  if (bookmark !== '') return `“${bookmark}”`;
  const words = [...runsIn(blocks)]
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
  return words.length > WORDS ? `${words.slice(0, WORDS).trim()}…` : words;
}

/** An index by colour, in the order of the palette, each by what it means to the person. */
export function notesByColor(stories: readonly PageStory[], meanings: ColorMeanings): DossierGroup[] {
  const found = [...notesIn(stories)];
  return HIGHLIGHT_COLORS.map(({ id }) => ({
    name: colorName(id, meanings),
    color: id,
    entries: found.filter(({ note }) => note.color === id).map(({ entry }) => entry),
  })).filter(({ entries }) => entries.length > 0);
}

/** An index by tag, in the order of the reader's alphabet. */
export function notesByTag(stories: readonly PageStory[], locale: string): DossierGroup[] {
  const groups = new Map<string, DossierEntry[]>();
  for (const { note, entry } of notesIn(stories)) {
    for (const tag of note.tags) groups.set(tag, [...(groups.get(tag) ?? []), entry]);
  }
  const { compare } = new Intl.Collator(locale);
  return [...groups].map(([name, entries]) => ({ name, color: '', entries })).sort((a, b) => compare(a.name, b.name));
}
