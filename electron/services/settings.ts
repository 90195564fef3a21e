import type { Json } from '../../core/edit';
import type { Archive } from '../../db/store';
import { edit } from './history';

/** Sets a setting of this archive; `null` takes it away. */
export function changeSetting(archive: Archive, name: string, value: Json): Promise<null> {
  return edit(archive, async (store, watch) => {
    await watch('setting', name);
    await store.settings.put(name, value);
    return { label: { key: 'edit_setting_changed', params: { name } }, value: null };
  });
}
