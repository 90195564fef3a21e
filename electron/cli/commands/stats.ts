import type { Command } from '../command';

export const statsCommand: Command = {
  name: 'stats',
  usage: '',
  summary: 'Count what the archive holds.',
  details:
    'With --json one object: articles, annotations, tags, publications, collections, savedSearches, starred, unread, trashed,\noriginals, originalBytes, words, fileBytes, schemaVersion, archive. Stories in the trash count in trashed alone.',
  options: {},
  async run({ archive, output }) {
    const stats = await archive.forReading().maintenance.stats();
    const lines = Object.entries(stats).map(([name, value]) => `${name.padEnd(14)}  ${value}`);
    await output.result(stats, lines.join('\n'));
    return 0;
  },
};
