import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { join } from 'node:path';
import type { Article } from '../../../core/article';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { cslItem, type CslItem } from './csl-item';
import { styleFile } from './citation-styles';
import { hayagrivaEntry } from './hayagriva';
import { referenceHtml, referencesIn, referenceText, type Reference } from './reference-text';
import { resourcesFolder } from './resources';

/** How often the engine is used until it forgets what it made first. */
const CACHE_AGE = 8;

/** One engine a thread: it needs no fonts, and is ready in milliseconds. */
let engine: NodeCompiler | undefined;

/**
 * The stories' references in a citation style, in the order and with the numbers or letters that the style gives them together.
 * `locale` is the language that terms and dates are written in.
 *
 * The page setter writes them, so that what is copied and what is printed agree; see docs/adr/0019-references.md.
 * @throws BroadsheetError `invalid-input` for a style that there is not
 */
export function bibliography(articles: readonly Article[], style: string, locale: string): Reference[] {
  if (articles.length === 0) return [];
  const own = styleFile(style);
  const items = new Map(articles.map((article) => [article.uid, cslItem(article)]));
  const asked = { style, own, ...languageOf(locale) };
  const written = (entries: readonly [string, CslItem][]) =>
    referencesIn(html(Object.fromEntries(entries.map(([uid, item]) => [uid, hayagrivaEntry(item)])), asked));
  const references = written([...items]);
  // Letters behind years go by the order in which stories are handed over, and a style sorts them by their headlines afterwards.
  if (!references.some((reference) => /\b\d{4}[a-z]\b/.test(referenceText(reference)))) return references;
  return written([...items].sort(([, one], [, other]) => one.title.localeCompare(other.title, locale)));
}

/** One story's reference in a citation style. @throws BroadsheetError as {@link bibliography} */
export function referenceOf(article: Article, style: string, { locale, format }: { locale: string; format: 'text' | 'html' }): string {
  const [reference] = bibliography([article], style, locale);
  if (!reference) return '';
  return format === 'html' ? referenceHtml(reference) : referenceText(reference);
}

/** What is asked for stands in files of its own, so that nothing in it is read as a command. */
const TEMPLATE = `#let asked = json("references.json")
#set text(lang: asked.lang, region: asked.region)
#bibliography("references.yaml", full: true, style: asked.style, title: none)`;

interface Asked {
  style: string;
  /** The style itself where it is the person's own. */
  own: Uint8Array | null;
  lang: string;
  region: string | null;
}

function html(entries: Record<string, unknown>, { style, own, ...language }: Asked): string {
  const folder = join(resourcesFolder(), 'pages');
  const compiler = (engine ??= NodeCompiler.create({ workspace: folder }));
  const put = (name: string, content: string | Uint8Array) => compiler.mapShadow(join(folder, name), Buffer.from(content));
  // JSON is YAML, too.
  put('references.yaml', JSON.stringify(entries));
  put('references.json', JSON.stringify({ style: own ? 'references.csl' : style, ...language }));
  if (own) put('references.csl', own);
  put('references.typ', TEMPLATE);
  try {
    const document = compiler.compileHtml({ mainFilePath: join(folder, 'references.typ') });
    const output = document.result && compiler.tryHtml(document.result);
    if (output?.result) return output.result.body();
    const error = output ? output.takeError() : document.takeError();
    const reason = error ? JSON.stringify(compiler.fetchDiagnostics(error)) : '';
    if (own) throw new BroadsheetError('invalid-input', m.error_citation_file({ style }), reason);
    throw new BroadsheetError('typesetting-failed', m.error_references(), reason);
  } finally {
    compiler.evictCache(CACHE_AGE);
  }
}

function languageOf(locale: string): { lang: string; region: string | null } {
  const { language, region } = new Intl.Locale(locale);
  return { lang: language, region: region ?? null };
}
