/**
 * The contract between the window and the archive: every call's name, where it runs, the schema of its input and the type
 * of its output, as data. `electron/ipc.ts` validates inputs with it, the archive's dispatch table is checked against it by
 * the compiler, and `renderer/api.ts` types the window's side from it.
 */
import * as v from 'valibot';
import type { NearestPassage, PlacedAnnotation } from './annotation';
import { ANNOTATION_KINDS, ANNOTATION_SORTS, type AnnotationList, type ListedAnnotation } from './annotation-list';
import { backupChoice, type BackupSettings, type KeptBackup } from './backup';
import { FIELD_NAMES, type Article, type ArticleHead, type ArticleSummary } from './article';
import type { CitationStyle } from './citation-styles';
import { CLIPPING_FORMS, type Clipping } from './clipping';
import type { CommandId } from './commands';
import type { Collection, CountedCollection, CountedPublication, CountedTag, SavedSearch } from './collection';
import type { DuplicateGroup } from './duplicate';
import type { EditEntry, HistoryPeek } from './edit';
import { exportChoiceSchema, FIRST_PAGES, lookSchema, pageChoiceSchema } from './choices';
import { DEFAULT_CHOICE, DIVISIONS, MOST_DRAGGED, type ExportFormat, type ManyWritten } from './exporting';
import { PAPER_SIZES } from './pages';
import type { Printer } from './printing';
import type { ShownOriginal } from './original';
import { HIGHLIGHT_COLOR_IDS, type ColorMeanings } from './highlight-colors';
import type { ImportPreview, ImportReport, UndoReport } from './importing';
import type { JobProgress } from './jobs';
import {
  TIMELINE_UNITS,
  type AnnotationHit,
  type ArchiveStats,
  type CheckReport,
  type Facets,
  type LibraryOverview,
  type SearchAnswer,
  type SearchHit,
  type Suggestion,
  type Timeline,
} from './library';
import { preferenceChange, type AppliedPreferences } from './preferences';
import { SORTS } from './query-language';
import type { MergeReport, TagChange, TakenReport } from './report';
import type { SalvageReport } from './salvage';
import type { StoryState } from './state';
import type { LinkedStory } from './story-link';
import { UID_PATTERN } from './uid';

/**
 * Where a call runs: the archive's reading or writing worker, the press (page setting), the keeper (what reads everything and may
 * take minutes), or the main process itself.
 */
export type Place = 'reader' | 'writer' | 'press' | 'keeper' | 'main';

export interface CallDefinition<Input extends v.GenericSchema = v.GenericSchema, Output = unknown, Where extends Place = Place> {
  place: Where;
  input: Input;
  /** Never set; carries the output's type. */
  readonly output?: Output;
}

/** Declares a call. Curried, so that the output is named and the input inferred. */
const call =
  <Output>() =>
  <Input extends v.GenericSchema, Where extends Place>(place: Where, input: Input): CallDefinition<Input, Output, Where> => ({
    place,
    input,
  });

const uid = v.pipe(v.string(), v.regex(UID_PATTERN, 'not a ULID'));
const nothing = v.strictObject({});
const color = v.picklist(HIGHLIGHT_COLOR_IDS);
const note = v.pipe(v.string(), v.maxLength(1_000_000));
const tag = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000));
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Stories that one call may be about. */
const MOST_STORIES = 2_000_000;
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_STORIES));
/** Stories that an edit is about; a whole list may be chosen. */
const uids = v.pipe(v.array(uid), v.minLength(1), v.maxLength(MOST_STORIES));
/** The name of something that exists, as it is. */
const known = v.pipe(v.string(), v.minLength(1));
/** A new name; what it may be is checked where it is kept, with a sentence. */
const name = v.pipe(v.string(), v.maxLength(10_000));
const parentUid = v.nullable(uid);

/** Narrows a list or a search to a part of the library. */
const scope = v.optional(
  v.variant('kind', [
    v.strictObject({ kind: v.literal('all') }),
    v.strictObject({ kind: v.literal('annotated') }),
    v.strictObject({ kind: v.literal('starred') }),
    v.strictObject({ kind: v.literal('unread') }),
    v.strictObject({ kind: v.literal('trashed') }),
    v.strictObject({ kind: v.literal('collection'), uid }),
    v.strictObject({ kind: v.literal('tag'), name: v.string() }),
    v.strictObject({ kind: v.literal('publication'), name: v.string() }),
  ]),
  { kind: 'all' },
);
export type Scope = v.InferOutput<typeof scope>;

/** The order of a list or of what a search finds; a query that names one itself has its own. */
const sort = v.optional(v.picklist(SORTS));

/** A query, and how it is to be read. */
const question = { query: v.string(), partial: v.optional(v.boolean(), false), any: v.optional(v.boolean(), false) };

const sources = v.pipe(
  v.array(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('path'), path: v.pipe(v.string(), v.minLength(1)) }),
      v.strictObject({ kind: v.literal('text'), text: v.string(), name: v.string() }),
    ]),
  ),
  v.minLength(1),
);

const pages = pageChoiceSchema;
const pageOptions = {
  locale: v.pipe(v.string(), v.minLength(2)),
  timeZone: v.string(),
  paper: v.picklist(PAPER_SIZES),
  look: v.optional(lookSchema),
};

/** What is copied, and how. */
const clipped = v.variant('kind', [
  v.strictObject({ kind: v.literal('passage'), uid, words: v.pipe(v.string(), v.minLength(1)) }),
  v.strictObject({ kind: v.literal('story'), uid }),
  v.strictObject({ kind: v.literal('references'), uids }),
]);
const form = v.picklist(CLIPPING_FORMS);

const choice = v.optional(exportChoiceSchema, DEFAULT_CHOICE);
/** What the main process makes of a person's choice: it knows the system's locale and paper. */
const options = v.strictObject({ page: v.strictObject(pageOptions), choice });
const to = v.string();
const division = v.picklist(DIVISIONS);
const copies = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999));

/** Which stories are meant, in which order. */
const selection = v.variant('kind', [
  v.strictObject({ kind: v.literal('uids'), uids }),
  v.strictObject({ kind: v.literal('query'), query: v.string(), partial: v.optional(v.boolean(), false), scope }),
  v.strictObject({ kind: v.literal('all') }),
]);

export const contract = {
  /** The counts beside the sidebar's entries. */
  'library.overview': call<LibraryOverview>()('reader', nothing),
  'library.stats': call<ArchiveStats>()('reader', nothing),

  /**
   * Newest first by date of publication, stories without a date last, unless another order is asked for; collections and the trash
   * have an order of their own.
   */
  'articles.list': call<{ items: ArticleSummary[]; total: number }>()('reader', v.strictObject({ scope, sort, limit, offset })),
  /** The uids of a list or of what a search finds, or a stretch of them; of the whole in no order. */
  'articles.uids': call<string[]>()(
    'reader',
    v.strictObject({ ...question, scope, sort, limit: v.optional(count, MOST_STORIES), offset: v.optional(offset, 0) }),
  ),
  'articles.get': call<{ article: Article; state: StoryState; annotations: PlacedAnnotation[] }>()('reader', v.strictObject({ uid })),
  /** The original of a story, as `broadsheet://original/UID` shows it. Called by the main process, which lets nothing in it run. */
  'originals.show': call<ShownOriginal>()('reader', v.strictObject({ uid })),
  /** As `articles.get`, without the story itself: for a window that shows it already. */
  'articles.head': call<{ article: ArticleHead; state: StoryState; annotations: PlacedAnnotation[] }>()('reader', v.strictObject({ uid })),
  /** Changes the fields given, and all tags when they are given. */
  'articles.edit': call<{ article: Article }>()(
    'writer',
    v.strictObject({
      uid,
      fields: v.optional(v.partial(v.strictObject(v.entriesFromList(FIELD_NAMES, v.pipe(v.string(), v.maxLength(10_000))))), {}),
      tags: v.optional(v.array(tag)),
    }),
  ),
  /** What was done with a story and the annotations on it, as far as it is remembered and stands, newest first. */
  'articles.history': call<EditEntry[]>()('reader', v.strictObject({ uid })),
  /** The archived stories of these web addresses, by address; an address that is of none is left out. */
  'articles.by-url': call<Readonly<Record<string, string>>>()(
    'reader',
    v.strictObject({ urls: v.pipe(v.array(v.string()), v.maxLength(5_000)) }),
  ),
  'articles.tag': call<null>()(
    'writer',
    v.strictObject({ uids, add: v.optional(v.array(tag), []), remove: v.optional(v.array(known), []) }),
  ),
  /** The others go to the trash; `keep` gets their highlights, tags, collections and star. */
  'articles.merge': call<MergeReport>()('writer', v.strictObject({ keep: uid, others: uids })),
  'duplicates.find': call<DuplicateGroup[]>()('keeper', nothing),

  /** Every call below that edits can be undone, but for `trash.empty`, `reading.open`, `reading.finish` and `reading.position`. */
  'history.peek': call<HistoryPeek>()('reader', nothing),
  /** What was undone or done again; `not-found` when there is nothing. */
  'history.undo': call<EditEntry>()('writer', nothing),
  'history.redo': call<EditEntry>()('writer', nothing),

  'reading.read': call<null>()('writer', v.strictObject({ uids, read: v.boolean() })),
  'reading.star': call<null>()('writer', v.strictObject({ uids, starred: v.boolean() })),
  'reading.open': call<null>()('writer', v.strictObject({ uid })),
  /** It was read to its end: marks it as read, unless it is. */
  'reading.finish': call<null>()('writer', v.strictObject({ uid })),
  /** `position` counts in the article's `text`. */
  'reading.position': call<null>()('writer', v.strictObject({ uid, position: offset })),

  'trash.put': call<{ trashed: number }>()('writer', v.strictObject({ uids })),
  'trash.restore': call<{ restored: number }>()('writer', v.strictObject({ uids })),
  /** Removes for good. Nothing brings it back. */
  'trash.empty': call<{ purged: number }>()('writer', nothing),

  /** Renaming, merging and deleting take what is nested below along. */
  'tags.list': call<CountedTag[]>()('reader', nothing),
  'tags.rename': call<TagChange>()('writer', v.strictObject({ from: known, to: name })),
  'tags.merge': call<TagChange>()('writer', v.strictObject({ from: known, into: known })),
  'tags.delete': call<TagChange>()('writer', v.strictObject({ name: known })),

  'collections.list': call<CountedCollection[]>()('reader', nothing),
  'collections.create': call<Collection>()('writer', v.strictObject({ name, parentUid: v.optional(parentUid, null) })),
  'collections.rename': call<Collection>()('writer', v.strictObject({ uid, name })),
  /** `index` counts among the siblings there, from 0. */
  'collections.move': call<null>()('writer', v.strictObject({ uid, parentUid, index: offset })),
  'collections.delete': call<null>()('writer', v.strictObject({ uid })),
  'collections.add': call<{ added: number }>()('writer', v.strictObject({ uid, uids })),
  'collections.take': call<{ taken: number }>()('writer', v.strictObject({ uid, uids })),
  /** Moves stories side by side to the place `index` among the others. */
  'collections.reorder': call<null>()('writer', v.strictObject({ uid, uids, index: offset })),

  'searches.saved.list': call<SavedSearch[]>()('reader', nothing),
  'searches.saved.save': call<SavedSearch>()('writer', v.strictObject({ name, query: v.string() })),
  'searches.saved.change': call<SavedSearch>()('writer', v.strictObject({ uid, name: v.optional(name), query: v.optional(v.string()) })),
  'searches.saved.move': call<null>()('writer', v.strictObject({ uid, index: offset })),
  'searches.saved.delete': call<null>()('writer', v.strictObject({ uid })),

  'publications.list': call<CountedPublication[]>()('reader', nothing),
  'publications.change': call<null>()('writer', v.strictObject({ name: known, url: v.optional(v.string()), note: v.optional(note) })),
  'publications.rename': call<{ stories: number }>()('writer', v.strictObject({ from: known, to: name })),
  'publications.merge': call<{ stories: number }>()('writer', v.strictObject({ from: known, into: known })),

  /** `partial`: the last word is still being typed. */
  'search.run': call<SearchAnswer>()('reader', v.strictObject({ ...question, scope, sort, limit, offset })),
  /** The exact number where an answer says “at least”; may take a second in a very large archive. */
  'search.count': call<number>()('reader', v.strictObject({ ...question, scope })),
  'search.facets': call<Facets>()('reader', v.strictObject({ ...question, scope })),
  'search.timeline': call<Timeline>()('reader', v.strictObject({ ...question, scope, unit: v.picklist(TIMELINE_UNITS) })),
  /** What may be typed next; `query` up to the caret. */
  'search.suggest': call<Suggestion[]>()('reader', v.strictObject({ query: v.string() })),
  'search.annotations': call<{ hits: AnnotationHit[]; total: number; atLeast: boolean; ignored: string[] }>()(
    'reader',
    v.strictObject({ ...question, limit, offset }),
  ),
  'search.related': call<SearchHit[]>()('reader', v.strictObject({ uid, limit })),

  /** `start` and `end` count in the article's `text`; without them, a note on the whole story. */
  'annotations.create': call<PlacedAnnotation>()(
    'writer',
    v.pipe(
      v.strictObject({
        articleUid: uid,
        start: v.optional(offset),
        end: v.optional(offset),
        color,
        note: v.optional(note, ''),
        tags: v.optional(v.array(tag), []),
      }),
      v.check(({ start, end }) => (start === undefined) === (end === undefined), 'a passage has a start and an end'),
    ),
  ),
  'annotations.update': call<PlacedAnnotation>()(
    'writer',
    v.strictObject({ uid, color: v.optional(color), note: v.optional(note), tags: v.optional(v.array(tag)) }),
  ),
  /** All annotations of the archive; how the input narrows them is told at {@link AnnotationFilter}. */
  'annotations.list': call<AnnotationList>()(
    'reader',
    v.strictObject({
      query: v.optional(v.string(), ''),
      colors: v.optional(v.array(color), []),
      tags: v.optional(v.array(known), []),
      publication: v.optional(v.string(), ''),
      from: v.optional(v.string(), ''),
      to: v.optional(v.string(), ''),
      kind: v.optional(v.picklist(ANNOTATION_KINDS), 'all'),
      sort: v.optional(v.picklist(ANNOTATION_SORTS), 'newest'),
      limit,
      offset,
    }),
  ),
  /** Annotations whose notes link to this story (`core/story-link.ts`), the newest first. */
  'annotations.linked': call<ListedAnnotation[]>()('reader', v.strictObject({ uid })),
  /** Another passage of the same story: attaches an orphan again, makes a highlight longer or shorter. */
  'annotations.move': call<PlacedAnnotation>()('writer', v.strictObject({ uid, start: offset, end: offset })),
  /** The passage an orphan may belong to, to be offered; `null` when none is near, or when it is no orphan. */
  'annotations.nearest': call<NearestPassage | null>()('reader', v.strictObject({ uid })),
  /** Reversible by `annotations.restore`. */
  'annotations.remove': call<null>()('writer', v.strictObject({ uid })),
  'annotations.restore': call<PlacedAnnotation>()('writer', v.strictObject({ uid })),
  /** Takes annotations of a file, as JSON, into a story: Web Annotations, or Hypothesis' own form. */
  'annotations.take': call<TakenReport>()('writer', v.strictObject({ uid, json: v.pipe(v.string(), v.maxLength(50_000_000)) })),

  /** What highlight colours mean to the person. `archive.changed` tells of it as of annotations. */
  'colors.meanings': call<ColorMeanings>()('reader', nothing),
  /** Answers with all meanings; an empty one takes the colour's meaning away. */
  'colors.name': call<ColorMeanings>()('writer', v.strictObject({ color, meaning: v.pipe(v.string(), v.maxLength(100)) })),

  /** What can be imported, for file filters and help. */
  'import.formats': call<{ id: string; label: string; extensions: string[]; keeps: string }[]>()('reader', nothing),
  /** Reads and recognises, and writes nothing. A job of kind `preview`, which can be paused and cancelled. */
  'import.preview': call<ImportPreview[]>()('writer', v.strictObject({ sources })),
  /** A job of kind `import`; answers at its end. */
  'import.run': call<ImportReport>()(
    'writer',
    v.strictObject({ sources, addTags: v.optional(v.array(tag), []), dropTags: v.optional(v.array(tag), []) }),
  ),
  /** Backups of this archive, newest first, how they are made by themselves, and where. */
  'backups.list': call<{ backups: KeptBackup[]; settings: BackupSettings; folder: string }>()('reader', nothing),
  /** Whether the next one is due. */
  'backups.due': call<boolean>()('reader', nothing),
  /** Takes a backup now. A job of kind `backup`, which can be paused and cancelled; answers at its end. */
  'backups.take': call<{ path: string; bytes: number }>()('keeper', nothing),
  'backups.configure': call<null>()('writer', backupChoice),
  /** Asks for another folder for backups; `path` is empty when cancelled. */
  'backups.choose-folder': call<{ path: string }>()('main', nothing),
  /** Called by the main process, which asked for the folder. */
  'backups.move': call<null>()('writer', v.strictObject({ folder: v.string() })),

  /** A job of kind `check`: the database, every story, note and original, and the search index against the texts. */
  'archive.check': call<CheckReport>()('keeper', nothing),
  /** A job of kind `reindex`; the search index is made anew. @returns how many stories it holds */
  'archive.reindex': call<{ stories: number }>()('writer', nothing),

  /** Backups that could take the place of an archive that cannot be opened, newest first. */
  'repair.backups': call<KeptBackup[]>()('main', nothing),
  /**
   * Puts a backup in the archive's place and starts the app anew; the archive as it was stays beside it. An empty path asks for
   * the file. `restored` is false when cancelled.
   */
  'repair.restore': call<{ restored: boolean }>()('main', v.strictObject({ path: v.string() })),
  /** Saves what can be read of a damaged archive into a new file beside it. */
  'repair.salvage': call<SalvageReport & { path: string }>()('main', nothing),

  /** The system's open dialog; an empty list when cancelled. */
  'import.choose': call<{ paths: string[] }>()('main', v.strictObject({ kind: v.picklist(['files', 'folder']) })),
  /** The clipboard's text as it is now. */
  'import.clipboard': call<{ text: string }>()('main', nothing),

  /** Takes an import run's stories out again, but for those highlighted or edited since, unless `force`. */
  'import.undo': call<UndoReport>()('writer', v.strictObject({ run: uid, force: v.optional(v.boolean(), false) })),

  /** Jobs that have not ended, interrupted and failed ones among them, oldest first. */
  'jobs.list': call<JobProgress[]>()('writer', nothing),
  'jobs.pause': call<null>()('writer', v.strictObject({ uid })),
  /** Answers at once, also where an interrupted job starts again. */
  'jobs.resume': call<null>()('writer', v.strictObject({ uid })),
  /** What the job did so far is kept. */
  'jobs.cancel': call<null>()('writer', v.strictObject({ uid })),

  /** The formats of `export.save`, for menus. */
  'export.formats': call<ExportFormat[]>()('reader', nothing),
  /** The first file of an export as it would be written; of many stories in one file the first ones, and how many those are. */
  'export.preview': call<{ bytes: Uint8Array; stories: number; total: number }>()(
    'main',
    v.strictObject({ selection, to, division, pages, choice }),
  ),
  /** Called by the main process, which knows the system's locale and paper. */
  'export.render': call<{ bytes: Uint8Array; stories: number; total: number }>()(
    'press',
    v.strictObject({ selection, to, division, options }),
  ),
  /** Asks where to and writes one story there; `path` is empty when cancelled. */
  'export.save': call<{ path: string }>()('main', v.strictObject({ uid, to, pages, choice })),
  /**
   * Asks where to and writes many stories there: into one file, or into files of a new folder, or, in formats that know their files
   * again, into the folder chosen. A job of kind `export`, whole or not at all, but for files renewed where they stand; `path` is empty
   * when no place was chosen.
   */
  'export.save-many': call<ManyWritten>()('main', v.strictObject({ selection, to, division, pages, choice })),
  /** Called by the main process, which asked for the path. */
  'export.write-many': call<ManyWritten>()('press', v.strictObject({ selection, to, division, path: v.string(), options })),
  /** Writes one story as a file, whole or not at all. Called by the main process, which asked for the path. */
  'export.write': call<{ path: string; bytes: number }>()('press', v.strictObject({ uid, to, path: v.string(), options })),
  /** Asks where to and writes a text the window made, such as a report; `path` is empty when cancelled. */
  'export.save-text': call<{ path: string }>()(
    'main',
    v.strictObject({ name: v.string(), kind: v.picklist(['csv', 'markdown']), text: v.string() }),
  ),
  /** Called by the main process, which asked for the path. */
  'export.write-text': call<null>()('press', v.strictObject({ path: v.string(), text: v.string() })),

  /** The citation styles that references can be written in, the person's own first. */
  'references.styles': call<CitationStyle[]>()('press', nothing),
  /** Called by the main process: the folder of the person's own citation styles, made when it is not there. */
  'references.place': call<{ path: string }>()('press', nothing),
  /** Shows that folder in the system's file manager. */
  'references.reveal': call<null>()('main', nothing),
  /** Copies something of stories, with where it comes from in a citation style. */
  'clipping.copy': call<null>()('main', v.strictObject({ what: clipped, form, style: known })),
  /** Called by the main process, which has the clipboard. */
  'clipping.make': call<Clipping>()('press', v.strictObject({ what: clipped, form, options })),

  /** The names of the person's own page designs. */
  'designs.list': call<string[]>()('press', nothing),
  /** A copy of the app's own design to be changed, under a name like the one wanted. */
  'designs.create': call<{ name: string; path: string }>()('press', v.strictObject({ name })),
  /** Called by the main process: where a design stands, or without a name their folder. */
  'designs.place': call<{ path: string }>()('press', v.strictObject({ name: v.string() })),
  /** Shows a design in the system's file manager, or without a name the folder of all. */
  'designs.reveal': call<null>()('main', v.strictObject({ name: v.optional(v.string(), '') })),

  /** The names of the person's own templates for notes in Markdown; how one looks is `export.preview` with it chosen. */
  'templates.list': call<string[]>()('press', nothing),
  /** A copy of the built-in format to be changed, under a name like the one wanted. */
  'templates.create': call<{ name: string; path: string }>()('press', v.strictObject({ name })),
  /** Puts a template into the system's trash. */
  'templates.remove': call<null>()('main', v.strictObject({ name })),
  /** Asks for a file and takes the template in it, once it was understood; the name is empty when none was chosen. */
  'templates.import': call<{ name: string }>()('main', nothing),
  /** Asks where to and writes a template there, to be handed on; `path` is empty when cancelled. */
  'templates.export': call<{ path: string }>()('main', v.strictObject({ name })),
  /** Shows a template in the system's file manager, or without a name the folder of all. */
  'templates.reveal': call<null>()('main', v.strictObject({ name: v.optional(v.string(), '') })),
  /** Called by the main process: where a template stands, or without a name their folder. */
  'templates.place': call<{ path: string }>()('press', v.strictObject({ name: v.string() })),
  /** Called by the main process, which asked for the path. */
  'templates.take': call<{ name: string; path: string }>()('press', v.strictObject({ path: v.string() })),
  /** Called by the main process, which asked for the path. */
  'templates.give': call<null>()('press', v.strictObject({ name, path: v.string() })),

  /** Puts pages through the system's print dialog: one story alone, several as one document. */
  'print.ask': call<{ printed: boolean }>()('main', v.strictObject({ selection, pages, choice })),
  /** Sends pages to a printer without asking, by its name. */
  'print.send': call<{ job: string }>()('main', v.strictObject({ selection, pages, choice, printer: v.string(), copies })),
  /** Called by the main process, which knows the system's paper. */
  'print.spool': call<{ job: string }>()('press', v.strictObject({ selection, options, printer: v.string(), title: v.string(), copies })),
  /** The printers that pages can be sent to without asking. */
  'print.printers': call<Printer[]>()('press', nothing),

  /** Opens another window, on what is shown first. */
  'window.new': call<null>()('main', nothing),
  /** Opens a story in a window of its own. */
  'window.open': call<null>()('main', v.strictObject({ uid })),
  /** Drags stories out as files, while the mouse is down on them: to be called when a drag begins. */
  'stories.drag': call<null>()(
    'main',
    v.strictObject({
      uids: v.pipe(uids, v.maxLength(MOST_DRAGGED)),
      to: v.optional(to, 'markdown'),
      pages: v.optional(pages, FIRST_PAGES),
      choice,
    }),
  ),

  'app.info': call<AppInfo>()('main', nothing),
  /** Shows the archive's file in the system's file manager. */
  'app.show-archive': call<null>()('main', nothing),
  'app.copy': call<null>()('main', v.strictObject({ text: v.string() })),
  /** Opens a web address, or a letter to one, in the person's own program for it; everything else is refused. */
  'app.open-link': call<null>()('main', v.strictObject({ url: v.string() })),
  /** Shows a file in the file manager: only one that the app wrote since it started. */
  'app.reveal': call<null>()('main', v.strictObject({ path: v.string() })),
  /** What a person chose about the app on this computer. */
  'app.preferences': call<AppliedPreferences>()('main', nothing),
  /** Another language reaches every window at once: their pages are loaded anew. */
  'app.configure': call<null>()('main', preferenceChange),
} as const satisfies Record<string, CallDefinition>;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type CallInput<Name extends CallName> = v.InferInput<Contract[Name]['input']>;
/** The input after defaults were filled in. */
export type CheckedInput<Name extends CallName> = v.InferOutput<Contract[Name]['input']>;
export type CallOutput<Name extends CallName> = Contract[Name] extends CallDefinition<v.GenericSchema, infer Output> ? Output : never;
export type CallsIn<Where extends Place> = { [Name in CallName]: Contract[Name]['place'] extends Where ? Name : never }[CallName];

export interface AppInfo {
  version: string;
  electron: string;
  archivePath: string;
  platform: string;
  /** True when the archive was made just now and holds the sample story. */
  firstRun: boolean;
}

/** What the main process tells every window, unasked. */
export interface Events {
  /** Something in the archive changed; lists and counts should be read again. */
  'archive.changed': { articles: boolean; annotations: boolean };
  /** The app backed the archive up by itself, or could not: a sentence says why. */
  'backup.taken': { path: string; failure: string };
  'job.progress': JobProgress;
  /** The person chose a command in the platform's menu. */
  command: { id: CommandId };
  /** A link from outside asks for a story, which may not be in this archive. */
  'story.open': LinkedStory;
  /** What was given to the app from outside cannot be opened: a sentence says why. */
  'open.refused': { message: string };
  /** Files were given to the app from outside the window. */
  'import.offered': { paths: string[] };
}
export type EventName = keyof Events;

/** What the preload puts on `window.broadsheet`. It never grows. */
export interface Bridge {
  call(name: string, input: unknown): Promise<unknown>;
  on(name: string, listener: (payload: unknown) => void): () => void;
  /** The path of a file dropped on the window, or an empty string. */
  pathOf(file: unknown): string;
}
