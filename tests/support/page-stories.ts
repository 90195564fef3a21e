import type { Annotation } from '../../core/annotation';
import type { ExportStory } from '../../core/exporting';
import { DEFAULT_LOOK, type PageLook, type PaperSize } from '../../core/pages';
import type { ExportContext, Exporter } from '../../electron/exporters/exporter';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { anAnnotation } from './articles';
import { anExportStory, CONTEXT, writtenBy } from './export-story';
import { toPng } from './page-picture';

/** Stories for pages, the same in every run: their uids are printed. */
export const FERRY_PARAGRAPHS = [
  'The last ferry across the Varden strait will keep its place in the timetable, the harbour council decided on Tuesday night, after a debate that ran past midnight and a vote that nobody had predicted.',
  'Eleven of the nineteen councillors voted for the boat, which carries nurses, bakers and the crews of two fishing companies home between one and four in the morning. “A town that sleeps on an island has to be able to wake up on the mainland,” said Ingrid Solbakken, who chairs the transport committee.',
  'The council’s own accountants had put the cost at 2.4 million kroner a year, more than the museum and the swimming pool together. Opponents called it a taxi for the few; supporters pointed to a survey in which 61 per cent of residents said they had used the crossing at least once last winter.',
  'What changed the vote, several members said afterwards, was a letter from the hospital. Its night shift would need eleven more beds for staff, or a helicopter, if the boat stopped running.',
  'The ferry itself, built in 1987, is due for a new engine in the spring. The yard at Skarnes has offered to do the work in nine days, during which a bus would drive around the fjord.',
];

export const FERRY_FIELDS = {
  uid: '01HV0000000000000000000001',
  headline: 'Harbour town keeps its night ferry after a vote nobody had predicted',
  deck: 'Eleven of nineteen councillors back the boat that carries nurses, bakers and fishermen home',
  kicker: 'Northern counties',
  byline: 'Ingrid Solbakken, Per Lund and Aino Virtanen',
  dateline: 'VARDEN',
  publication: 'The Northern Mail',
  published: '2021-03-14',
  updated: '2021-03-15T08:30:00Z',
  url: 'https://www.example.org/news/northern-counties/2021/03/14/harbour-town-keeps-its-night-ferry',
  language: 'en-GB',
  tags: ['Ferries', 'Local politics'],
  creditLine: 'Northern Press Agency',
  rights: '© 2021 The Northern Mail.',
};

type Annotate = NonNullable<Parameters<typeof anExportStory>[1]>;

/** Highlights of every colour, with notes of several kinds. */
export const ferryNotes: Annotate = (article) =>
  (
    [
      ['decided on Tuesday night', { note: 'Check the minutes: the **session** began on Monday.', tags: ['check'] }],
      ['Eleven of the nineteen councillors', { note: 'Two were absent. See [the rules](https://example.org/rules).', color: 'green' }],
      ['bakers and the crews', { color: 'pink' }],
      ['2.4 million kroner a year', { note: 'The budget of 2020 says 2.1.\n\nWho is right?', tags: ['claim', 'money'], color: 'blue' }],
      ['61 per cent of residents', { note: 'A survey by whom?', color: 'orange' }],
      ['a letter from the hospital', { note: 'Ask for a copy.', color: 'purple' }],
      ['a new engine in the spring', { note: 'Which yard?', color: 'underline' }],
    ] satisfies [string, Partial<Annotation>][]
  ).map(([quote, change]) => anAnnotation(article, quote, change));

/** The story, `times` as long. */
export const theFerry = (times = 1, change: Partial<typeof FERRY_FIELDS> = {}, annotate: Annotate = ferryNotes): ExportStory =>
  anExportStory({ ...FERRY_FIELDS, ...change, paragraphs: Array.from({ length: times }, () => FERRY_PARAGRAPHS).flat() }, annotate);

/** A story of HTML as importers leave it. */
export function aStoryOf(source: string, change: Partial<typeof FERRY_FIELDS> = {}, annotate: Annotate = () => []): ExportStory {
  const { html, text } = canonicalStory(source);
  return anExportStory({ ...FERRY_FIELDS, ...change, html, text, paragraphs: text.split('\n\n') }, annotate);
}

/** A story as a PDF, in a look. */
export function setPages(
  exporter: Exporter,
  story: ExportStory,
  look: Partial<PageLook> = {},
  paper: PaperSize = 'a4',
  context: Partial<ExportContext> = {},
): Promise<Uint8Array> {
  return writtenBy(exporter, story, { ...CONTEXT, ...context, page: { ...CONTEXT.page, paper, look: { ...DEFAULT_LOOK, ...look } } });
}

/** A picture as a story holds it: a gradient, so that it is seen whether it is whole. */
export function aPicture(width: number, height: number): string {
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => Math.round((255 * (at % width)) / width));
  return `data:image/png;base64,${toPng({ width, height, pixels }).toString('base64')}`;
}
