import { app, dialog, type BrowserWindow, type FileFilter } from 'electron';
import { extname, join } from 'node:path';
import * as m from '../core/messages/messages.js';

/** A format as the file dialogs offer it. */
export interface FileKind {
  label: string;
  /** Without the dot. */
  extensions: string[];
}

/** Asks for files or a folder to import; an empty list when cancelled. */
export async function askForSources(window: BrowserWindow, kind: 'files' | 'folder', formats: readonly FileKind[]): Promise<string[]> {
  if (kind === 'folder') {
    const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'multiSelections'] });
    return filePaths;
  }
  const filters: FileFilter[] = [
    { name: m.dialog_all_stories(), extensions: [...new Set(formats.flatMap((format) => format.extensions))] },
    ...formats.map(({ label, extensions }) => ({ name: label, extensions })),
    { name: m.dialog_all_files(), extensions: ['*'] },
  ];
  const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile', 'multiSelections'], filters });
  return filePaths;
}

/** Asks for a folder to write into; an empty string when cancelled. */
export async function askForFolder(window: BrowserWindow): Promise<string> {
  const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] });
  return filePaths[0] ?? '';
}

/** Asks where to write a file; an empty string when cancelled. The format's extension is added where the person left it out. */
export async function askForTarget(
  window: BrowserWindow,
  name: string,
  { label, extension }: { label: string; extension: string },
): Promise<string> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), `${name}.${extension}`),
    filters: [{ name: label, extensions: [extension] }],
  });
  if (canceled || !filePath) return '';
  return extname(filePath) === '' ? `${filePath}.${extension}` : filePath;
}

/** Asks for one file; an empty string when cancelled. */
export async function askForFile(window: BrowserWindow, { label, extensions }: FileKind): Promise<string> {
  const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: [{ name: label, extensions }] });
  return filePaths[0] ?? '';
}
