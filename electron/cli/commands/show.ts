import { FIELD_NAMES } from '../../../core/article';
import { loadStory, type Story } from '../../services/articles';
import { UsageError, type Command } from '../command';

function forPeople({ article, annotations }: Story): string {
  const fields = FIELD_NAMES.filter((name) => article[name] !== '').map((name) => `${name}: ${article[name]}`);
  const tags = article.tags.length > 0 ? [`tags: ${article.tags.join(', ')}`] : [];
  const notes = annotations.map(
    ({ selector, color, note }) => `[${color}] “${selector.exact}”${note === '' ? '' : `\n  ${note.replaceAll('\n', '\n  ')}`}`,
  );
  return [[...fields, ...tags].join('\n'), article.text, ...notes].join('\n\n');
}

export const showCommand: Command = {
  name: 'show',
  usage: 'UID',
  summary: 'Show one story with all its fields, text and annotations.',
  details: 'With --json one object: every field, tags, text (paragraphs separated by a blank line), html, original and annotations.',
  options: {},
  async run({ archive, output }, { positionals }) {
    const [uid, ...others] = positionals;
    if (uid === undefined || others.length > 0) throw new UsageError('Name the one story to show by its uid; “list” tells them.');
    const story = await loadStory(archive.forReading(), uid);
    await output.result({ ...story.article, annotations: story.annotations }, forPeople(story));
    return 0;
  },
};
