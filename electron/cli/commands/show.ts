import { FIELD_NAMES } from '../../../core/article';
import { quoteOf } from '../../../core/annotation';
import type { StoryState } from '../../../core/state';
import { loadStory, type Story } from '../../services/articles';
import { UsageError, type Command } from '../command';

/** What was done with the story, in words; empty for one that nobody touched. */
function describeState({ readAt, starredAt, trashedAt, mergedInto }: StoryState): string {
  const day = (time: string) => time.slice(0, 10);
  return [
    readAt && `read ${day(readAt)}`,
    starredAt && `starred ${day(starredAt)}`,
    trashedAt && `in the trash since ${day(trashedAt)}`,
    mergedInto && `merged into ${mergedInto}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function forPeople({ article, state, annotations }: Story): string {
  const fields = FIELD_NAMES.filter((name) => article[name] !== '').map((name) => `${name}: ${article[name]}`);
  const tags = article.tags.length > 0 ? [`tags: ${article.tags.join(', ')}`] : [];
  const described = describeState(state);
  const done = described === '' ? [] : [`state: ${described}`];
  const notes = annotations.map((annotation) => {
    const { selector, color, note } = annotation;
    const what = selector === null ? 'on the whole story' : `“${quoteOf(annotation)}”`;
    return `[${color}] ${what}${note === '' ? '' : `\n  ${note.replaceAll('\n', '\n  ')}`}`;
  });
  return [[...fields, ...tags, ...done].join('\n'), article.text, ...notes].join('\n\n');
}

export const showCommand: Command = {
  name: 'show',
  usage: 'UID',
  summary: 'Show one story with all its fields, text and annotations.',
  details:
    'With --json one object: every field, tags, text (paragraphs separated by a blank line), html, original, state (readAt, openedAt,\nstarredAt, trashedAt, mergedInto, position) and annotations.',
  options: {},
  async run({ archive, output }, { positionals }) {
    const [uid, ...others] = positionals;
    if (uid === undefined || others.length > 0) throw new UsageError('Name the one story to show by its uid; “list” tells them.');
    const story = await loadStory(archive.forReading(), uid);
    await output.result({ ...story.article, state: story.state, annotations: story.annotations }, forPeople(story));
    return 0;
  },
};
