import type { ExportStory } from '../../../core/exporting';
import { inDigits } from '../../../core/figures';
import { languageById, spoken } from '../../../core/languages';
import * as m from '../../../core/messages/messages.js';
import type { ExportContext, Stories } from '../exporter';
import { documentStory } from './document-story';
import { articleToHtml, type ArticleSetting } from './html-article';
import { WEB_SCHEMES } from './html-blocks';
import { closePage, contents, contentsEntry, openPage, storyMetadata } from './html-page';
import { Spool } from './spool';
import { xmlText } from './xml-text';

/** Pictures that stand in the page itself; whether they are whole is for the browser to find out. */
const PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,/i;

/** A picture that the page holds, or a link to one that would have to be fetched. */
function picture(src: string, alt: string): string {
  if (PICTURE.test(src)) return `<img src="${xmlText(src)}" alt="${xmlText(alt)}"/>`;
  if (!URL.canParse(src)) return '';
  return `<a class="picture" href="${xmlText(src)}" data-alt="${xmlText(alt)}">${xmlText([m.page_picture(), alt].filter((part) => part !== '').join(': '))}</a>`;
}

const SETTING: Omit<ArticleSetting, 'prefix' | 'deeper'> = { schemes: WEB_SCHEMES, picture, isBook: false };

/** One story as a page. */
export function storyPage(exported: ExportStory, { page, meanings, version }: ExportContext): string {
  const story = documentStory(exported, page, meanings);
  const { title, lang, dir } = story;
  const article = articleToHtml(story, { ...SETTING, prefix: '', deeper: 0 });
  return `${openPage({ title, lang, dir, version, more: storyMetadata(story) })}<main>\n${article}\n</main>${closePage()}`;
}

/** Many stories as one page, with a list of them before the first. */
export async function* storiesPage(stories: Stories, { page, meanings, version }: ExportContext): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  const written = new Spool();
  const entries: string[] = [];
  try {
    for await (const exported of stories) {
      const story = documentStory(exported, page, meanings);
      entries.push(contentsEntry(story));
      const prefix = `${story.article.uid.toLowerCase()}-`;
      await written.add(encoder.encode(`${articleToHtml(story, { ...SETTING, prefix, deeper: 1 })}\n`));
    }
    const { id, direction } = languageById(spoken());
    const title = m.story_count({ count: entries.length, number: inDigits(entries.length) });
    yield encoder.encode(`${openPage({ title, lang: id, dir: direction, version })}${contents(title, entries)}<main>\n`);
    yield* written.bytes();
    yield encoder.encode(`</main>${closePage()}`);
  } finally {
    await written.close();
  }
}
