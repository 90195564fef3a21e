import { app, clipboard, shell } from 'electron';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { safeFileName, stampOf } from '../core/file-name';
import { DEFAULT_CHOICE, type ExportChoice, type ExportOptions } from '../core/exporting';
import { paperSizeFor } from '../core/paper';
import { DEFAULT_LOOK, type PageChoice } from '../core/pages';
import * as m from '../core/messages/messages.js';
import { BroadsheetError, unwrap } from '../core/reply';
import type { CallOutput, CheckedInput } from '../core/contract';
import { appHandlers, type AppSurroundings } from './app-handlers';
import type { ArchiveCall, OpenedArchive } from './archive/client';
import { putOnClipboard } from './clipboard';
import { askForFile, askForFolder, askForSources, askForTarget } from './dialogs';
import type { DraggedFiles } from './drag';
import type { MainHandlers } from './ipc';
import { WrittenFiles } from './outside';
import { printPdf } from './print';
import { backupsOf, restoreAndRestart, salvageBeside } from './repair';

export interface Surroundings extends Omit<AppSurroundings, 'written'> {
  archivePath: string;
  /** The archive is the person's own rather than one they named. */
  own: boolean;
  dragged: DraggedFiles;
}

/** Texts that the window makes itself, as the save dialog names them. */
const TEXT_KINDS = { csv: { label: 'CSV', extension: 'csv' }, markdown: { label: 'Markdown', extension: 'md' } };

/** The calls that need the system: dialogs, clipboard and printer. */
export function mainHandlers(archive: Promise<OpenedArchive>, surroundings: Surroundings): MainHandlers {
  const { archivePath, own, speech, dragged } = surroundings;
  const optionsOf = ({ pages: { paper, look }, choice }: { pages: PageChoice; choice: ExportChoice }): ExportOptions => ({
    page: {
      locale: speech.locale,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      paper: paper ?? paperSizeFor(app.getLocaleCountryCode()),
      look,
    },
    choice,
  });
  const call = async <Name extends ArchiveCall>(name: Name, input: CheckedInput<Name>): Promise<CallOutput<Name>> =>
    unwrap(await (await archive).client.call(name, input));
  const closeIfOpen = async () => {
    const opened = await archive.catch(() => null);
    await opened?.client.close();
  };
  const formatOf = async (to: string) => {
    const format = (await call('export.formats', {})).find(({ id }) => id === to);
    if (!format) throw new BroadsheetError('invalid-input', m.error_no_export_format({ format: to }));
    return format;
  };
  const written = new WrittenFiles();
  return {
    'app.info': async () => {
      const firstRun = (await archive).created && own;
      return { version: app.getVersion(), electron: process.versions.electron, platform: process.platform, archivePath, firstRun };
    },
    'app.show-archive': async () => {
      shell.showItemInFolder(archivePath);
      return null;
    },
    'app.copy': async ({ text }) => {
      await clipboard.writeText(text);
      return null;
    },
    ...appHandlers({ ...surroundings, written }),
    'backups.choose-folder': async (_input, window) => {
      const path = await askForFolder(window);
      if (path !== '') await call('backups.move', { folder: path });
      return { path };
    },
    'repair.backups': () => backupsOf(archivePath),
    'repair.restore': ({ path }, window) => restoreAndRestart(window, archivePath, path, closeIfOpen),
    'repair.salvage': () => salvageBeside(archivePath),
    'import.choose': async ({ kind }, window) => {
      const formats = await call('import.formats', {});
      return { paths: await askForSources(window, kind, formats) };
    },
    'import.clipboard': async () => ({ text: await clipboard.readText() }),
    'export.preview': ({ selection, to, division, ...chosen }) =>
      call('export.render', { selection, to, division, options: optionsOf(chosen) }),
    'export.save': async ({ uid, to, ...chosen }, window) => {
      const format = await formatOf(to);
      const { article } = await call('articles.get', { uid });
      const path = await askForTarget(window, safeFileName(article.headline, article.uid), format);
      if (path === '') return { path };
      await call('export.write', { uid, to, path, options: optionsOf(chosen) });
      written.add(path);
      return { path };
    },
    'export.save-many': async ({ selection, to, division, ...chosen }, window) => {
      const apart = division !== 'together';
      const format = await formatOf(to);
      const path = apart ? await askForFolder(window) : await askForTarget(window, 'Broadsheet', format);
      if (path === '') return { path, stories: 0, failed: [] };
      const target = apart && !format.renews ? join(path, `Broadsheet ${stampOf(new Date())}`) : path;
      const report = await call('export.write-many', { selection, to, division, path: target, options: optionsOf(chosen) });
      written.add(report.path);
      return report;
    },
    'export.save-text': async ({ name, kind, text }, window) => {
      const path = await askForTarget(window, safeFileName(name, 'Broadsheet'), TEXT_KINDS[kind]);
      if (path === '') return { path };
      await call('export.write-text', { path, text });
      written.add(path);
      return { path };
    },
    'clipping.copy': async ({ what, form, style }) => {
      const options = optionsOf({ pages: { paper: null, look: DEFAULT_LOOK }, choice: { ...DEFAULT_CHOICE, style } });
      await putOnClipboard(await call('clipping.make', { what, form, options }));
      return null;
    },
    'references.reveal': async () => {
      await shell.openPath((await call('references.place', {})).path);
      return null;
    },
    'stories.drag': async ({ uids, to, ...chosen }, window) => {
      const { extension } = await formatOf(to);
      const paths: string[] = [];
      for (const uid of uids) {
        const { headline } = (await call('articles.head', { uid })).article;
        const path = await dragged.pathFor(`${safeFileName(headline, uid)}.${extension}`);
        await call('export.write', { uid, to, path, options: optionsOf(chosen) });
        paths.push(path);
      }
      dragged.drag(window, paths);
      return null;
    },
    'designs.reveal': async ({ name }) => {
      const { path } = await call('designs.place', { name });
      if (name === '') await shell.openPath(path);
      else shell.showItemInFolder(path);
      return null;
    },
    'templates.import': async (_input, window) => {
      const path = await askForFile(window, { label: m.template_file(), extensions: ['liquid'] });
      return path === '' ? { name: '' } : { name: (await call('templates.take', { path })).name };
    },
    'templates.export': async ({ name }, window) => {
      const path = await askForTarget(window, name, { label: m.template_file(), extension: 'liquid' });
      if (path !== '') await call('templates.give', { name, path });
      return { path };
    },
    'templates.remove': async ({ name }) => {
      await shell.trashItem((await call('templates.place', { name })).path);
      return null;
    },
    'templates.reveal': async ({ name }) => {
      const { path } = await call('templates.place', { name });
      if (name === '') await shell.openPath(path);
      else shell.showItemInFolder(path);
      return null;
    },
    'print.ask': async ({ selection, ...chosen }) => {
      const folder = await mkdtemp(join(tmpdir(), 'broadsheet-print-'));
      try {
        const path = join(folder, 'pages.pdf');
        const options = optionsOf(chosen);
        const [uid, ...others] = selection.kind === 'uids' ? selection.uids : [];
        if (uid !== undefined && others.length === 0) await call('export.write', { uid, to: 'pdf', path, options });
        else await call('export.write-many', { selection, to: 'pdf', division: 'together', path, options });
        return { printed: await printPdf(path) };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    'print.send': ({ selection, printer, copies, ...chosen }) =>
      call('print.spool', { selection, printer, copies, title: app.getName(), options: optionsOf(chosen) }),
  };
}
