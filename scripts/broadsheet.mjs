#!/usr/bin/env node
/** `npm run -s broadsheet -- <command>`: the command line, in plain Node. Standard output belongs to the command alone. */
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { continueInPinnedNode, ensureInstalled, nodeToUse } from './lib/install.mjs';
import { CALLED_FROM, ROOT } from './lib/paths.mjs';
import { handOver, main } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  await continueInPinnedNode();
  await ensureBuilt();
  return handOver(nodeToUse(), [join(ROOT, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], { cwd: CALLED_FROM });
});
