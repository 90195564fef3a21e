/**
 * The window with a large archive, driven as a person would: start, typing, scrolling, opening, highlighting, and what an hour
 * of it does to the renderer's memory. Every figure is of the real app; frames are those of the display at hand.
 */
import { constants, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { archiveOf, addStory } from './archives.mjs';
import { CORPUS_OPTIONS, corpusOf, described } from './corpora.mjs';
import { count, machine, optionsOf, percentile, printTable, remark, summary, temporaryHome } from './support.mjs';
import { startApp, startEmpty, untilMark } from './window.mjs';
import { Driver } from './driver.mjs';

const options = optionsOf('the window with a large archive: start, keystrokes, scrolling, opening, highlighting, memory.', {
  ...CORPUS_OPTIONS,
  stories: { ...CORPUS_OPTIONS.stories, default: '100000' },
  corpus: { ...CORPUS_OPTIONS.corpus, default: 'synthetic' },
  starts: { type: 'string', value: 'N', help: 'How many warm starts.', default: '5' },
  minutes: { type: 'string', value: 'N', help: 'How long the window is used for the figure of its memory.', default: '3' },
});

const corpus = await corpusOf(options);
const { home, dispose } = temporaryHome();
process.once('exit', dispose);

const archive = join(home, 'data', 'broadsheet', 'archive.broadsheet');
mkdirSync(dirname(archive), { recursive: true });
copyFileSync(await archiveOf(corpus), archive, constants.COPYFILE_FICLONE);
const long = await addStory(archive, { words: 200_000 });

/** Milliseconds from the start of the process to the first story, or to an empty window's first word. */
async function timeStart(start, mark) {
  const { app, page } = await start(home);
  const time = await untilMark(app, page, mark);
  await app.close();
  return time;
}

await timeStart(startApp, 'first-story');
const warm = [];
const empty = [];
for (let round = 0; round < count(options.starts, 'starts'); round += 1) {
  empty.push(await timeStart(startEmpty, 'painted'));
  warm.push(await timeStart(startApp, 'first-story'));
}

const { app, page } = await startApp(home);
await page.waitForFunction(() => performance.getEntriesByName('first-story').length > 0);
const driver = new Driver(app, page);
await driver.prepare();

remark('Typing …');
const keystrokes = await driver.typeQueries(corpus.file);
remark('Scrolling …');
const lines = await driver.scroll({ seconds: 8, pixels: 90 });
const whole = await driver.scrollWhole({ seconds: 12 });
remark('Opening …');
const openings = await driver.openStories(30);
remark('A long story …');
const marks = await driver.annotateMuch(long, 1_000);
const longOpenings = await driver.openLong(long, 5);
const highlights = await driver.highlight(12);
remark('Using it …');
const memory = await driver.use(count(options.minutes, 'minutes') * 60);
await app.close();

const median = summary(empty).median;
printTable(`The window, ${described(corpus)}; ${machine()}`, [
  ['', 'median ms', 'p95', 'max', 'wanted'],
  row('warm start to the first story', warm, `1000, and ${(1.15 * median + 400).toFixed(0)} = 1.15 × empty + 400`),
  row('start of an empty Electron window', empty, ''),
  row('keystroke to painted results', keystrokes, 'p95 50'),
  row('opening a story', openings, '50'),
  row(`opening one of 200,000 words with ${marks} highlights`, longOpenings, '300'),
  row('making a highlight, script', highlights, '16'),
]);
const frames = (name, { deltas, display }) => [
  name,
  deltas.length,
  percentile(deltas, 0.99),
  Math.max(...deltas),
  (100 * deltas.filter((delta) => delta <= display + 17).length) / deltas.length,
];
printTable(`Frames while scrolling; the display’s own take ${lines.display.toFixed(1)} ms`, [
  ['', 'frames', 'p99 ms', 'longest', '% within 17 ms of the display’s'],
  frames('line by line', lines),
  frames('the whole list in 12 s', whole),
]);
printTable(`Memory of the renderer, ${options.minutes} minutes of use`, [
  ['after round', 'heap MB', 'process MB'],
  ...memory.filter((_, index) => index % Math.ceil(memory.length / 8) === 0 || index === memory.length - 1),
]);

function row(name, figures, wanted) {
  const { median: middle, p95, max } = summary(figures);
  return [name, middle, p95, max, wanted];
}
