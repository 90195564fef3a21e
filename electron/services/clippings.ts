import type { Article } from '../../core/article';
import type { Clipped, Clipping, ClippingForm } from '../../core/clipping';
import type { ExportOptions, ExportStory } from '../../core/exporting';
import * as m from '../../core/messages/messages.js';
import { BLOCK_SEPARATOR, escapeHtml, paragraphsToHtml } from '../../core/story';
import type { ReadStore } from '../../db/store';
import { citationStyles, stylesFolder } from '../exporters/parts/citation-styles';
import { PLAIN } from '../exporters/parts/markdown-dialects';
import { escapeMarkdown, quoted } from '../exporters/parts/markdown-text';
import { dateInWords } from '../exporters/parts/page-dates';
import { referenceHtml, referenceMarkdown, referenceText, type Reference } from '../exporters/parts/reference-text';
import { bibliography } from '../exporters/parts/references';
import { notePart } from '../exporters/parts/story-note';
import { exportContext, exportStory } from './exports/stories';
import { makeFolder } from './exports/target';

export { citationStyles };

/** The folder of the person's own citation styles, made when it is not there. @throws BroadsheetError `unwritable` */
export async function placeOfStyles(): Promise<{ path: string }> {
  const path = stylesFolder();
  await makeFolder(path);
  return { path };
}

/** One thing in every form, each made when it is asked for. */
interface Forms {
  text: () => string;
  markdown: () => string | Promise<string>;
  html: () => string;
}

/**
 * What is copied of stories, in a form that other programs take, with where it comes from in the chosen citation style.
 * @throws BroadsheetError `not-found`; `invalid-input` for a style that there is not
 */
export async function clipping(store: ReadStore, what: Clipped, form: ClippingForm, options: ExportOptions): Promise<Clipping> {
  const forms = await formsOf(store, what, options);
  if (form === 'markdown') return { text: await forms.markdown(), html: '' };
  return { text: forms.text(), html: form === 'rich' ? forms.html() : '' };
}

async function formsOf(store: ReadStore, what: Clipped, options: ExportOptions): Promise<Forms> {
  const cited = (articles: readonly Article[]) => bibliography(articles, options.choice.style, options.page.locale);
  const story = (uid: string) => exportStory(store, uid, options.choice);
  switch (what.kind) {
    case 'passage': {
      const { article } = await story(what.uid);
      return passage(what.words.trim(), article, cited([article]));
    }
    case 'story': {
      const whole = await story(what.uid);
      const markdown = async () => notePart(whole, PLAIN, await exportContext(store, options)).text;
      return { ...wholeStory(whole, cited([whole.article]), options), markdown };
    }
    case 'references': {
      const articles: Article[] = [];
      for (const uid of what.uids) articles.push((await story(uid)).article);
      return references(cited(articles));
    }
  }
}

function passage(words: string, article: Article, [source]: readonly Reference[]): Forms {
  return {
    text: () => `${m.quoted({ words })}\n— ${source ? referenceText(source) : ''}`,
    markdown: () => `${quoted(escapeMarkdown(words))}\n>\n> — ${source ? referenceMarkdown(source) : ''}\n`,
    html: () =>
      `${headline(article, 'p')}${inLanguage(article, 'blockquote', paragraphsToHtml(words.split(BLOCK_SEPARATOR)))}<p>— ${source ? referenceHtml(source) : ''}</p>`,
  };
}

function wholeStory({ article }: ExportStory, [source]: readonly Reference[], { page }: ExportOptions): Omit<Forms, 'markdown'> {
  const { deck, byline, publication, published, dateline } = article;
  const credits = [byline, publication, published && dateInWords(published, page)].filter((part) => part !== '').join(' · ');
  const opening = article.text.startsWith(dateline) ? '' : dateline;
  return {
    text: () =>
      [article.headline, deck, credits, opening, article.text, source ? `— ${referenceText(source)}` : '']
        .filter((part) => part !== '')
        .join('\n\n'),
    html: () =>
      [
        headline(article, 'h1'),
        deck && inLanguage(article, 'p', `<i>${escapeHtml(deck)}</i>`),
        credits && `<p>${escapeHtml(credits)}</p>`,
        opening && `<p>${escapeHtml(opening)}</p>`,
        inLanguage(article, 'div', article.html),
        source ? `<p>— ${referenceHtml(source)}</p>` : '',
      ].join(''),
  };
}

function references(cited: readonly Reference[]): Forms {
  // A number before the only one would say nothing.
  const labels = cited.length > 1 ? cited.map(({ label }) => label && `${label} `) : [''];
  return {
    text: () => cited.map((one, index) => (labels[index] ?? '') + referenceText(one)).join('\n'),
    markdown: () => cited.map((one, index) => escapeMarkdown(labels[index] ?? '') + referenceMarkdown(one)).join('\n\n'),
    html: () => cited.map((one, index) => `<p>${escapeHtml(labels[index] ?? '')}${referenceHtml(one)}</p>`).join(''),
  };
}

/** The headline in bold, and a link where the story has an address. */
function headline(article: Article, element: 'p' | 'h1'): string {
  const words = `<b>${escapeHtml(article.headline)}</b>`;
  const linked = article.url === '' ? words : `<a href="${escapeHtml(article.url)}">${words}</a>`;
  return article.headline === '' ? '' : inLanguage(article, element, linked);
}

const inLanguage = ({ language }: Article, element: string, html: string): string =>
  `<${element}${language === '' ? '' : ` lang="${escapeHtml(language)}"`} dir="auto">${html}</${element}>`;
