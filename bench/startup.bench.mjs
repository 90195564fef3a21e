/**
 * Start-up: from the start of the process to the first story painted, cold archive (first run, made with its sample) and
 * warm; beside it, in the same run, the time an Electron needs to paint an empty window, which no app can beat.
 */
import { optionsOf, printTable, summary, temporaryHome } from './support.mjs';
import { startApp, startEmpty, untilMark } from './window.mjs';

optionsOf('the time from the start of the process to the first story painted.');

const ROUNDS = 7;

async function startBroadsheet(home) {
  const { app, page } = await startApp(home);
  const time = await untilMark(app, page, 'first-story');
  await app.close();
  return time;
}

async function timeEmpty(home) {
  const { app, page } = await startEmpty(home);
  const time = await untilMark(app, page, 'painted');
  await app.close();
  return time;
}

const cold = [];
const warm = [];
const empty = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const { home, dispose } = temporaryHome();
  try {
    cold.push(await startBroadsheet(home));
    warm.push(await startBroadsheet(home));
    empty.push(await timeEmpty(home));
  } finally {
    dispose();
  }
}

const base = summary(empty).median;
const row = (name, figures) => {
  const { median, min, max } = summary(figures);
  return [name, median, min, max, median / base];
};
printTable(`Start-up, process start to first story painted, ${ROUNDS} rounds`, [
  ['', 'median ms', 'min', 'max', 'times an empty window'],
  row('first run (archive and sample are made)', cold),
  row('later runs', warm),
  row('an empty Electron window', empty),
]);
