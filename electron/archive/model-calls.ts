import type { CallName, Events } from '../../core/contract';
import { editStory, storiesAt, tagStories } from '../services/articles';
import * as collections from '../services/collections';
import { findDuplicates } from '../services/duplicates';
import { peekHistory, redo, storyHistory, undo } from '../services/history';
import { mergeStories } from '../services/merging';
import * as publications from '../services/publications';
import * as reading from '../services/reading';
import * as searches from '../services/saved-searches';
import * as tags from '../services/tags';
import * as trash from '../services/trash';
import type { ArchiveCall, Handler } from './dispatch';
import { withoutUndefined } from './input';

/** Calls about what people do with stories, and about the history of that. */
type ModelCall =
  | Extract<
      ArchiveCall,
      `${'history' | 'reading' | 'trash' | 'tags' | 'collections' | 'searches' | 'publications' | 'duplicates'}.${string}`
    >
  | 'articles.edit'
  | 'articles.history'
  | 'articles.by-url'
  | 'articles.tag'
  | 'articles.merge';

export const modelCalls: { [Name in ModelCall]: Handler<Name> } = {
  'articles.edit': ({ archive }, { uid, fields, tags }) => editStory(archive, uid, withoutUndefined({ ...fields, tags })),
  'articles.history': ({ archive }, { uid }) => storyHistory(archive.read, uid),
  'articles.by-url': ({ archive }, { urls }) => storiesAt(archive.read, urls),
  'articles.tag': ({ archive }, { uids, ...change }) => tagStories(archive, uids, change),
  'articles.merge': ({ archive }, { keep, others }) => mergeStories(archive, keep, others),
  'duplicates.find': ({ archive }) => findDuplicates(archive.read),

  'history.peek': ({ archive }) => peekHistory(archive.read),
  'history.undo': ({ archive }) => undo(archive),
  'history.redo': ({ archive }) => redo(archive),

  'reading.read': ({ archive }, { uids, read }) => reading.markRead(archive, uids, read),
  'reading.star': ({ archive }, { uids, starred }) => reading.star(archive, uids, starred),
  'reading.open': ({ archive }, { uid }) => reading.markOpened(archive, uid),
  'reading.finish': ({ archive }, { uid }) => reading.finish(archive, uid),
  'reading.position': ({ archive }, { uid, position }) => reading.keepPosition(archive, uid, position),

  'trash.put': ({ archive }, { uids }) => trash.trashStories(archive, uids),
  'trash.restore': ({ archive }, { uids }) => trash.restoreStories(archive, uids),
  'trash.empty': ({ archive }) => trash.emptyTrash(archive),

  'tags.list': ({ archive }) => tags.listTags(archive.read),
  'tags.rename': ({ archive }, { from, to }) => tags.renameTag(archive, from, to),
  'tags.merge': ({ archive }, { from, into }) => tags.mergeTags(archive, from, into),
  'tags.delete': ({ archive }, { name }) => tags.deleteTag(archive, name),

  'collections.list': ({ archive }) => collections.listCollections(archive.read),
  'collections.create': ({ archive }, { name, parentUid }) => collections.createCollection(archive, name, parentUid),
  'collections.rename': ({ archive }, { uid, name }) => collections.renameCollection(archive, uid, name),
  'collections.move': ({ archive }, { uid, parentUid, index }) => collections.moveCollection(archive, uid, parentUid, index),
  'collections.delete': ({ archive }, { uid }) => collections.deleteCollection(archive, uid),
  'collections.add': ({ archive }, { uid, uids }) => collections.addToCollection(archive, uid, uids),
  'collections.take': ({ archive }, { uid, uids }) => collections.takeFromCollection(archive, uid, uids),
  'collections.reorder': ({ archive }, { uid, uids, index }) => collections.reorderCollection(archive, uid, uids, index),

  'searches.saved.list': ({ archive }) => searches.listSavedSearches(archive.read),
  'searches.saved.save': ({ archive }, { name, query }) => searches.saveSearch(archive, name, query),
  'searches.saved.change': ({ archive }, { uid, ...change }) => searches.changeSearch(archive, uid, withoutUndefined(change)),
  'searches.saved.move': ({ archive }, { uid, index }) => searches.moveSearch(archive, uid, index),
  'searches.saved.delete': ({ archive }, { uid }) => searches.deleteSearch(archive, uid),

  'publications.list': ({ archive }) => publications.listPublications(archive.read),
  'publications.change': ({ archive }, { name, ...change }) => publications.changePublication(archive, name, withoutUndefined(change)),
  'publications.rename': ({ archive }, { from, to }) => publications.renamePublication(archive, from, to),
  'publications.merge': ({ archive }, { from, into }) => publications.mergePublications(archive, from, into),
};

const STORIES = { articles: true, annotations: false };
const EVERYTHING = { articles: true, annotations: true };

/** What they change. Having looked at a story is not worth reading the lists again. */
export const modelChanges: Partial<Record<CallName, Events['archive.changed']>> = {
  'articles.edit': STORIES,
  'articles.tag': STORIES,
  'articles.merge': EVERYTHING,
  'history.undo': EVERYTHING,
  'history.redo': EVERYTHING,
  'reading.read': STORIES,
  'reading.finish': STORIES,
  'reading.star': STORIES,
  'trash.put': EVERYTHING,
  'trash.restore': EVERYTHING,
  'trash.empty': EVERYTHING,
  'tags.rename': EVERYTHING,
  'tags.merge': EVERYTHING,
  'tags.delete': EVERYTHING,
  'collections.create': STORIES,
  'collections.rename': STORIES,
  'collections.move': STORIES,
  'collections.delete': STORIES,
  'collections.add': STORIES,
  'collections.take': STORIES,
  'collections.reorder': STORIES,
  'searches.saved.save': STORIES,
  'searches.saved.change': STORIES,
  'searches.saved.move': STORIES,
  'searches.saved.delete': STORIES,
  'publications.change': STORIES,
  'publications.rename': STORIES,
  'publications.merge': STORIES,
};
