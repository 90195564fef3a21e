import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Computer, electronPath, SANDBOX_SWITCHES, startApp, type RunningApp } from '../support/app';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

let computer: Computer;
let running: RunningApp | undefined;
beforeEach(() => {
  computer = new Computer();
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  computer.dispose();
});

const ROOT = join(import.meta.dirname, '../..');

/** Starts the app without a driver and waits for its end, which bad starts reach by themselves. */
function runToEnd(...words: string[]) {
  return spawnSync(electronPath(), [...SANDBOX_SWITCHES, ROOT, ...words], { env: computer.env, encoding: 'utf8', timeout: 60_000 });
}

describe('the first run', () => {
  it('holds one sample story that teaches by its notes', async () => {
    running = await startApp(computer);
    const { page, complaints } = running;
    await page.getByRole('option').first().waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
    await page.getByRole('option').first().click();
    await page.getByText('Welcome to Broadsheet.').waitFor();
    expect(existsSync(computer.archive)).toBe(true);
    // Nothing in the page is refused by its own security policy, and nothing throws.
    expect(complaints).toEqual([]);
  });

  it('does not put the sample into an archive that the person named', async () => {
    running = await startApp(computer, { args: ['--archive', join(computer.home, 'mine.broadsheet')] });
    await running.page.getByText('The archive is empty.').waitFor();
  });
});

describe('a start that cannot work', () => {
  /** The window of a start that failed says why, and closing it ends the app. */
  async function expectRefusal(sentence: string, args: string[] = []): Promise<void> {
    running = await startApp(computer, { args, shows: 'failure.html' });
    await running.page.getByText(sentence).waitFor();
    const ended = new Promise((resolve) => running?.app.process().once('exit', resolve));
    // The app may be gone before the click is told to be done; that it ended, and how, is what counts.
    await running.page
      .getByRole('button', { name: 'Quit' })
      .click()
      .catch(() => undefined);
    expect(await ended).toBe(1);
    running = undefined;
  }

  it('says that a file is no archive, and leaves it as it was', async () => {
    const path = join(computer.home, 'diary.txt');
    writeFileSync(path, 'Dear diary');
    await expectRefusal('is not a Broadsheet archive', ['--archive', path]);
    expect(readFileSync(path, 'utf8')).toBe('Dear diary');
  });

  it('says that an archive is of a newer version, and leaves it as it was', async () => {
    mkdirSync(dirname(computer.archive), { recursive: true });
    const db = new Database(computer.archive);
    db.pragma('application_id = 0x42534854');
    db.pragma('user_version = 990');
    db.exec('CREATE TABLE future (x)');
    db.close();
    const before = readFileSync(computer.archive);
    await expectRefusal('was made by a newer version of Broadsheet');
    expect(readFileSync(computer.archive)).toEqual(before);
  });

  it('brings the running window to the front instead of starting a second one', async () => {
    running = await startApp(computer);
    await running.page.getByRole('option').first().waitFor();
    const second = runToEnd();
    expect(second.status).toBe(1);
    expect(second.stderr).toContain('already running');
    expect(await running.page.getByRole('option').count()).toBe(1);
  });
});

describe('the installed app as a command line', () => {
  it('runs commands without a window, on the same archive as the window', async () => {
    running = await startApp(computer);
    await running.page.getByRole('option').first().waitFor();
    const listed = runToEnd('list', '--json');
    expect(listed.status).toBe(0);
    expect(JSON.parse(listed.stdout)).toMatchObject({ headline: expect.stringContaining('Weathercock') as string });
    expect(runToEnd('show').status).toBe(2);
  });
});
