import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { TIMELINE_UNITS, type Facets, type SearchAnswer, type SearchHit, type SnippetPart, type TimelineUnit } from '../../../core/library';
import { FORMS, OPERATORS, rankingHelp } from '../../../core/query-language';
import { BroadsheetError } from '../../../core/reply';
import type { ReadStore } from '../../../db/store';
import { countFound, facets, related, search, searchAnnotations, suggest, timeline } from '../../services/search';
import { answerBatch, DEFAULT_LIMIT } from '../../services/search-batch';
import { textOption, UsageError, wholeNumber, type Command, type CommandContext, type Given } from '../command';
import { columns } from '../output';

const plain = (parts: readonly SnippetPart[]) => parts.map(({ text }) => text).join('');
/** Hits between double asterisks, as Markdown marks what is strong. */
const marked = (parts: readonly SnippetPart[]) => parts.map(({ text, hit }) => (hit ? `**${text}**` : text)).join('');

function toLine({ uid, sourceId, headline, published, publication, score, snippet }: SearchHit) {
  return { uid, sourceId, headline: plain(headline), published, publication, score, snippet: marked(snippet) };
}

const inOneLine = (values: readonly { name: string; count: number }[]) => values.map(({ name, count }) => `${name} ${count}`).join(', ');
const facetLines = (found: Facets) => Object.entries(found).map(([name, values]) => `${name}: ${inOneLine(values as Facets['tags'])}`);

const SCOPE = { kind: 'all' } as const;

const rounded = (milliseconds: number) => Math.round(milliseconds * 1000) / 1000;

/** Answers a line of questions each with a line, in one process. */
async function runBatch({ output, stdin }: CommandContext, store: ReadStore, file: string): Promise<void> {
  const input: NodeJS.ReadableStream = file === '-' ? stdin : createReadStream(resolve(file));
  try {
    for await (const { milliseconds, ...rest } of answerBatch(store, input as AsyncIterable<Uint8Array>)) {
      const { id, total, hits, error } = rest;
      const answer = { id, total, milliseconds: rounded(milliseconds), hits, ...(error !== undefined && { error }) };
      await output.result(answer, JSON.stringify(answer));
    }
  } catch (error) {
    const isFile = error instanceof Error && 'code' in error && 'syscall' in error;
    throw isFile ? new BroadsheetError('unreadable', `${file} cannot be read.`, String(error)) : error;
  }
}

function timelineUnit(given: Given): TimelineUnit | null {
  const text = textOption(given, 'timeline');
  const unit = TIMELINE_UNITS.find((name) => name === text);
  if (text !== undefined && !unit) throw new UsageError(`--timeline takes ${TIMELINE_UNITS.join(', ')}, not “${text}”.`);
  return unit ?? null;
}

const pageOf = (given: Given) => ({ limit: wholeNumber(given, 'limit', DEFAULT_LIMIT, 1), offset: wholeNumber(given, 'offset', 0, 0) });

async function printHit(output: CommandContext['output'], hit: SearchHit): Promise<void> {
  const line = toLine(hit);
  const heading = columns(line.uid, line.published.slice(0, 10), line.headline, line.publication);
  await output.result(line, `${heading}\n    ${line.snippet.replace(/\s+/gu, ' ')}`);
}

async function findRelated({ archive, output }: CommandContext, given: Given, uid: string): Promise<number> {
  if (given.positionals.length > 0) throw new UsageError('--related takes a story, not a query.');
  const store = archive.forReading();
  if (!(await store.articles.get(uid))) throw new BroadsheetError('not-found', `There is no story ${uid} in this archive.`);
  for (const hit of await related(store, uid, wholeNumber(given, 'limit', DEFAULT_LIMIT, 1))) await printHit(output, hit);
  return 0;
}

async function printSuggestions({ archive, output }: CommandContext, typed: string): Promise<number> {
  for (const suggestion of await suggest(archive.forReading(), typed)) {
    const { kind, text, count, help } = suggestion;
    await output.result(suggestion, columns(kind.padEnd(11), text, count > 0 ? String(count) : '', help));
  }
  return 0;
}

/** Searches highlights and notes. */
async function findNotes({ archive, output }: CommandContext, given: Given, query: string): Promise<number> {
  if (given.values['facets'] === true || given.values['timeline'] !== undefined) {
    throw new UsageError('--facets and --timeline count stories; leave --notes out.');
  }
  const request = { query, any: given.values['any'] === true, partial: false, ...pageOf(given) };
  const { hits, total, ignored } = await searchAnnotations(archive.forReading(), request);
  for (const { passage, note, ...hit } of hits) {
    const line = { ...hit, passage: marked(passage), note: marked(note) };
    await output.result(line, `${columns(line.uid, line.headline)}\n    “${line.passage}”${line.note === '' ? '' : `\n    ${line.note}`}`);
  }
  await output.result({ total, ...(ignored.length > 0 && { ignored }) }, `${total} ${total === 1 ? 'highlight' : 'highlights'}`);
  return 0;
}

function totalLine({ total, milliseconds }: Pick<SearchAnswer, 'total' | 'milliseconds'>): string {
  return `${total} ${total === 1 ? 'story' : 'stories'} in ${milliseconds.toFixed(1)} ms`;
}

const table = (rows: readonly { example: string; help: () => string }[]) =>
  rows.map(({ example, help }) => `  ${example.padEnd(28)}  ${help()}`).join('\n');

export const searchCommand: Command = {
  name: 'search',
  usage: 'QUERY [--any] [--limit N] [--offset N] [--facets] [--timeline UNIT] [--notes|--suggest] | --related UID | --batch FILE|-',
  summary: 'Search stories, the best match first.',
  details: `Put the query in single quotes for the shell; behind “--”, one may begin with a minus.

${table(FORMS)}

${table(OPERATORS)}

${rankingHelp()}

With --json a line for every hit, {"uid","sourceId","headline","published","publication","score","snippet"}, where the snippet's
hits stand between **, then {"total","milliseconds"}, with "facets" and "timeline" when asked for, "ignored" when parts of the
query were, and "didYouMean" when nothing was found but something similar would be.

With --notes a line for every highlight, {"uid","articleUid","headline","color","passage","note","tags","updatedAt","score"}, then
{"total"}.

With --suggest a line for every suggestion, {"kind","text","count","help"}: what takes the place of the last word.

With --batch a line {"id","query","any","limit"} for every question, from a file or from standard input, and a line
{"id","total","milliseconds","hits":[{"uid","sourceId","score"}]} for every answer.`,
  options: {
    any: { type: 'boolean', help: 'Any of the words is enough: for questions in plain language.' },
    limit: { type: 'string', value: 'N', help: `At most so many hits (default: ${DEFAULT_LIMIT}).` },
    offset: { type: 'string', value: 'N', help: 'Leave out the first N (default: 0).' },
    facets: { type: 'boolean', help: 'Count the hits by publication, tag, year and language.' },
    timeline: { type: 'string', value: 'UNIT', help: 'Count the hits by year, month or day.' },
    notes: { type: 'boolean', help: 'Search highlights and notes instead of stories, with the same language.' },
    suggest: { type: 'boolean', help: 'Say what could be typed next, instead of searching.' },
    related: { type: 'string', value: 'UID', help: 'Find stories that share the words which mark this one.' },
    batch: { type: 'string', value: 'FILE', help: 'Answer the questions of a file, or of standard input (-).' },
  },
  async run(context, given) {
    const { archive, output } = context;
    const batch = textOption(given, 'batch');
    if (batch !== undefined) {
      if (given.positionals.length > 0) throw new UsageError('With --batch the questions are in the file; leave the query out.');
      await runBatch(context, archive.forReading(), batch);
      return 0;
    }
    const uid = textOption(given, 'related');
    if (uid !== undefined) return findRelated(context, given, uid);
    if (given.positionals.length === 0) throw new UsageError('Say what to search for.');
    const query = given.positionals.join(' ');
    if (given.values['notes'] === true) return findNotes(context, given, query);
    if (given.values['suggest'] === true) return printSuggestions(context, query);
    const unit = timelineUnit(given);
    const page = pageOf(given);
    const store = archive.forReading();
    const request = { query, any: given.values['any'] === true, partial: false, scope: SCOPE, ...page };
    const answer = await search(store, request);
    for (const hit of answer.hits) await printHit(output, hit);
    const counted = given.values['facets'] === true ? await facets(store, request) : null;
    const bars = unit === null ? null : await timeline(store, unit, request);
    // Whoever asks on the command line has the time for an exact number.
    const total = answer.atLeast ? await countFound(store, request) : answer.total;
    const last = {
      total,
      milliseconds: rounded(answer.milliseconds),
      ...(counted && { facets: counted }),
      ...(bars && { timeline: bars }),
      ...(answer.ignored.length > 0 && { ignored: answer.ignored }),
      ...(answer.didYouMean !== '' && { didYouMean: answer.didYouMean }),
    };
    const lines = [
      totalLine({ ...answer, total }),
      ...(answer.didYouMean === '' ? [] : [`Did you mean: ${answer.didYouMean}`]),
      ...(counted ? facetLines(counted) : []),
      ...(bars ? [`${bars.unit}s: ${inOneLine(bars.bars)}`] : []),
    ];
    await output.result(last, lines.join('\n'));
    if (answer.ignored.length > 0) output.message(`Left out of the search: ${answer.ignored.join(', ')}`);
    return 0;
  },
};
