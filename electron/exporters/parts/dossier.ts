import type { Article } from '../../../core/article';
import type { ExportStory } from '../../../core/exporting';
import * as m from '../../../core/messages/messages.js';
import { DEFAULT_LOOK, type DossierDocument, type PageDossier, type PageLook, type PageOptions, type PageStory } from '../../../core/pages';
import { BroadsheetError } from '../../../core/reply';
import type { ExportContext, Stories } from '../exporter';
import { notesByColor, notesByTag } from './dossier-index';
import { dateInWords } from './page-dates';
import { pageFonts } from './page-fonts';
import type { PageFile } from './page-pictures';
import { RIGHT_TO_LEFT } from './page-language';
import { pageSetting, storyPages } from './page-story';
import { typeset } from './press';
import { bibliography } from './references';

/** Words of all stories together. Setting more would fill the memory of an ordinary computer. */
const MOST_WORDS = 1_500_000;

/** Many stories as one PDF, each with its notes as if it were alone, and what leads through them before and behind. */
export async function printDossier(stories: Stories, context: ExportContext): Promise<Uint8Array> {
  const { page, choice, meanings } = context;
  const look: PageLook = { ...(page.look ?? DEFAULT_LOOK), design: '' };
  const options = { ...page, look };
  const gathered = await gather(stories, options, context);
  const setting = pageSetting(options, meanings);
  const dossier: PageDossier = {
    ...front(gathered, stories, options, context),
    colors: look.dossier.index ? notesByColor(gathered.pages, meanings) : [],
    tags: look.dossier.index ? notesByTag(gathered.pages, page.locale) : [],
    references: look.dossier.bibliography ? bibliography(gathered.articles, choice.style, page.locale) : [],
  };
  const document: DossierDocument = { ...setting, stories: gathered.pages, dossier };
  return typeset({ template: 'dossier', document, files: gathered.files });
}

interface Gathered {
  /** Without their texts, which nothing but the pages needs. */
  articles: Article[];
  pages: PageStory[];
  files: PageFile[];
}

/** The stories one by one; a second copy of one goes in only where something was written on it. */
async function gather(stories: Stories, options: PageOptions & { look: PageLook }, context: ExportContext): Promise<Gathered> {
  const gathered: Gathered = { articles: [], pages: [], files: [] };
  const seen = new Set<string>();
  let words = 0;
  for await (const story of stories) {
    const { article } = story;
    if (seen.has(article.uid) || (seen.has(copyKey(article)) && story.annotations.length === 0)) continue;
    seen.add(article.uid).add(copyKey(article));
    words += article.wordCount;
    if (words > MOST_WORDS) throw new BroadsheetError('too-large', m.error_dossier_long({ most: numbered(MOST_WORDS, options) }));
    const { story: pages, files } = storyPages(story, options, await surroundings(story, options.look, context));
    gathered.articles.push({ ...article, html: '', text: article.headline === '' ? article.text.slice(0, 200) : '' });
    gathered.pages.push({
      ...pages,
      attachment: pages.attachment && { ...pages.attachment, name: `${article.uid}-${pages.attachment.name}` },
    });
    gathered.files.push(...files);
  }
  return gathered;
}

const copyKey = ({ headline, textHash }: Article): string => `${textHash} ${headline}`;

async function surroundings({ article }: ExportStory, look: PageLook, { original, importerName }: ExportContext) {
  return {
    importedBy: look.provenance ? await importerName(article.importFormat) : undefined,
    original: look.standard === 'a-3a' && article.original ? await original(article.original.sha256) : null,
  };
}

const numbered = (count: number, { locale }: PageOptions): string => new Intl.NumberFormat(locale).format(count);

/** What stands on the cover and says what the document is. */
function front(
  { articles, pages }: Gathered,
  { name = '' }: Stories,
  options: PageOptions & { look: PageLook },
  { archive }: ExportContext,
): Omit<PageDossier, 'colors' | 'tags' | 'references'> {
  const { dossier } = options.look;
  const { language } = new Intl.Locale(options.locale);
  const count = articles.length;
  return {
    title: [dossier.title, name].find((title) => title.trim() !== '') ?? m.dossier_title(),
    facts: [
      m.dossier_stories({ count, number: numbered(count, options) }),
      span(articles, options),
      m.dossier_archive({ archive }),
      m.dossier_made({ date: dateInWords(new Date().toISOString().slice(0, 'YYYY-MM-DD'.length), options) }),
    ].filter((fact) => fact !== ''),
    lang: language,
    dir: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr',
    fonts: pageFonts(options.locale),
    storyDir: pages.filter(({ dir }) => dir === 'rtl').length > pages.length / 2 ? 'rtl' : 'ltr',
    modified: pages.map(({ modified }) => modified).reduce((newest, one) => (before(newest, one) ? one : newest), EPOCH),
    parts: dossier,
    labels: {
      contents: m.dossier_contents(),
      colors: m.dossier_by_color(),
      tags: m.dossier_by_tag(),
      bibliography: m.dossier_bibliography(),
    },
  };
}

const EPOCH = [1970, 1, 1, 0, 0, 0];

function before(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((field, index) => field !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}

/** From the day of the oldest story to that of the newest. */
function span(articles: readonly Article[], options: PageOptions): string {
  const days = articles
    .map(({ published }) => published.slice(0, 'YYYY-MM-DD'.length))
    .filter((day) => /^\d{4}/.test(day))
    .sort();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last
    ? dateInWords(first, options)
    : m.dossier_span({ first: dateInWords(first, options), last: dateInWords(last, options) });
}
