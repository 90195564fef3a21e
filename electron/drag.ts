import { app, nativeImage, type BrowserWindow } from 'electron';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The icon under the pointer, in device-independent pixels. */
const ICON_SIZE = 64;

/** The files that are dragged out of windows. They are kept until the app ends: whoever they were dropped on may read them late. */
export class DraggedFiles {
  private folder: Promise<string> | undefined;

  constructor(private readonly icon: string) {}

  /** @returns where a file of this name may be written: nothing else is in its folder */
  async pathFor(fileName: string): Promise<string> {
    this.folder ??= mkdtemp(join(tmpdir(), 'broadsheet-drag-')).then((folder) => {
      app.once('quit', () => rmSync(folder, { recursive: true, force: true }));
      return folder;
    });
    return join(await mkdtemp(join(await this.folder, 'story-')), fileName);
  }

  /** Hands files to the system, as if they were dragged from the window. The mouse is still down on what was dragged. */
  drag(window: BrowserWindow, files: readonly string[]): void {
    const [file = ''] = files;
    const icon = nativeImage.createFromPath(this.icon).resize({ width: ICON_SIZE, height: ICON_SIZE });
    window.webContents.startDrag({ file, files: [...files], icon });
  }
}
