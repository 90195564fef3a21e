import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { join } from 'node:path';

/** Main process, workers and command line; the sandboxed preload; the window. All end up in `out/`. */
export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        input: { main: 'electron/main.ts', cli: 'electron/cli.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { preload: 'electron/preload/preload.ts' },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    build: { minify: true, rollupOptions: { input: { index: 'renderer/index.html', failure: 'renderer/failure.html' } } },
    plugins: [svelte({ configFile: join(import.meta.dirname, 'svelte.config.js') })],
  },
});
