import type { Facets, SearchHit, SnippetPart } from '../../../core/library';
import { facets, search } from '../../services/search';
import { UsageError, wholeNumber, type Command } from '../command';
import { columns } from '../output';

const plain = (parts: readonly SnippetPart[]) => parts.map(({ text }) => text).join('');
/** Hits between double asterisks, as Markdown marks what is strong. */
const marked = (parts: readonly SnippetPart[]) => parts.map(({ text, hit }) => (hit ? `**${text}**` : text)).join('');

function toLine({ uid, sourceId, headline, published, publication, score, snippet }: SearchHit) {
  return { uid, sourceId, headline: plain(headline), published, publication, score, snippet: marked(snippet) };
}

function facetLines(found: Facets): string[] {
  return Object.entries(found).map(
    ([name, values]) => `${name}: ${(values as Facets['tags']).map((value) => `${value.name} ${value.count}`).join(', ')}`,
  );
}

export const searchCommand: Command = {
  name: 'search',
  usage: 'QUERY [--limit N] [--offset N] [--facets]',
  summary: 'Search stories, the best match first.',
  details: `Words must all match; "a phrase"; -without; this OR that; (groups); begin*; headline: deck: byline: place: publication: tag:
lang: before a word or phrase. Put the query in single quotes for the shell.

With --json a line for every hit, {"uid","sourceId","headline","published","publication","score","snippet"}, where the snippet's
hits stand between **, then {"total","milliseconds"}, with "facets" when asked for and "ignored" when parts of the query were.`,
  options: {
    limit: { type: 'string', value: 'N', help: 'At most so many hits (default: 50).' },
    offset: { type: 'string', value: 'N', help: 'Leave out the first N (default: 0).' },
    facets: { type: 'boolean', help: 'Count the hits by publication, tag, year and language.' },
  },
  async run({ archive, output }, given) {
    if (given.positionals.length === 0) throw new UsageError('Say what to search for.');
    const query = given.positionals.join(' ');
    const page = { limit: wholeNumber(given, 'limit', 50, 1), offset: wholeNumber(given, 'offset', 0, 0) };
    const store = archive.forReading();
    const request = { query, partial: false, scope: { kind: 'all' } as const, ...page };
    const { hits, total, milliseconds, ignored } = await search(store, request);
    for (const hit of hits) {
      const line = toLine(hit);
      await output.result(
        line,
        `${columns(line.uid, line.published.slice(0, 10), line.headline, line.publication)}\n    ${line.snippet.replace(/\s+/gu, ' ')}`,
      );
    }
    const counted = given.values['facets'] === true ? await facets(store, request) : null;
    const last = {
      total,
      milliseconds: Math.round(milliseconds * 1000) / 1000,
      ...(counted && { facets: counted }),
      ...(ignored.length > 0 && { ignored }),
    };
    const lines = [
      `${total} ${total === 1 ? 'story' : 'stories'} in ${milliseconds.toFixed(1)} ms`,
      ...(counted ? facetLines(counted) : []),
    ];
    await output.result(last, lines.join('\n'));
    if (ignored.length > 0) output.message(`Left out of the search: ${ignored.join(', ')}`);
    return 0;
  },
};
