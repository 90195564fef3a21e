import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DEFAULT_CHOICE, NOTE_ORDERS, type ExportChoice, type ExportOptions } from '../../../core/exporting';
import { HIGHLIGHT_COLOR_IDS, type HighlightColorId } from '../../../core/highlight-colors';
import type { ReadStore } from '../../../db/store';
import { writeApart } from '../../services/exports/apart';
import { checkChoice } from '../../services/exports/choice';
import { exportFormats } from '../../services/exports/formats';
import { renderStory, writeStory } from '../../services/exports/one';
import type { ExportSelection } from '../../services/exports/selection';
import { makeFolder } from '../../services/exports/target';
import { renderTogether, writeTogether } from '../../services/exports/together';
import { textOption, UsageError, type Command, type CommandContext, type Given } from '../command';
import { columns } from '../output';
import { oneOf, PAGE_OPTIONS, pageOptions } from '../pages';
import { reading } from '../work';

/** The stories meant: named, found by a query, or all of them. */
function selectionOf(given: Given): ExportSelection {
  const query = textOption(given, 'query');
  if (given.values['all'] === true) return { kind: 'all' };
  return query === undefined ? { kind: 'uids', uids: given.positionals } : { kind: 'query', query };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The words of an option that may be given several times, or once with commas between. */
function words(given: Given, name: string): string[] {
  const value = given.values[name];
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all
    .flatMap((one) => String(one).split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function day(given: Given, name: string): string {
  const value = textOption(given, name) ?? '';
  if (value !== '' && !(/^\d{4}-\d{2}-\d{2}$/.test(value) && Number.isFinite(Date.parse(value)))) {
    throw new UsageError(`--${name} takes a day such as 2026-11-25, not “${value}”.`);
  }
  return value;
}

function exportChoice(given: Given): ExportChoice {
  return {
    notes: {
      order: oneOf(NOTE_ORDERS, textOption(given, 'order') ?? DEFAULT_CHOICE.notes.order, 'order'),
      colors: words(given, 'color').map((one): HighlightColorId => oneOf(HIGHLIGHT_COLOR_IDS, one, 'colour')),
      tags: words(given, 'note-tag'),
      since: day(given, 'since'),
      until: day(given, 'until'),
    },
    annotatedOnly: given.values['annotated'] === true,
    text: given.values['notes-only'] !== true,
    style: textOption(given, 'style') ?? DEFAULT_CHOICE.style,
    template: textOption(given, 'template') ?? DEFAULT_CHOICE.template,
    sidecar: given.values['sidecar'] === true,
  };
}

interface Target {
  to: string;
  out: string;
  options: ExportOptions;
}

/** One file: the path is the file's own. */
async function exportOne({ output }: CommandContext, store: ReadStore, uid: string, { to, out, options }: Target): Promise<number> {
  if (out === '-') {
    await output.bytes((await renderStory(store, uid, to, options)).bytes);
    return 0;
  }
  const written = await writeStory(store, uid, to, resolve(out), options);
  await output.result({ uid, ...written }, columns('exported', written.path));
  return 0;
}

/** Many stories in one file. One that cannot be exported fails the whole, so that no file passes for more than it is. */
async function exportTogether(context: CommandContext, store: ReadStore, selection: ExportSelection, target: Target): Promise<number> {
  const { output } = context;
  const { to, out, options } = target;
  if (out === '-') {
    await reading(context, 'export', async (job) => {
      // What belongs beside a file has no place on a stream.
      for await (const piece of renderTogether(store, selection, to, options, job))
        if (piece instanceof Uint8Array) await output.bytes(piece);
    });
    return 0;
  }
  const started = performance.now();
  await makeFolder(dirname(resolve(out)));
  const { path, bytes, stories } = await reading(context, 'export', (job) =>
    writeTogether(store, selection, to, resolve(out), options, job),
  );
  const seconds = Math.round(performance.now() - started) / 1000;
  await output.result({ path, bytes }, columns('exported', path));
  await output.result({ summary: { exported: stories, failed: 0, seconds } }, `${stories} exported, 0 failed in ${seconds} s`);
  return stories === 0 ? 1 : 0;
}

/** Many files: the path is a folder. */
async function exportApart(
  context: CommandContext,
  store: ReadStore,
  selection: ExportSelection,
  { to, out, options, division }: Target & { division: 'stories' | 'notes' },
): Promise<number> {
  const { output } = context;
  const folder = resolve(out);
  const started = performance.now();
  const counts = { written: 0, renewed: 0, unchanged: 0, left: 0, failed: 0 };
  let unwrittenStories = 0;
  const renews = exportFormats().some(({ id, renews }) => id === to && renews);
  await reading(context, 'export', async (job) => {
    for await (const { uid, path, bytes, outcome, reason, unwritten = 0 } of writeApart(
      store,
      selection,
      { to, division, folder },
      options,
      job,
    )) {
      counts[outcome] += 1;
      unwrittenStories += unwritten;
      if (outcome === 'failed') await output.result({ uid, path, bytes, reason }, columns('failed', uid, reason));
      else if (renews) await output.result({ uid, path, bytes, outcome }, columns(outcome, path));
      else await output.result({ uid, path, bytes }, columns('exported', path));
    }
  });
  const seconds = Math.round(performance.now() - started) / 1000;
  const { failed, left, ...files } = counts;
  const exported = files.written + files.renewed + files.unchanged;
  const told = renews
    ? `${files.written} written, ${files.renewed} renewed, ${files.unchanged} unchanged, ${left} left alone, ${failed} failed in ${seconds} s`
    : `${exported} exported, ${failed} failed in ${seconds} s`;
  await output.result({ summary: { exported, failed, ...(renews && { ...files, left }), seconds } }, told);
  if (unwrittenStories > 0) output.message(`No more can be written there: ${unwrittenStories} stories after the last one were not tried.`);
  if (failed === 0 && exported === 0) output.message('No story was found that has what is to be exported.');
  return failed > 0 || exported === 0 ? 1 : 0;
}

export const exportCommand: Command = {
  name: 'export',
  usage: 'UID…|--query Q|--all --to ID --out PATH',
  summary: 'Export stories and notes to files.',
  details: `Formats:\n${exportFormats()
    .map(({ id, label, keeps }) => `  ${id.padEnd(15)}  ${label}. ${keeps}`)
    .join('\n')}

One story named by its uid goes into the file PATH, or to standard output for “-”; several go into the folder PATH, which is made
when it is not there. A format that holds many stories puts them all into the file PATH, or on standard output for “-”, unless
PATH is a folder or ends with a slash. Notes in Markdown are renewed where they stand in the folder: the file of a story is known by
its broadsheet-id, whatever it is called, your words between “begin notes” and “end notes” stay, and files of other stories are left
alone. With --json a line for every file, {"uid","path","bytes"}, and for several {"summary":{"exported","failed","seconds"}}.`,
  options: {
    query: { type: 'string', value: 'Q', help: 'Export every story the search finds.' },
    all: { type: 'boolean', help: 'Export the whole archive.' },
    to: { type: 'string', value: 'ID', help: 'The format.' },
    out: { type: 'string', value: 'PATH', help: 'The file or folder to write.' },
    'per-note': { type: 'boolean', help: 'Write a file for every highlight and note instead of for every story.' },
    'notes-only': { type: 'boolean', help: 'Leave the text of the story out of Markdown.' },
    annotated: { type: 'boolean', help: 'Leave out stories without a highlight or note that goes along.' },
    color: { type: 'string', value: 'NAMES', help: `Only highlights of these colours: ${HIGHLIGHT_COLOR_IDS.join(', ')}.` },
    'note-tag': { type: 'string', value: 'TAGS', help: 'Only highlights and notes with one of these tags.' },
    since: { type: 'string', value: 'DAY', help: 'Only highlights and notes made on this day or later.' },
    until: { type: 'string', value: 'DAY', help: 'Only highlights and notes made on this day or earlier.' },
    order: { type: 'string', value: 'ORDER', help: `Of highlights and notes: ${NOTE_ORDERS.join(', ')} (default: place).` },
    style: {
      type: 'string',
      value: 'STYLE',
      help: 'The citation style of references (default: apa); formats without references pass it over.',
    },
    template: { type: 'string', value: 'NAME', help: 'Your own template for notes in Markdown; other formats pass it over.' },
    sidecar: { type: 'boolean', help: 'Write highlights and notes as Web Annotations too, in a file beside each story’s.' },
    ...PAGE_OPTIONS,
  },
  async run(context, given) {
    const to = textOption(given, 'to');
    const out = textOption(given, 'out');
    const format = exportFormats().find(({ id }) => id === to);
    if (to === undefined || !format) {
      const known = exportFormats()
        .map(({ id }) => id)
        .join(', ');
      throw new UsageError(
        to === undefined ? `Name the format with --to ID: ${known}.` : `There is no export format “${to}”. Known formats: ${known}.`,
      );
    }
    if (out === undefined || out === '') throw new UsageError('Name the file or folder to write with --out PATH.');
    const ways = [given.positionals.length > 0, textOption(given, 'query') !== undefined, given.values['all'] === true];
    if (ways.filter(Boolean).length !== 1) throw new UsageError('Say which stories to export: their uids, --query Q, or --all.');
    const target: Target = { to, out, options: { page: pageOptions(given), choice: exportChoice(given) } };
    await checkChoice(target.options.choice);
    const store = context.archive.forReading();
    const selection = selectionOf(given);
    const [only, ...others] = given.positionals;
    const toFile = !isFolder(out) && !/[/\\]$/.test(out);
    if (toFile && only !== undefined && others.length === 0 && given.values['per-note'] !== true)
      return exportOne(context, store, only, target);
    const { divisions } = format;
    if (given.values['per-note'] === true) return exportApart(context, store, selection, { ...target, division: 'notes' });
    // All in one file and yet a folder: the file goes into it.
    const into = toFile ? out : join(out, `Broadsheet.${format.extension}`);
    if (divisions.includes('together') && (toFile || !divisions.includes('stories')))
      return exportTogether(context, store, selection, { ...target, out: into });
    return exportApart(context, store, selection, { ...target, division: 'stories' });
  },
};
