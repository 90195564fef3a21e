import type { CallOutput, CallsIn, CheckedInput, Events, Place } from '../../core/contract';
import { MAX_PREVIEWS, type ImportPreview } from '../../core/importing';
import type { Archive } from '../../db/store';
import { loadHead, loadStory } from '../services/articles';
import { exportFormats } from '../services/exports/formats';
import { writeMany } from '../services/exports/many';
import { writeStory, writeText } from '../services/exports/one';
import { renderFirst } from '../services/exports/preview';
import { printerNamed, printers, printStories } from '../services/printing';
import { showOriginal } from '../services/originals';
import type { JobRunner } from '../services/jobs';
import { countFound, facets, listUids, related, search, searchAnnotations, suggest, timeline } from '../services/search';
import { annotationCalls, annotationChanges } from './annotation-calls';
import { modelCalls, modelChanges } from './model-calls';
import { safetyCalls } from './safety-calls';

/** What a call may use besides its input. */
export interface CallContext {
  archive: Archive;
  jobs: JobRunner;
  /** Tells every window. */
  emit: <Name extends keyof Events>(name: Name, payload: Events[Name]) => void;
}

export type Handler<Name extends ArchiveCall> = (context: CallContext, input: CheckedInput<Name>) => Promise<CallOutput<Name>>;

/** Calls that run in the archive's workers. */
export type ArchiveCall = CallsIn<Exclude<Place, 'main'>>;

/** Importing brings parsers along, which starting the app must not wait for. */
const imports = () => import('../services/imports');

const designs = () => import('../services/designs');

const templates = () => import('../services/note-templates');

/** References are written by the page setter. */
const references = () => import('../services/clippings');

/** Every call's handler. A missing or misspelt one does not compile. */
export const dispatch: { [Name in ArchiveCall]: Handler<Name> } = {
  'library.overview': ({ archive }) => archive.read.maintenance.overview(),
  'library.stats': ({ archive }) => archive.read.maintenance.stats(),

  'articles.list': ({ archive }, { scope, sort, ...page }) => archive.read.articles.list(scope, page, sort),
  'articles.uids': ({ archive }, request) => listUids(archive.read, request),
  'articles.get': ({ archive }, { uid }) => loadStory(archive.read, uid),
  'articles.head': ({ archive }, { uid }) => loadHead(archive.read, uid),

  'originals.show': ({ archive }, { uid }) => showOriginal(archive.read, uid),

  ...modelCalls,

  'search.run': ({ archive }, request) => search(archive.read, request),
  'search.count': ({ archive }, question) => countFound(archive.read, question),
  'search.facets': ({ archive }, question) => facets(archive.read, question),
  'search.timeline': ({ archive }, { unit, ...question }) => timeline(archive.read, unit, question),
  'search.suggest': ({ archive }, { query }) => suggest(archive.read, query),
  'search.annotations': ({ archive }, request) => searchAnnotations(archive.read, request),
  'search.related': ({ archive }, { uid, limit }) => related(archive.read, uid, limit),

  ...annotationCalls,

  'import.formats': async () => (await imports()).importFormats(),
  'import.preview': async ({ archive, jobs }, { sources }) => {
    const { previewImport } = await imports();
    return jobs.passing('preview', async (context) => {
      const previews: ImportPreview[] = [];
      for await (const preview of previewImport(archive.read, sources, undefined, context)) {
        previews.push(preview);
        if (previews.length === MAX_PREVIEWS) break;
      }
      return previews;
    });
  },
  'import.run': async ({ jobs }, { sources, ...options }) => (await imports()).runImport(jobs, sources, options),
  'import.undo': async ({ archive, jobs }, { run, force }) => {
    const { undoImport } = await import('../services/imports/undo');
    return undoImport(jobs, archive, run, { force });
  },

  'jobs.list': ({ jobs }) => jobs.list(),
  'jobs.pause': ({ jobs }, { uid }) => answered(jobs.pause(uid)),
  'jobs.resume': ({ jobs }, { uid }) => answered(jobs.resume(uid)),
  'jobs.cancel': ({ jobs }, { uid }) => answered(jobs.cancel(uid)),

  ...safetyCalls,

  'designs.list': async () => (await designs()).listDesigns(),
  'designs.create': async (_context, { name }) => (await designs()).createDesign(name),
  'designs.place': async (_context, { name }) => (await designs()).placeOfDesign(name),

  'templates.list': async () => (await templates()).listTemplates(),
  'templates.create': async (_context, { name }) => (await templates()).createTemplate(name),
  'templates.place': async (_context, { name }) => (await templates()).placeOfTemplate(name),
  'templates.take': async (_context, { path }) => (await templates()).importTemplate(path),
  'templates.give': async (_context, { name, path }) => answered((await templates()).exportTemplate(name, path)),

  'references.styles': async () => (await references()).citationStyles(),
  'references.place': async () => (await references()).placeOfStyles(),
  'clipping.make': async ({ archive }, { what, form, options }) => (await references()).clipping(archive.read, what, form, options),

  'export.formats': async () => exportFormats(),
  'export.write': ({ archive }, { uid, to, path, options }) => writeStory(archive.read, uid, to, path, options),
  'export.write-text': ({ archive }, { path, text }) => answered(writeText(archive.read, path, text)),
  'print.printers': () => printers(),
  'print.spool': async ({ archive }, { selection, options, printer, ...job }) => ({
    job: await printStories(archive.read, selection, options, { printer: await printerNamed(printer), ...job }),
  }),
  'export.render': ({ archive }, { selection, options, ...what }) => renderFirst(archive.read, selection, what, options),
  'export.write-many': ({ archive, jobs }, { selection, options, ...what }) =>
    jobs.passing('export', (job) => writeMany(archive.read, selection, what, options, job)),
};

/** What a successful call changed, for `archive.changed`. Calls that only read are not in it. */
export const changes: Partial<Record<ArchiveCall, Events['archive.changed']>> = {
  'import.run': { articles: true, annotations: false },
  'import.undo': { articles: true, annotations: true },
  ...annotationChanges,
  ...modelChanges,
};

/** Calls without an answer of their own. */
async function answered(work: Promise<void>): Promise<null> {
  await work;
  return null;
}

/** Runs a call whose input was validated. */
export function run<Name extends ArchiveCall>(context: CallContext, name: Name, input: CheckedInput<Name>): Promise<CallOutput<Name>> {
  return dispatch[name](context, input);
}
