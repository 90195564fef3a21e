import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Computer, startApp, type RunningApp } from '../support/app';

let computer: Computer;
let running: RunningApp | undefined;
beforeEach(() => {
  computer = new Computer();
});
afterEach(async () => {
  await running?.close().catch(() => undefined);
  running = undefined;
  computer.dispose();
});

/** Starts the app on an archive with the sample story and one backup of it. */
async function backedUp(): Promise<RunningApp> {
  running = await startApp(computer);
  const { page } = running;
  await page.getByRole('option').first().waitFor();
  await page.getByRole('button', { name: 'Backups and health' }).click();
  await page.getByText('There is no backup yet.').waitFor();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByRole('button', { name: 'Restore…', exact: true }).waitFor();
  return running;
}

/** Lets the app end where it would start anew: the driver cannot follow it into another process. */
async function endInstead({ app }: RunningApp): Promise<void> {
  await app.evaluate(({ app: inner }) => {
    inner.relaunch = () => undefined;
  });
}

const ended = ({ app }: RunningApp) => new Promise((resolve) => app.process().once('exit', resolve));

describe('backups and health', () => {
  it('are a room: back up, check, index anew, and choose how often', async () => {
    const { page, complaints } = await backedUp();
    await page.getByRole('combobox', { name: 'Keep' }).selectOption('3');
    await page.getByRole('button', { name: 'Check the archive' }).click();
    await page.getByText('All is well. Looked through: 1 story,').waitFor();
    await page.getByRole('button', { name: 'Build the search index anew' }).click();
    await page.getByText('it holds 1 story.').waitFor();
    expect(await page.getByRole('combobox', { name: 'Keep' }).inputValue()).toBe('3');
    expect(complaints).toEqual([]);
  });
});

describe('a damaged archive at start', () => {
  it('is not changed; a backup or what can be read takes its place', async () => {
    const first = await backedUp();
    await first.close();
    // The list of tables is gone; what they hold is not.
    const before = readFileSync(computer.archive).fill(0x55, 100, 9_000);
    writeFileSync(computer.archive, before);

    running = await startApp(computer, { shows: 'failure.html' });
    await running.page.getByText('The archive is damaged').waitFor();
    await running.page.getByRole('button', { name: 'Save what can be read' }).click();
    await running.page.getByRole('button', { name: 'Use what was saved' }).waitFor();
    expect(readFileSync(computer.archive)).toEqual(before);
    await endInstead(running);
    const end = ended(running);
    await running.page.getByRole('button', { name: 'Restore the backup of' }).click();
    expect(await end).toBe(0);
    expect(readdirSync(dirname(computer.archive)).filter((name) => /\.before-.*Z$/.test(name))).toHaveLength(1);

    running = await startApp(computer);
    await running.page.getByRole('option').first().waitFor();
    expect(await running.page.getByRole('option').count()).toBe(1);
  });
});
