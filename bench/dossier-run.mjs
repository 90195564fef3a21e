/**
 * One document of many stories in a process of its own, so that its memory can be told: `node dossier-run.mjs WAY ARCHIVE STORIES FOLDER`.
 * `ours` is the app's; `bare` the same words with headlines, contents and footers out of the page setter alone. Prints a line of JSON.
 */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [way, archive, stories, folder] = process.argv.slice(2);
const engine = await import('../out/bench/engine.js');
const { read: store, close } = engine.openReadArchive(archive);
const uids = await store.articles.uids({ limit: Number(stories), offset: 0 });
const path = join(folder, `${way}.pdf`);
let words = 0;

const BARE = `#set page(paper: "a4", footer: context [#h(1fr)#counter(page).display("1 of 1", both: true)])
#set document(title: "Stories")
#set par(justify: true)
#outline()
#for story in json("stories.json") { pagebreak(weak: true); heading(story.headline); for part in story.parts { par(part) } }`;

async function bare() {
  const texts = [];
  for (const uid of uids) {
    const { headline, text } = await store.articles.get(uid);
    texts.push({ headline: headline || uid, parts: text.split('\n\n') });
  }
  mkdirSync(folder, { recursive: true });
  const compiler = NodeCompiler.create({ workspace: folder });
  compiler.mapShadow(join(folder, 'stories.json'), Buffer.from(JSON.stringify(texts)));
  compiler.mapShadow(join(folder, 'bare.typ'), Buffer.from(BARE));
  const { result } = compiler.compile({ mainFilePath: join(folder, 'bare.typ') });
  writeFileSync(path, compiler.pdf(result, { pdfStandard: 'ua-1' }));
}

const ours = () =>
  engine.writeMany(
    store,
    { kind: 'uids', uids },
    { to: 'pdf', division: 'together', path },
    { page: { paper: 'a4', locale: 'en-GB', timeZone: 'UTC' }, choice: engine.DEFAULT_CHOICE },
  );

for (const uid of uids) words += (await store.articles.get(uid)).wordCount;
const began = performance.now();
await (way === 'bare' ? bare() : ours());
const seconds = (performance.now() - began) / 1000;
await close?.();
process.stdout.write(
  JSON.stringify({ stories: uids.length, words, seconds, memory: process.resourceUsage().maxRSS / 1000, size: statSync(path).size / 1e6 }),
);
