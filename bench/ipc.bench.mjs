/**
 * The cost of one call from the window: through the preload, the main process and a worker thread and back. The cheapest
 * call of each kind, so that the way and not the work is measured.
 */
import { optionsOf, printTable, summary, temporaryHome } from './support.mjs';
import { startApp } from './window.mjs';

optionsOf('the cost of one call from the window through the processes and back.');

const CALLS = 400;
const ROUNDS = 7;

const KINDS = [
  ['main process (app.info)', 'app.info', {}],
  ['reader thread (export.formats)', 'export.formats', {}],
  ['reader thread with SQLite (library.overview)', 'library.overview', {}],
  ['search of one word', 'search.run', { query: 'story', partial: true, limit: 50, offset: 0 }],
];

const { home, dispose } = temporaryHome();
const { app, page } = await startApp(home);
await page.waitForFunction(() => performance.getEntriesByName('first-story').length > 0);

const perCall = (name, input) =>
  page.evaluate(
    async ([call, given, count]) => {
      const started = performance.now();
      for (let index = 0; index < count; index += 1) await window.broadsheet.call(call, given);
      return (performance.now() - started) / count;
    },
    [name, input, CALLS],
  );

const figures = KINDS.map(() => []);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [index, [, name, input]] of KINDS.entries()) figures[index].push(await perCall(name, input));
}
await app.close();
dispose();

const base = summary(figures[0]).median;
printTable(`One call from the window and back, ${ROUNDS} rounds of ${CALLS} calls, one after the other`, [
  ['', 'median ms', 'min', 'max', 'times the main process'],
  ...KINDS.map(([label], index) => {
    const { median, min, max } = summary(figures[index]);
    return [label, median, min, max, median / base];
  }),
]);
