import { app, BrowserWindow, session } from 'electron';
import { join } from 'node:path';
import { toFailure, unwrap } from '../core/reply';
import { readStoryLink } from '../core/story-link';
import { ArchiveClient, type OpenedArchive } from './archive/client';
import { offerTextMenus } from './context-menu';
import { DraggedFiles } from './drag';
import { mainHandlers } from './handlers';
import { openDoor } from './ipc';
import { keepBackups } from './keeping';
import { forbidNetwork, holdPages, lockSession } from './lockdown';
import { openLog, type Log } from './log';
import { installMenu } from './menu';
import { PreferencesFile } from './preferences';
import { declareScheme, serveWindow } from './protocol';
import { Speech } from './speech';
import { readStart, type Given, type Start } from './start';
import { openFailureWindow } from './window';
import { Windows } from './windows';

/** The build's folder, also inside the packaged app. */
const builtFolder = () => join(app.getAppPath(), 'out');

/** The app's icon as a picture: beside the code's archive in a packaged app, in the project elsewhere. */
const iconFile = () => join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'resources', 'icons', 'icon.png');

/** Passes on what the system gives the app while it runs, or before it is ready. */
function listenToSystem(receive: (given: Given) => void): void {
  app.on('second-instance', (_event, _argv, _cwd, given) => receive(given as Given));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    receive({ files: [path], links: [] });
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    receive({ files: [], links: [link] });
  });
}

/** Starts the app with the words of its command line. */
export function startApp(words: readonly string[]): void {
  const start = readStart(words, process.cwd());
  app.setName('Broadsheet');
  const given: Given = { files: start.own ? start.files : [start.archive, ...start.files], links: start.links };
  if (!app.requestSingleInstanceLock(given)) {
    const handedOn = given.files.length + given.links.length > 0;
    if (!handedOn) process.stderr.write('Broadsheet is already running; its window was brought to the front. Nothing was changed.\n');
    app.exit(handedOn ? 0 : 1);
    return;
  }
  declareScheme();
  forbidNetwork();
  holdPages();
  offerTextMenus();
  const log = openLog();
  const preferences = new PreferencesFile(join(app.getPath('userData'), 'preferences.json'), log);
  const speech = new Speech(preferences);
  let windows: Windows | undefined;
  // The archive opens while Electron gets ready and the window loads; calls wait for it.
  const archive = ArchiveClient.open({
    file: start.archive,
    withSample: start.own,
    language: speech.language,
    onEvent: (name, payload) => windows?.tell(name, payload),
    log,
  });
  archive.catch(() => undefined);
  const ready = app.whenReady().then(() => {
    windows = new Windows({ builtFolder: builtFolder(), archivePath: start.archive, preferences, speech });
    run({ start, archive, windows, preferences, speech, log });
    return windows;
  });
  listenToSystem((more) => void ready.then((opened) => opened.receive(more)));
}

interface Started {
  start: Start;
  archive: Promise<OpenedArchive>;
  windows: Windows;
  preferences: PreferencesFile;
  speech: Speech;
  log: Log;
}

function run({ start, archive, windows, preferences, speech, log }: Started): void {
  process.on('unhandledRejection', (reason) => log(`unhandled: ${String(reason instanceof Error ? reason.stack : reason)}`));
  // In development the link would lead to Electron itself.
  if (app.isPackaged) app.setAsDefaultProtocolClient('broadsheet');
  lockSession(session.defaultSession);
  serveWindow(session.defaultSession, join(builtFolder(), 'renderer'), async (uid) =>
    unwrap(await (await archive).client.call('originals.show', { uid })),
  );
  const showMenu = () => installMenu((window, id) => windows.send(window, 'command', { id }));
  openDoor({
    archive: archive.then(({ client }) => client),
    log,
    windowOf: (event) => BrowserWindow.fromWebContents(event.sender),
    handlers: mainHandlers(archive, {
      archivePath: start.archive,
      own: start.own,
      windows,
      preferences,
      speech,
      dragged: new DraggedFiles(iconFile()),
      onLanguage: () => {
        showMenu();
        void archive.then(({ client }) => client.speak(speech.language)).catch(() => undefined);
      },
    }),
  });
  showMenu();
  windows.dress(preferences.value.theme);
  windows.open(start.links.map(readStoryLink).find((story) => story !== null)?.uid);
  if (start.files.length + start.links.length > 0) windows.receive(start);
  void archive.then(
    ({ client }) => {
      closeWithApp(client, windows);
      keepBackups(client, (name, payload) => windows.tell(name, payload), log);
    },
    (error: unknown) => {
      const { code, message, details } = toFailure(error);
      log(`cannot open the archive: ${message} ${details}`);
      const look = { builtFolder: builtFolder(), theme: preferences.value.theme, words: speech.words };
      openFailureWindow(look, code, message).once('closed', () => app.exit(1));
      windows.closeAll();
    },
  );
}

/** What an app does with its windows and at its end, on each platform. */
function closeWithApp(client: ArchiveClient, windows: Windows): void {
  app.on('activate', () => {
    if (!windows.front) windows.open();
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
