import type { EditLabel } from './edit';
import * as m from './messages/messages.js';

/** An edit as a sentence, such as “Renamed the tag “Sea” to “Ocean””. `formatNumber` writes counts as the person's language does. */
export function editSentence(label: EditLabel, formatNumber: (count: number) => string = String): string {
  switch (label.key) {
    case 'edit_annotation_made':
      return m.edit_annotation_made(label.params);
    case 'edit_annotation_changed':
      return m.edit_annotation_changed(label.params);
    case 'edit_annotation_removed':
      return m.edit_annotation_removed(label.params);
    case 'edit_annotation_restored':
      return m.edit_annotation_restored(label.params);
    case 'edit_annotation_moved':
      return m.edit_annotation_moved(label.params);
    case 'edit_annotations_taken':
      return m.edit_annotations_taken({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_note_made':
      return m.edit_note_made(label.params);
    case 'edit_note_changed':
      return m.edit_note_changed(label.params);
    case 'edit_note_removed':
      return m.edit_note_removed(label.params);
    case 'edit_note_restored':
      return m.edit_note_restored(label.params);
    case 'edit_story_changed':
      return m.edit_story_changed(label.params);
    case 'edit_stories_tagged':
      return m.edit_stories_tagged({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_stories_read':
      return m.edit_stories_read({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_stories_unread':
      return m.edit_stories_unread({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_stories_starred':
      return m.edit_stories_starred({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_stories_unstarred':
      return m.edit_stories_unstarred({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_stories_trashed':
      return m.edit_stories_trashed({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_stories_restored':
      return m.edit_stories_restored({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_story_restored':
      return m.edit_story_restored(label.params);
    case 'edit_stories_merged':
      return m.edit_stories_merged({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_tag_renamed':
      return m.edit_tag_renamed(label.params);
    case 'edit_tag_merged':
      return m.edit_tag_merged(label.params);
    case 'edit_tag_deleted':
      return m.edit_tag_deleted(label.params);
    case 'edit_collection_made':
      return m.edit_collection_made(label.params);
    case 'edit_collection_renamed':
      return m.edit_collection_renamed(label.params);
    case 'edit_collection_moved':
      return m.edit_collection_moved(label.params);
    case 'edit_collection_deleted':
      return m.edit_collection_deleted(label.params);
    case 'edit_collection_filled':
      return m.edit_collection_filled({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_collection_taken':
      return m.edit_collection_taken({ ...label.params, number: formatNumber(label.params.count) });
    case 'edit_collection_ordered':
      return m.edit_collection_ordered(label.params);
    case 'edit_search_saved':
      return m.edit_search_saved(label.params);
    case 'edit_search_changed':
      return m.edit_search_changed(label.params);
    case 'edit_search_deleted':
      return m.edit_search_deleted(label.params);
    case 'edit_publication_changed':
      return m.edit_publication_changed(label.params);
    case 'edit_publication_renamed':
      return m.edit_publication_renamed(label.params);
    case 'edit_publication_merged':
      return m.edit_publication_merged(label.params);
    case 'edit_setting_changed':
      return m.edit_setting_changed(label.params);
    case 'edit_meaning_given':
      return m.edit_meaning_given(label.params);
    case 'edit_meaning_taken':
      return m.edit_meaning_taken(label.params);
  }
}
