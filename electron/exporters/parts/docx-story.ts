import { languageById, spoken } from '../../../core/languages';
import * as m from '../../../core/messages/messages.js';
import type { Run } from '../../../core/story';
import type { DocumentStory } from './document-story';
import { blocksToDocx, bookmarked, paragraph, simpleParagraph, type BlockSetting } from './docx-blocks';
import { notesBehind, plainRun, type PlacedNotes } from './docx-notes';
import { commentEnd, commentStart, runsToDocx } from './docx-runs';

/** A mark that nobody sees. */
const LEFT_TO_RIGHT = '\u200E';

/** A story as paragraphs, its headline the bookmark that the setting's prefix names: its head, its text, the notes that lost their place, and where it comes from. */
export function storyToDocx(story: DocumentStory, notes: PlacedNotes, setting: BlockSetting): string {
  const own = { ...setting, first: '' };
  const parts = [
    head(story, notes.onHeadline, setting),
    blocksToDocx(story.blocks, own),
    notesBehind(notes.behind, own),
    provenance(story, own),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function head(story: DocumentStory, comments: readonly number[], around: BlockSetting): string {
  const setting = { ...around, first: '' };
  const mark = languageById(spoken()).direction === 'rtl' ? '' : LEFT_TO_RIGHT;
  const { article, title } = story;
  const { kicker, section, deck, byline, publication, edition, creditLine, url, published } = article;
  const line = (style: string, ...runs: Run[]) => (runs.every(({ text }) => text === '') ? '' : paragraph(runs, { ...setting, style }));
  // In a line that is read from right to left, a date would fall apart.
  const own = (text: string) => plainRun(text && around.isRightToLeft ? `${mark}${text}${mark}` : text, { lang: spoken() });
  const where = [publication, edition, story.dateline].filter((part) => part !== '').join(' · ');
  const when = [published && story.published, story.updated && `${m.page_updated()} ${story.updated}`]
    .filter((part) => part !== '')
    .join(' · ');
  const headline = comments.map(commentStart).join('') + runsToDocx([plainRun(title)], setting) + comments.map(commentEnd).join('');
  const name = bookmarked(headline, setting.prefix, setting);
  const above = kicker || section ? paragraph([plainRun(kicker || section)], { ...around, style: 'Kicker' }) : '';
  const lines = [
    above,
    simpleParagraph(name, { ...(above === '' ? around : setting), style: 'Title' }),
    line('Subtitle', plainRun(deck)),
    byline === '' ? '' : line('Byline', own(m.byline_by()), plainRun(' '), plainRun(byline)),
    line('SourceLine', plainRun(where), plainRun(where !== '' && when !== '' ? ' · ' : ''), own(when)),
    url === '' ? '' : line('SourceLine', plainRun(url, { href: url, dir: 'ltr' })),
    story.embargo === '' ? '' : line('SourceLine', own(`${m.page_embargo()} ${story.embargo}`)),
    line('SourceLine', plainRun(creditLine)),
    '<w:p><w:pPr><w:pStyle w:val="HeadEnd"/></w:pPr></w:p>',
  ];
  return lines.filter((part) => part !== '').join('\n');
}

function provenance({ article, retrieved }: DocumentStory, setting: BlockSetting): string {
  const { rights, uid, original, tags } = article;
  const facts: [string, string][] = [
    ['', rights],
    [m.page_retrieved(), retrieved],
    [m.page_archived(), uid],
    [m.page_original(), original ? [original.fileName, original.mediaType].join(', ') : ''],
    ['SHA-256', original?.sha256 ?? ''],
    [m.page_tags(), tags.join(', ')],
  ];
  const own = { ...setting, style: 'Provenance', isRightToLeft: false, lang: spoken() };
  const lines = facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => paragraph([plainRun(name === '' ? '' : `${name}  `, { marks: ['strong'] }), plainRun(value)], own));
  return ['<w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr></w:p>', ...lines].join('\n');
}
