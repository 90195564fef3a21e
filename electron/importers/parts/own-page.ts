import { FIELD_NAMES, type ArticleFields } from '../../../core/article';
import type { ParsedArticle } from '../../../core/importing';
import type { DomDocument, DomElement, DomNode } from './dom';
import { canonicalStory } from './story-html';

/**
 * A story that Broadsheet wrote as a web page, with every field as it was. Highlights and notes stay behind: they are shown in the page,
 * and kept by other formats. `null` for any other page, and for one of many stories.
 */
export function ownPage(document: DomDocument): ParsedArticle | null {
  if (!document.querySelector('meta[name="generator"]')?.getAttribute('content')?.startsWith('Broadsheet ')) return null;
  const [text, ...others] = document.querySelectorAll('article.story > .text');
  if (!text || others.length > 0) return null;
  takeOutAdditions(text);
  const html = withPictures(text.innerHTML);
  if (canonicalStory(html).text === '') return null;
  const values = (name: string) =>
    [...document.querySelectorAll(`meta[name="broadsheet:${name}"]`)].map((element) => element.getAttribute('content') ?? '');
  const fields = Object.fromEntries(FIELD_NAMES.flatMap((name) => values(name).map((value) => [name, value]))) as Partial<ArticleFields>;
  const [retrieved] = values('retrieved');
  return {
    fields,
    body: { kind: 'html', html },
    tags: values('tag').map((name) => ({ name, navigation: false })),
    warnings: [],
    ...(retrieved !== undefined && { retrieved }),
  };
}

/** What the page shows of notes and highlights. */
function takeOutAdditions(text: DomElement): void {
  for (const call of [...text.querySelectorAll('sup.call')]) call.remove();
  for (const mark of [...text.querySelectorAll('mark[data-color]')]) {
    const inside: DomNode[] = [];
    for (let child = mark.firstChild; child; child = child.nextSibling) inside.push(child);
    mark.after(...inside);
    mark.remove();
  }
}

/** The links that stand for pictures which the page does not hold are the pictures again. */
const withPictures = (html: string) =>
  html.replace(/<a class="picture" href="([^"]*)" data-alt(?:="([^"]*)")?>[^<]*<\/a>/g, '<img src="$1" alt="$2">');
