import { checkArchive } from '../../services/library';
import type { Command } from '../command';
import { reading } from '../work';

export const checkCommand: Command = {
  name: 'check',
  usage: '',
  summary: 'Check the database, every story and note, the search index and every original’s checksum.',
  details:
    'Reads everything and changes nothing. With --json one object: ok, problems, articles, originals. Exit code 1 when there is a problem.',
  options: {},
  async run(context) {
    const { archive, output } = context;
    const report = await reading(context, 'check', (job) => checkArchive(archive.forCopying(), job));
    const lines = [
      ...report.problems,
      `${report.articles} stories and ${report.originals} originals checked: ${report.ok ? 'all is well' : 'there are problems'}.`,
    ];
    await output.result(report, lines.join('\n'));
    return report.ok ? 0 : 1;
  },
};
