#!/usr/bin/env node
/** `npm run -s broadsheet -- <command>`: the command line, in plain Node. Standard output belongs to the command alone. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { continueInPinnedNode, ensureInstalled, nodeToUse } from './lib/install.mjs';
import { CALLED_FROM, ROOT } from './lib/paths.mjs';
import { main } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  continueInPinnedNode();
  await ensureBuilt();
  const child = spawn(nodeToUse(), [join(ROOT, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], { cwd: CALLED_FROM, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
});
