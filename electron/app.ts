import { app, BrowserWindow, session } from 'electron';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { EventName, Events } from '../core/contract';
import { toFailure, unwrap } from '../core/reply';
import { ArchiveClient, type OpenedArchive } from './archive/client';
import { defaultArchivePath } from './archive/location';
import { mainHandlers } from './handlers';
import { openDoor } from './ipc';
import { forbidNetwork, holdPages, lockSession } from './lockdown';
import { openLog, type Log } from './log';
import { keepBackups } from './keeping';
import { installMenu } from './menu';
import { declareScheme, serveWindow } from './protocol';
import { PreferencesFile } from './preferences';
import { Speech } from './speech';
import { openFailureWindow, openWindow, reloadWindow } from './window';

/** The build's folder, also inside the packaged app. */
const builtFolder = () => join(app.getAppPath(), 'out');

/** What the person gave the app when starting it. */
interface Start {
  archive: string;
  /** The archive is the person's own rather than one they named. */
  own: boolean;
  /** Files to offer for import. */
  files: string[];
}

function readStart(given: readonly string[], cwd: string): Start {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { archive: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const named = typeof values['archive'] === 'string' ? resolve(cwd, values['archive']) : undefined;
  return { archive: named ?? defaultArchivePath(), own: named === undefined, files: positionals.map((path) => resolve(cwd, path)) };
}

function sendTo<Name extends EventName>(window: BrowserWindow, name: Name, payload: Events[Name]): void {
  window.webContents.send(`event:${name}`, payload);
}

function sendToAll<Name extends EventName>(name: Name, payload: Events[Name]): void {
  for (const window of BrowserWindow.getAllWindows()) sendTo(window, name, payload);
}

/** Makes the platform's menu, in the language that is spoken now. */
function showMenu(): void {
  installMenu((window, id) => sendTo(window, 'command', { id }));
}

/** Starts the app with the words of its command line. */
export function startApp(given: readonly string[]): void {
  const start = readStart(given, process.cwd());
  app.setName('Broadsheet');
  if (!app.requestSingleInstanceLock({ files: start.files })) {
    process.stderr.write('Broadsheet is already running; its window was brought to the front. Nothing was changed.\n');
    app.exit(1);
    return;
  }
  declareScheme();
  forbidNetwork();
  holdPages();
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const window = BrowserWindow.getAllWindows()[0];
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.focus();
    const { files } = data as Pick<Start, 'files'>;
    if (files.length > 0) sendTo(window, 'import.offered', { paths: files });
  });
  const log = openLog();
  const preferences = new PreferencesFile(join(app.getPath('userData'), 'preferences.json'), log);
  const speech = new Speech(preferences);
  // The archive opens while Electron gets ready and the window loads; calls wait for it.
  const archive = ArchiveClient.open({
    file: start.archive,
    withSample: start.own,
    language: speech.language,
    onEvent: sendToAll,
    log,
  });
  archive.catch(() => undefined);
  void app.whenReady().then(() => run({ start, archive, preferences, speech, log }));
}

interface Started {
  start: Start;
  archive: Promise<OpenedArchive>;
  preferences: PreferencesFile;
  speech: Speech;
  log: Log;
}

async function run({ start, archive, preferences, speech, log }: Started): Promise<void> {
  process.on('unhandledRejection', (reason) => log(`unhandled: ${String(reason instanceof Error ? reason.stack : reason)}`));
  lockSession(session.defaultSession);
  serveWindow(session.defaultSession, join(builtFolder(), 'renderer'), async (uid) =>
    unwrap(await (await archive).client.call('originals.show', { uid })),
  );
  openDoor({
    archive: archive.then(({ client }) => client),
    log,
    windowOf: (event) => BrowserWindow.fromWebContents(event.sender),
    handlers: mainHandlers(archive, {
      archivePath: start.archive,
      own: start.own,
      preferences,
      speech,
      chooseLanguage: (language) => {
        speech.choose(language);
        void archive.then(({ client }) => client.speak(speech.language)).catch(() => undefined);
        showMenu();
        for (const window of BrowserWindow.getAllWindows()) reloadWindow(window, speech.words);
      },
    }),
  });
  showMenu();
  const window = openWindow(builtFolder(), speech.words);
  if (start.files.length > 0) window.webContents.once('did-finish-load', () => sendTo(window, 'import.offered', { paths: start.files }));
  try {
    const { client } = await archive;
    closeWithApp(client, () => openWindow(builtFolder(), speech.words));
    keepBackups(client, sendToAll, log);
  } catch (error) {
    failToStart(error, window, speech, log);
  }
}

/** What an app does with its windows and at its end, on each platform. */
function closeWithApp(client: ArchiveClient, open: () => void): void {
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    // Work under way is finished and the database closed before the process ends.
    void client.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

function failToStart(error: unknown, window: BrowserWindow, speech: Speech, log: Log): void {
  const { code, message, details } = toFailure(error);
  log(`cannot open the archive: ${message} ${details}`);
  openFailureWindow(builtFolder(), code, message, speech.words).once('closed', () => app.exit(1));
  window.destroy();
}
