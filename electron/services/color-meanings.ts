import { HIGHLIGHT_COLOR_IDS, MEANINGS_SETTING, type ColorMeanings, type HighlightColorId } from '../../core/highlight-colors';
import type { Json } from '../../core/edit';
import type { Archive, ReadStore } from '../../db/store';
import { edit } from './history';

/** What colours mean to the person, in the order of the palette. */
export async function colorMeanings(store: ReadStore): Promise<ColorMeanings> {
  const kept = (await store.settings.get(MEANINGS_SETTING)) as Record<string, Json> | null;
  const meanings: ColorMeanings = {};
  for (const id of HIGHLIGHT_COLOR_IDS) {
    const meaning = kept?.[id];
    if (typeof meaning === 'string' && meaning !== '') meanings[id] = meaning;
  }
  return meanings;
}

/** Says what a colour means; an empty meaning takes it away. @returns all meanings */
export function giveMeaning(archive: Archive, color: HighlightColorId, meaning: string): Promise<ColorMeanings> {
  return edit(archive, async (store, watch) => {
    await watch('setting', MEANINGS_SETTING);
    const { [color]: before = '', ...others } = await colorMeanings(store);
    const given = meaning.replace(/\s+/gu, ' ').trim();
    const meanings: ColorMeanings = given === '' ? others : { ...others, [color]: given };
    await store.settings.put(MEANINGS_SETTING, Object.keys(meanings).length === 0 ? null : meanings);
    const label =
      given === ''
        ? ({ key: 'edit_meaning_taken', params: { meaning: before } } as const)
        : ({ key: 'edit_meaning_given', params: { meaning: given } } as const);
    return { label, value: await colorMeanings(store) };
  });
}
