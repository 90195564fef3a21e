/**
 * One document of many stories in a process of its own, so that its memory can be told: `node dossier-run.mjs WAY ARCHIVE STORIES FOLDER`.
 * Stories of 1,000 words with three notes each are made of the archive's words. `ours` is the app's document; `bare` the same words with
 * headlines, contents and page numbers by the page setter alone. Prints a line of JSON.
 */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { join } from 'node:path';

const WORDS = 1_000;
const PARAGRAPH = 80;
const SAMPLE = 300;
/** Words that every computer has letters for. */
const LATIN = /^[\w.,;:!?’“”–-]+$/;
const TIME = '2024-05-03T10:00:00.000Z';

const [way, archive, count, folder] = process.argv.slice(2);
const engine = await import('../out/bench/engine.js');
const { read: store, close } = engine.openReadArchive(archive);
const uids = await store.articles.uids({ limit: SAMPLE, offset: 0 });
const sample = await Promise.all(uids.map((uid) => engine.loadStory(store, uid)));
await close?.();
const words = sample.flatMap(({ article }) => article.text.split(/\s+/)).filter((word) => LATIN.test(word));

const paragraphsOf = (story) =>
  Array.from({ length: Math.ceil(WORDS / PARAGRAPH) }, (_, at) => {
    const start = (story * 389 + at * PARAGRAPH) % Math.max(1, words.length - PARAGRAPH);
    return words.slice(start, start + PARAGRAPH).join(' ');
  });
const headlineOf = (story) => `Story number ${story} of the document`;

function storyOf(number) {
  const { article, state } = sample[0];
  const paragraphs = paragraphsOf(number);
  const text = paragraphs.join('\n\n');
  const escaped = (part) => part.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const annotations = [0, 1, 2].map((at) => ({
    uid: `note-${number}-${at}`,
    color: ['yellow', 'green', 'blue'][at],
    note: 'What this says has to be checked against **another** source.',
    tags: [`tag ${number % 9}`],
    createdAt: TIME,
    updatedAt: TIME,
    place: { start: at * 1_500 + 10, end: at * 1_500 + 40 },
    orphaned: false,
  }));
  const fields = {
    headline: headlineOf(number),
    byline: `Ann Lee${'abcdefgh'[number % 8]}`,
    language: 'en',
    url: `https://example.org/${number}`,
  };
  const html = paragraphs.map((part) => `<p>${escaped(part)}</p>`).join('\n');
  return {
    article: { ...article, ...fields, uid: `story-${number}`, html, text, textHash: `${number}`, wordCount: WORDS },
    state,
    annotations,
  };
}

const BARE = `#set page(paper: "a4", footer: context [#h(1fr)#counter(page).display("1 of 1", both: true)])
#set document(title: "Stories")
#set text(lang: "en", hyphenate: true)
#set par(justify: true)
#outline()
#for story in json("stories.json") { pagebreak(weak: true); heading(story.headline); for part in story.parts { par(part) } }`;

function bare() {
  const stories = Array.from({ length: Number(count) }, (_, story) => ({ headline: headlineOf(story), parts: paragraphsOf(story) }));
  const compiler = NodeCompiler.create({ workspace: folder });
  compiler.mapShadow(join(folder, 'stories.json'), Buffer.from(JSON.stringify(stories)));
  compiler.mapShadow(join(folder, 'bare.typ'), Buffer.from(BARE));
  const { result } = compiler.compile({ mainFilePath: join(folder, 'bare.typ') });
  return compiler.pdf(result, { pdfStandard: 'ua-1' }).byteLength;
}

async function ours() {
  const page = { paper: 'a4', locale: 'en-GB', timeZone: 'UTC', look: engine.DEFAULT_LOOK };
  const stories = {
    total: Number(count),
    isWhole: false,
    async *[Symbol.asyncIterator]() {
      for (let number = 0; number < Number(count); number += 1) yield storyOf(number);
    },
  };
  const context = { page, choice: engine.DEFAULT_CHOICE, meanings: {}, version: '', archive: 'bench', importerName: async () => '' };
  let bytes = 0;
  for await (const piece of engine.exporterById('pdf').writeTogether(stories, context)) bytes += piece.byteLength;
  return bytes;
}

const before = process.cpuUsage();
const began = performance.now();
const bytes = await (way === 'bare' ? bare() : ours());
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(before);
const figures = { seconds, processor: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1000, size: bytes / 1e6 };
process.stdout.write(JSON.stringify(figures));
