/**
 * Pages: how long a story of 1,000 words with footnotes takes once the page setter is warm, in several layouts, and how large its PDF is.
 * Beside it stands what the page setter itself takes for the same words and notes without any design. Every round is another story.
 */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { printTable, summary } from '../support.mjs';

const WORDS = 1_000;
const PARAGRAPH = 80;
const NOTES = 8;
const ROUNDS = 25;
/** The first ones look through the fonts. */
const WARMING = 3;
const STORIES = 200;
/** Words that every computer has letters for. */
const LATIN = /^[\w.,;:!?’“”–-]+$/;

const note = (number) => `What the passage says in place ${number} has to be checked against **another** source.`;

/** As many paragraphs, from other words of the archive in every round. */
const paragraphsOf = (words, round) =>
  Array.from({ length: Math.ceil(WORDS / PARAGRAPH) }, (_, at) => {
    const start = (round * WORDS + at * PARAGRAPH) % Math.max(1, words.length - PARAGRAPH);
    return words.slice(start, start + PARAGRAPH).join(' ');
  });

/** A story of these paragraphs, as exporters get it. */
function storyOf({ article, state }, paragraphs, round) {
  const text = paragraphs.join('\n\n');
  const escaped = (part) => part.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const annotations = Array.from({ length: NOTES }, (_, at) => {
    const start = Math.floor((text.length / NOTES) * at) + 10;
    const time = '2024-05-03T10:00:00.000Z';
    const place = { start, end: start + 30 };
    const color = ['yellow', 'green', 'blue'][at % 3];
    return { uid: `note-${at}`, color, note: note(at), tags: ['check'], createdAt: time, updatedAt: time, place, orphaned: false };
  });
  const html = paragraphs.map((part) => `<p>${escaped(part)}</p>`).join('\n');
  const fields = { headline: `The headline of round ${round}`, language: 'en', url: 'https://example.org/story' };
  return { article: { ...article, ...fields, html, text, wordCount: WORDS }, state, annotations };
}

/** The same words and notes by the page setter alone. */
function bare(compiler, paragraphs) {
  const every = Math.ceil(paragraphs.length / NOTES);
  const lines = paragraphs.map((part, at) => {
    const call = at % every === 0 ? `#footnote(${JSON.stringify(note(at))})` : '';
    return `#par[#${JSON.stringify(part)}${call}]`;
  });
  const head = '#set document(title: "Bare")\n#set text(lang: "en", hyphenate: true)\n#set par(justify: true)\n= Bare\n';
  const { result } = compiler.compile({ mainFileContent: head + lines.join('\n') });
  const bytes = compiler.pdf(result, { pdfStandard: 'ua-1' });
  compiler.evictCache(4);
  return bytes;
}

async function timesOf(work) {
  const times = [];
  const processor = [];
  let bytes = new Uint8Array();
  for (let round = 0; round < ROUNDS + WARMING; round += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    bytes = await work(round);
    if (round < WARMING) continue;
    times.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1000);
  }
  return { ...summary(times), processor: summary(processor).median, bytes: bytes.byteLength };
}

export async function measure({ engine, archive }) {
  const { read: store, close } = engine.openReadArchive(archive);
  const uids = await store.articles.uids({ limit: STORIES, offset: 0 });
  const stories = await Promise.all(uids.map((uid) => engine.loadStory(store, uid)));
  const words = stories.flatMap(({ article }) => article.text.split(/\s+/)).filter((word) => LATIN.test(word));
  const pdf = engine.exporterById('pdf');
  const context = { choice: engine.DEFAULT_CHOICE, meanings: {}, version: '', original: async () => null, importerName: async () => '' };
  const set = async (look, round) => {
    const page = { paper: 'a4', locale: 'en-GB', timeZone: 'UTC', look: { ...engine.DEFAULT_LOOK, ...look } };
    return (await pdf.writeStory(storyOf(stories[0], paragraphsOf(words, round), round), { ...context, page })).bytes;
  };
  const compiler = NodeCompiler.create();
  const alone = await timesOf((round) => bare(compiler, paragraphsOf(words, round)));
  const rows = [['layout', 'median ms', 'min', 'max', 'ms of the processor', 'kB', 'times the page setter alone']];
  const row = (name, { median, min, max, processor, bytes }) => [
    name,
    median,
    min,
    max,
    processor,
    bytes / 1000,
    processor / alone.processor,
  ];
  rows.push(row('the page setter alone', alone));
  for (const [name, look] of [
    ['footnotes', {}],
    ['notes in the margin', { notes: 'margin' }],
    ['notes behind the story', { notes: 'endnotes' }],
    ['two columns', { columns: 'two' }],
    ['clean copy', { clean: true }],
  ])
    rows.push(row(name, await timesOf((round) => set(look, round))));
  await close?.();
  printTable(`A story of ${WORDS} words with ${NOTES} notes as a PDF, warm`, rows);
}
