import { app, type Session } from 'electron';
import { ORIGINAL_ORIGIN, WINDOW_ORIGIN } from './protocol';

/** Chromium's own reasons to go online, switched off; what is left finds no name server. Must run before the app is ready. */
export function forbidNetwork(): void {
  const { commandLine } = app;
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-domain-reliability');
  commandLine.appendSwitch('no-pings');
  commandLine.appendSwitch('dns-prefetch-disable');
}

/** Schemes that stay inside the app. `chrome-extension` is Chromium's built-in PDF viewer, which printing needs. */
const LOCAL_SCHEMES = ['broadsheet:', 'devtools:', 'data:', 'blob:', 'chrome-extension:', 'chrome:'];

/**
 * Stops every request that would leave the app, and every permission a page could ask for.
 * @param files whether the session may read local files: the printing session does, windows do not
 */
export function lockSession(session: Session, { files = false } = {}): void {
  const allowed = new Set(files ? [...LOCAL_SCHEMES, 'file:'] : LOCAL_SCHEMES);
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !allowed.has(new URL(details.url).protocol) });
  });
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  // Chromium fetches dictionaries for the system's languages, past all of the above, as soon as a session is used.
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
}

/** No page may leave the app's own page or open another one, and nothing in a frame of it goes anywhere by itself. */
export function holdPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!event.url.startsWith(`${WINDOW_ORIGIN}/`)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame || !contents.getURL().startsWith(`${WINDOW_ORIGIN}/`)) return;
      const byWindow = event.initiator === contents.mainFrame;
      if (!byWindow || !event.url.startsWith(`${ORIGINAL_ORIGIN}/`)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}
