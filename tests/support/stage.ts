import { svelte } from '@sveltejs/vite-plugin-svelte';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron as electron, type Page } from 'playwright-core';
import { build } from 'vite';
import type { Stage } from '../component/stage/stage';
import { electronPath, SANDBOX_SWITCHES } from './app';

declare global {
  // A page's global is declared with var.
  var stage: Stage;
}

const FOLDER = join(import.meta.dirname, '../component/stage');

export interface OpenStage {
  page: Page;
  close: () => Promise<void>;
}

/** Builds the stage and opens it in the Electron that the app is tested in. */
export async function openStage(): Promise<OpenStage> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-stage-'));
  await build({
    configFile: false,
    root: FOLDER,
    base: './',
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    build: { outDir: folder, emptyOutDir: true, target: 'chrome130' },
  });
  const app = await electron.launch({
    executablePath: electronPath(),
    args: [...SANDBOX_SWITCHES, `--user-data-dir=${join(folder, 'profile')}`, FOLDER],
    env: { ...(process.env as Record<string, string>), STAGE: folder },
  });
  const page = await app.firstWindow();
  await page.waitForFunction(() => 'stage' in globalThis);
  return {
    page,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
