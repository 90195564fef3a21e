/** The history of edits: what the person did, and what undoing it puts back. */

/** Any value JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What an edit can touch. */
export const ENTITY_NAMES = [
  'article',
  'article-tags',
  'annotation',
  'annotation-tags',
  'state',
  'tag',
  'collection',
  'collection-items',
  'saved-search',
  'publication',
  'publication-stories',
  'setting',
] as const;
export type EntityName = (typeof ENTITY_NAMES)[number];

/**
 * One thing before and after an edit; `null` means absent. Where both are objects, they hold only the entries that
 * differ, `null` again meaning absent, so that ten thousand stories of one tag stay small.
 */
export interface Change {
  entity: EntityName;
  key: string;
  before: Json;
  after: Json;
}

/** What is filled into the message of each kind of edit. */
interface EditParams {
  edit_annotation_made: { quote: string };
  edit_annotation_changed: { quote: string };
  edit_annotation_removed: { quote: string };
  edit_annotation_restored: { quote: string };
  edit_annotation_moved: { quote: string };
  edit_annotations_taken: { count: number; headline: string };
  edit_note_made: { headline: string };
  edit_note_changed: { headline: string };
  edit_note_removed: { headline: string };
  edit_note_restored: { headline: string };
  edit_story_changed: { headline: string };
  edit_stories_tagged: { count: number };
  edit_stories_read: { count: number };
  edit_stories_unread: { count: number };
  edit_stories_starred: { count: number };
  edit_stories_unstarred: { count: number };
  edit_stories_trashed: { count: number };
  edit_stories_restored: { count: number };
  edit_story_restored: { headline: string };
  edit_stories_merged: { count: number; headline: string };
  edit_tag_renamed: { from: string; to: string };
  edit_tag_merged: { from: string; to: string };
  edit_tag_deleted: { name: string };
  edit_collection_made: { name: string };
  edit_collection_renamed: { from: string; to: string };
  edit_collection_moved: { name: string };
  edit_collection_deleted: { name: string };
  edit_collection_filled: { count: number; name: string };
  edit_collection_taken: { count: number; name: string };
  edit_collection_ordered: { name: string };
  edit_search_saved: { name: string };
  edit_search_changed: { name: string };
  edit_search_deleted: { name: string };
  edit_publication_changed: { name: string };
  edit_publication_renamed: { from: string; to: string };
  edit_publication_merged: { from: string; to: string };
  edit_setting_changed: { name: string };
  edit_meaning_given: { meaning: string };
  edit_meaning_taken: { meaning: string };
}

/** What an edit is called: the key of a message and what is filled in. The sentence is made where it is shown. */
export type EditLabel = { [Key in keyof EditParams]: { key: Key; params: EditParams[Key] } }[keyof EditParams];

/** One line of the history. */
export interface EditEntry {
  /** Larger is newer. */
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  label: EditLabel;
  undone: boolean;
}

/** What undo and redo would do; `null` where there is nothing. */
export interface HistoryPeek {
  undo: EditEntry | null;
  redo: EditEntry | null;
}

/** The newest edits kept; older ones can no longer be undone. */
export const MAX_EDITS = 1_000;
