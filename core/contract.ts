/**
 * The contract between the window and the archive: every call's name, where it runs, the schema of its input and the type
 * of its output, as data. `electron/ipc.ts` validates inputs with it, the archive's dispatch table is checked against it by
 * the compiler, and `renderer/api.ts` types the window's side from it.
 */
import * as v from 'valibot';
import type { PlacedAnnotation } from './annotation';
import type { Article, ArticleSummary } from './article';
import { PAPER_SIZES } from './exporting';
import { HIGHLIGHT_COLOR_IDS } from './highlight-colors';
import type { ImportPreview, ImportReport } from './importing';
import {
  TIMELINE_UNITS,
  type AnnotationHit,
  type ArchiveStats,
  type Facets,
  type LibraryOverview,
  type SearchAnswer,
  type SearchHit,
  type Suggestion,
  type Timeline,
} from './library';

/** Where a call runs: the archive's reading or writing worker, the press (page setting), or the main process itself. */
export type Place = 'reader' | 'writer' | 'press' | 'main';

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

const uid = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'not a ULID'));
const nothing = v.strictObject({});
const color = v.picklist(HIGHLIGHT_COLOR_IDS);
const note = v.pipe(v.string(), v.maxLength(1_000_000));
const tag = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000));
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Narrows a list or a search to a part of the library. */
const scope = v.optional(
  v.variant('kind', [
    v.strictObject({ kind: v.literal('all') }),
    v.strictObject({ kind: v.literal('annotated') }),
    v.strictObject({ kind: v.literal('tag'), name: v.string() }),
    v.strictObject({ kind: v.literal('publication'), name: v.string() }),
  ]),
  { kind: 'all' },
);
export type Scope = v.InferOutput<typeof scope>;

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

export const contract = {
  /** The counts beside the sidebar's entries. */
  'library.overview': call<LibraryOverview>()('reader', nothing),
  'library.stats': call<ArchiveStats>()('reader', nothing),

  /** Newest first by date of publication, stories without a date last. */
  'articles.list': call<{ items: ArticleSummary[]; total: number }>()('reader', v.strictObject({ scope, limit, offset })),
  'articles.get': call<{ article: Article; annotations: PlacedAnnotation[] }>()('reader', v.strictObject({ uid })),

  /** `partial`: the last word is still being typed. */
  'search.run': call<SearchAnswer>()('reader', v.strictObject({ ...question, scope, limit, offset })),
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

  /** `start` and `end` count in the article's `text`. */
  'annotations.create': call<PlacedAnnotation>()(
    'writer',
    v.strictObject({ articleUid: uid, start: offset, end: offset, color, note: v.optional(note, ''), tags: v.optional(v.array(tag), []) }),
  ),
  'annotations.update': call<PlacedAnnotation>()(
    'writer',
    v.strictObject({ uid, color: v.optional(color), note: v.optional(note), tags: v.optional(v.array(tag)) }),
  ),
  /** Reversible by `annotations.restore`. */
  'annotations.remove': call<null>()('writer', v.strictObject({ uid })),
  'annotations.restore': call<PlacedAnnotation>()('writer', v.strictObject({ uid })),

  /** What can be imported, for file filters and help. */
  'import.formats': call<{ id: string; label: string; extensions: string[]; keeps: string }[]>()('reader', nothing),
  /** Reads and recognises, and writes nothing. */
  'import.preview': call<ImportPreview[]>()('reader', v.strictObject({ sources })),
  'import.run': call<ImportReport>()(
    'writer',
    v.strictObject({ sources, addTags: v.optional(v.array(tag), []), dropTags: v.optional(v.array(tag), []) }),
  ),
  /** The system's open dialog; an empty list when cancelled. */
  'import.choose': call<{ paths: string[] }>()('main', v.strictObject({ kind: v.picklist(['files', 'folder']) })),
  /** The clipboard's text as it is now. */
  'import.clipboard': call<{ text: string }>()('main', nothing),

  /** The formats of `export.save`, for menus. */
  'export.formats': call<{ id: string; label: string; extension: string; keeps: string }[]>()('reader', nothing),
  /** Asks where to and writes one story there; `path` is empty when cancelled. */
  'export.save': call<{ path: string }>()('main', v.strictObject({ uid, to: v.string() })),
  /** Writes one story as a file, whole or not at all. Called by the main process, which asked for the path. */
  'export.write': call<{ path: string; bytes: number }>()(
    'press',
    v.strictObject({
      uid,
      to: v.string(),
      path: v.string(),
      locale: v.pipe(v.string(), v.minLength(2)),
      timeZone: v.string(),
      paper: v.picklist(PAPER_SIZES),
    }),
  ),
  /** Puts the story's PDF through the system's print dialog. */
  'print.story': call<{ printed: boolean }>()('main', v.strictObject({ uid })),

  'app.info': call<AppInfo>()('main', nothing),
  'app.copy': call<null>()('main', v.strictObject({ text: v.string() })),
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
  'import.progress': { done: number; total: number; path: string };
  /** The person chose a command in the platform's menu. */
  command: { id: CommandId };
  /** Files were given to the app from outside the window. */
  'import.offered': { paths: string[] };
}
export type EventName = keyof Events;

/** Commands of the menu that the window carries out. */
export const COMMAND_IDS = [
  'import-files',
  'import-folder',
  'import-clipboard',
  'find',
  'save-pdf',
  'save-notes-pdf',
  'save-markdown',
  'print',
  'theme',
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];

/** What the preload puts on `window.broadsheet`. It never grows. */
export interface Bridge {
  call(name: string, input: unknown): Promise<unknown>;
  on(name: string, listener: (payload: unknown) => void): () => void;
  /** The path of a file dropped on the window, or an empty string. */
  pathOf(file: unknown): string;
}
