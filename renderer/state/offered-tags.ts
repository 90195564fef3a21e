import type { ImportPreview } from '../../core/importing';

/** A tag the stories bring along, and how many of them. */
export interface OfferedTag {
  name: string;
  count: number;
  navigation: boolean;
}

/** Every tag of the stories that would come in, most frequent first. It is navigation where any story's source says so. */
export function offeredTags(previews: readonly ImportPreview[]): OfferedTag[] {
  const tags = new Map<string, OfferedTag>();
  for (const { name, navigation } of previews.filter(({ status }) => status === 'new').flatMap((preview) => preview.tags)) {
    const known = tags.get(name);
    tags.set(name, { name, count: (known?.count ?? 0) + 1, navigation: navigation || (known?.navigation ?? false) });
  }
  return [...tags.values()].toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}
