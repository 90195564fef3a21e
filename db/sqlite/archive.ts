import { addressKey } from '../../core/address';
import type { Scope } from '../../core/contract';
import type { Sort } from '../../core/query-language';
import type { Archive, Page, ReadStore, WriteOptions, WriteStore } from '../store';
import * as annotations from './annotations';
import { backUp } from './backup';
import * as articles from './articles';
import { checkArchiveFile } from './check';
import * as collections from './collections';
import * as edits from './edits';
import { explain } from './errors';
import { findByAddress, listFingerprints, sharedAddresses, uidAt } from './fingerprints';
import type { ReadableDb, WritableDb } from './handle';
import * as importRuns from './import-runs';
import { MOST_WAITING } from './index/index-writer';
import * as jobs from './jobs';
import * as maintenance from './maintenance';
import { giveBackSpace, openReadable, openWritable, setDurability } from './open';
import * as originals from './originals';
import * as publications from './publications';
import * as savedSearches from './saved-searches';
import * as settings from './settings';
import * as states from './states';
import * as tags from './tags';
import { reindexArticles, takeInWaiting } from './reindexing';
import { indexingOf } from './search/indexing';
import { Searcher } from './search/searcher';
import { corrections, nameCompletions, wordCompletions } from './search/words';

/** Runs synchronous work and gives its failure a sentence. */
type Guard = <T>(work: () => T) => Promise<T>;

const guardOf =
  (file: string): Guard =>
  async (work) => {
    try {
      return work();
    } catch (error) {
      throw explain(error, file);
    }
  };

/** Collections and the trash are listed in orders that only the tables know. */
const hasOwnOrder = (scope: Scope): scope is Extract<Scope, { kind: 'trashed' | 'collection' }> =>
  scope.kind === 'collection' || scope.kind === 'trashed';

/** Rows of a list that the tables are asked for; walking further down an index takes longer than a look at the columns in memory. */
const DEEP = 10_000;

function readStore(db: ReadableDb, guard: Guard): ReadStore {
  // Made when something is searched for: opening an archive must not wait for it.
  let made: Searcher | null = null;
  const searcher = () => (made ??= new Searcher(db));
  // From the columns in memory: going through the stories' own rows takes seconds where there are many.
  const counts = () => searcher().counts();
  const list = (scope: Scope, page: Page, sort: Sort | null) => {
    if (sort === null && (hasOwnOrder(scope) || (scope.kind === 'all' && page.offset < DEEP)))
      return articles.listArticles(db, scope, page);
    const { rows, total } = searcher().listed(scope, page, sort);
    return { items: articles.summariesOf(db, rows), total };
  };
  const originalOf = (sha256: string) => originals.originalInfo(db, sha256);
  return {
    articles: {
      get: (uid) => guard(() => articles.getArticle(db, uid, originalOf)),
      list: (scope, page, sort) => guard(() => list(scope, page, sort ?? null)),
      findByUrl: (url) => guard(() => findByAddress(db, addressKey(url))),
      findByOriginal: (sha256, ordinal) => guard(() => articles.findByOriginal(db, sha256, ordinal)),
      findByText: (textHash) => guard(() => articles.findByText(db, textHash)),
      originOf: (uid) => guard(() => articles.originOf(db, uid)),
      findBySource: (sourceId, textHash) => guard(() => articles.findBySource(db, sourceId, textHash)),
      uids: (page) => guard(() => articles.articleUids(db, page)),
      uidsAfter: (after, limit) => guard(() => articles.articleUidsAfter(db, after, limit)),
      fingerprints: (after, limit) => guard(() => listFingerprints(db, after, limit)),
      sharedAddresses: () => guard(() => sharedAddresses(db)),
      uidAt: (row) => guard(() => uidAt(db, row)),
    },
    annotations: {
      get: (uid) => guard(() => annotations.getAnnotation(db, uid)),
      ofArticle: (articleUid) => guard(() => annotations.annotationsOf(db, articleUid)),
      record: (uid) => guard(() => annotations.getAnnotationRecord(db, uid)),
      uids: (articleUid) => guard(() => annotations.annotationUids(db, articleUid)),
      has: (uid) => guard(() => annotations.hasAnnotation(db, uid)),
    },
    states: {
      get: (uid) => guard(() => states.getState(db, uid)),
      trashedBefore: (time, limit) => guard(() => states.trashedBefore(db, time, limit)),
    },
    tags: {
      list: () => guard(() => tags.countedTags(db)),
      family: (name) => guard(() => tags.tagFamily(db, name)),
      members: (name) => guard(() => tags.tagMembers(db, name)),
      of: (carrier, uid) => guard(() => tags.tagPlaces(db, carrier, uid)),
    },
    collections: {
      list: () => guard(() => collections.listCollections(db)),
      get: (uid) => guard(() => collections.getCollection(db, uid)),
      items: (uid) => guard(() => collections.collectionItems(db, uid)),
      of: (articleUid) => guard(() => collections.collectionsOf(db, articleUid)),
      places: (articleUid) => guard(() => collections.collectionPlaces(db, articleUid)),
    },
    savedSearches: {
      list: () => guard(() => savedSearches.listSavedSearches(db)),
      get: (uid) => guard(() => savedSearches.getSavedSearch(db, uid)),
    },
    publications: {
      list: () => guard(() => publications.listPublications(db, counts().publications)),
      has: (name) => guard(() => publications.hasPublication(db, name)),
      get: (name) => guard(() => publications.getPublication(db, name)),
      stories: (name) => guard(() => publications.publicationStories(db, name)),
    },
    settings: { get: (name) => guard(() => settings.getSetting(db, name)) },
    edits: {
      list: (limit) => guard(() => edits.listEdits(db, limit)),
      ofArticle: (uid, limit) => guard(() => edits.editsOfArticle(db, uid, limit)),
      next: (direction) => guard(() => edits.nextEdit(db, direction)),
      changes: (id) => guard(() => edits.changesOfEdit(db, id)),
    },
    originals: {
      info: (sha256) => guard(() => originals.originalInfo(db, sha256)),
      bytes: (sha256) => guard(() => originals.originalBytes(db, sha256)),
      packed: (sha256) => guard(() => originals.packedOriginal(db, sha256)),
    },
    search: {
      run: (query, scope, page) => guard(() => searcher().run(query, scope, page)),
      bare: (query, scope, page) => guard(() => searcher().bare(query, scope, page)),
      uids: (query, scope, page) =>
        guard(() =>
          query.root === null && query.sort === null && hasOwnOrder(scope)
            ? articles.listedUids(db, scope, page)
            : searcher().uids(query, scope, page),
        ),
      count: (query, scope) => guard(() => searcher().count(query, scope)),
      facets: (query, scope) => guard(() => searcher().facets(query, scope)),
      timeline: (query, scope, unit) => guard(() => searcher().timeline(query, scope, unit)),
      annotations: (query, page) => guard(() => searcher().annotationsWith(query, page)),
      listAnnotations: (query, filter, page) => guard(() => searcher().listAnnotations(query, filter, page)),
      completions: (kind, beginning, limit) =>
        guard(() =>
          kind === 'word' ? wordCompletions(searcher(), beginning, limit) : nameCompletions(searcher(), db, kind, beginning, limit),
        ),
      corrections: (words) => guard(() => corrections(searcher(), words)),
      related: (uid, limit) => guard(() => searcher().related(uid, limit)),
    },
    maintenance: {
      overview: () => guard(() => maintenance.overview(db, { tags: searcher().tagTree(), publications: counts().publications })),
      stats: () => guard(() => maintenance.stats(db, counts())),
      file: () => guard(() => maintenance.archiveFile(db)),
    },
    jobs: {
      get: (uid) => guard(() => jobs.getJob(db, uid)),
      unfinished: () => guard(() => jobs.unfinishedJobs(db)),
    },
    importRuns: {
      get: (uid) => guard(() => importRuns.getImportRun(db, uid)),
      list: (page) => guard(() => importRuns.listImportRuns(db, page)),
      stories: (run, after, limit) => guard(() => importRuns.importedStories(db, run, after, limit)),
      runOf: (uid) => guard(() => importRuns.importRunOf(db, uid)),
      emptyShelves: (run) => guard(() => importRuns.emptyShelves(db, run)),
      strayAnnotations: (run, limit) => guard(() => importRuns.strayAnnotations(db, run, limit)),
      storyCount: (run) => guard(() => importRuns.countImportedStories(db, run)),
    },
  };
}

function writeStore(db: WritableDb, guard: Guard): WriteStore {
  const read = readStore(db, guard);
  return {
    ...read,
    articles: {
      ...read.articles,
      insert: (article) => guard(() => articles.insertArticle(db, article)),
      update: (uid, change) => guard(() => articles.updateArticle(db, uid, change)),
      purge: (uid) => guard(() => articles.purgeArticle(db, uid)),
    },
    annotations: {
      ...read.annotations,
      insert: (annotation, importRun) => guard(() => annotations.insertAnnotation(db, annotation, importRun)),
      update: (annotation) => guard(() => annotations.updateAnnotation(db, annotation)),
      remove: (uid, at) => guard(() => annotations.removeAnnotation(db, uid, at)),
      restore: (uid) => guard(() => annotations.restoreAnnotation(db, uid)),
      put: (uid, record) => guard(() => annotations.putAnnotation(db, uid, record)),
      purge: (uid) => guard(() => annotations.purgeAnnotation(db, uid)),
    },
    originals: {
      ...read.originals,
      put: (info, bytes) => guard(() => originals.putOriginal(db, info, bytes)),
      putPacked: (info, packed) => guard(() => originals.putPackedOriginal(db, info, packed)),
    },
    states: { ...read.states, put: (uid, state) => guard(() => states.putState(db, uid, state)) },
    tags: {
      ...read.tags,
      putMembers: (name, change) => guard(() => tags.putTagMembers(db, name, change)),
      putOf: (carrier, uid, change) => guard(() => tags.putTagPlaces(db, carrier, uid, change)),
    },
    collections: {
      ...read.collections,
      put: (collection, importRun) => guard(() => collections.putCollection(db, collection, importRun)),
      remove: (uid) => guard(() => collections.deleteCollection(db, uid)),
      putItems: (uid, change) => guard(() => collections.putCollectionItems(db, uid, change)),
    },
    savedSearches: {
      ...read.savedSearches,
      put: (saved, importRun) => guard(() => savedSearches.putSavedSearch(db, saved, importRun)),
      remove: (uid) => guard(() => savedSearches.deleteSavedSearch(db, uid)),
    },
    publications: {
      ...read.publications,
      put: (name, facts) => guard(() => publications.putPublication(db, name, facts)),
      putStories: (name, change) => guard(() => publications.putPublicationStories(db, name, change)),
    },
    settings: { ...read.settings, put: (name, value) => guard(() => settings.putSetting(db, name, value)) },
    edits: {
      ...read.edits,
      append: (at, label, changes) => guard(() => edits.appendEdit(db, at, label, changes)),
      mark: (id, undone) => guard(() => edits.markEdit(db, id, undone)),
      forget: (isGone) => guard(() => edits.forgetChanges(db, isGone)),
    },
    maintenance: {
      ...read.maintenance,
      reindex: (after, limit) => guard(() => reindexArticles(db, after, limit)),
      takeIn: (limit) => guard(() => takeInWaiting(db, limit)),
      tidy: (budget) => guard(() => indexingOf(db).tidy(budget)),
    },
    jobs: {
      ...read.jobs,
      insert: (job) => guard(() => jobs.insertJob(db, job)),
      update: (uid, change) => guard(() => jobs.updateJob(db, uid, change)),
      removeEnded: (before) => guard(() => jobs.removeEndedJobs(db, before)),
    },
    importRuns: {
      ...read.importRuns,
      insert: (run) => guard(() => importRuns.insertImportRun(db, run)),
      update: (run) => guard(() => importRuns.updateImportRun(db, run)),
    },
  };
}

/**
 * Opens an archive that may only be read.
 * @throws BroadsheetError `unreadable`, `not-an-archive`, `newer-archive`
 */
export function openReadArchive(file: string): Archive {
  const db = openReadable(file);
  return {
    read: readStore(db, guardOf(file)),
    write: () => Promise.reject(new Error('This archive was opened for reading.')),
    backUp: (path, options) => backUp(file, path, options),
    check: (options) => checkArchiveFile(file, options),
    close: async () => void db.close(),
  };
}

/** Stories taken into the index in one transaction. */
const AT_ONCE = 2_000;

/**
 * Takes into the index what a process left waiting that ended in the middle of its work, so that whoever only reads finds it.
 * Where that cannot be, such as on a full disk, answers say “at least”.
 */
export function catchUp(file: string): void {
  const reading = openReadable(file);
  const waiting = reading.prepare<[], number>('SELECT count(*) FROM index_pending').pluck().get() ?? 0;
  reading.close();
  if (waiting <= MOST_WAITING) return;
  try {
    const { db } = openWritable(file);
    const takeIn = db.transaction(() => takeInWaiting(db, AT_ONCE));
    try {
      while (takeIn.immediate() > 0);
    } finally {
      db.close();
    }
  } catch {
    return;
  }
}

/**
 * Opens or creates an archive.
 * @throws BroadsheetError `not-an-archive`, `newer-archive`, `unwritable`, `disk-full`, `busy`
 */
export function openArchive(file: string): Archive & { readonly created: boolean } {
  const { db, created } = openWritable(file);
  const guard = guardOf(file);
  const store = writeStore(db, guard);
  // Units of work run one after the other, so that awaiting inside one is harmless.
  let queue: Promise<unknown> = Promise.resolve();

  // While units collect words, so do those in between, such as an edit by hand, unless they say otherwise.
  let collecting = false;

  async function unitOfWork<T>(work: (store: WriteStore) => Promise<T>, { bulk, derived }: WriteOptions): Promise<T> {
    const indexing = indexingOf(db);
    collecting = bulk ?? collecting;
    await guard(() => {
      setDurability(db, bulk === true || derived === true ? 'batch' : 'acknowledged');
      db.exec('BEGIN IMMEDIATE');
      indexing.begin();
    });
    try {
      const value = await work(store);
      await guard(() => {
        indexing.beforeCommit(collecting);
        db.exec('COMMIT');
      });
      return value;
    } catch (error) {
      indexing.forget();
      // A full disk may have rolled the transaction back already.
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }

  return {
    created,
    read: store,
    write(work, options = {}) {
      const result = queue.then(() => unitOfWork(work, options));
      queue = result.catch(() => undefined);
      return result;
    },
    backUp: (path, options) => backUp(file, path, options),
    check: (options) => checkArchiveFile(file, options),
    async close() {
      await queue;
      giveBackSpace(db);
      db.close();
    },
  };
}
