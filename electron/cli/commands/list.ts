import { wholeNumber, type Command } from '../command';
import { columns } from '../output';

/** Stories read at a time. */
const BATCH = 500;

export const listCommand: Command = {
  name: 'list',
  usage: '[--limit N] [--offset N]',
  summary: 'List stories, newest first.',
  details:
    'With --json a line for every story: uid, headline, byline, publication, published, language, excerpt, wordCount, tags,\nannotationCount, importedAt.',
  options: {
    limit: { type: 'string', value: 'N', help: 'At most so many stories (default: all).' },
    offset: { type: 'string', value: 'N', help: 'Leave out the first N (default: 0).' },
  },
  async run({ archive, output }, given) {
    const limit = wholeNumber(given, 'limit', Number.MAX_SAFE_INTEGER, 1);
    const first = wholeNumber(given, 'offset', 0, 0);
    const store = archive.forReading();
    for (let shown = 0; shown < limit;) {
      const { items } = await store.articles.list({ kind: 'all' }, { limit: Math.min(BATCH, limit - shown), offset: first + shown });
      for (const item of items) {
        await output.result(item, columns(item.uid, item.published.slice(0, 10).padEnd(10), item.headline, item.publication));
      }
      shown += items.length;
      if (items.length === 0) break;
    }
    return 0;
  },
};
