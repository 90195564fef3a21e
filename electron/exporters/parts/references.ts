import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { join } from 'node:path';
import type { Article } from '../../../core/article';
import { CITATION_STYLES } from '../../../core/citation-styles';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { cslItem, type CslItem } from './csl-item';
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
  if (!CITATION_STYLES.some(({ id }) => id === style)) throw new BroadsheetError('invalid-input', m.error_citation_style({ style }));
  const items = new Map(articles.map((article) => [article.uid, cslItem(article)]));
  const asked = JSON.stringify({ style, ...languageOf(locale) });
  const written = (entries: readonly [string, CslItem][]) =>
    referencesIn(html(JSON.stringify(Object.fromEntries(entries.map(([uid, item]) => [uid, hayagrivaEntry(item)]))), asked));
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

function html(entries: string, asked: string): string {
  const folder = join(resourcesFolder(), 'pages');
  engine ??= NodeCompiler.create({ workspace: folder });
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    engine?.mapShadow(path, Buffer.from(content));
    return path;
  };
  // JSON is YAML, too.
  file('references.yaml', entries);
  file('references.json', asked);
  const { result, ...failure } = compiled(engine, file('references.typ', TEMPLATE));
  engine.evictCache(CACHE_AGE);
  if (result === '') throw new BroadsheetError('typesetting-failed', m.error_references(), failure.reason);
  return result;
}

function compiled(engine: NodeCompiler, mainFilePath: string): { result: string; reason: string } {
  const document = engine.compileHtml({ mainFilePath });
  const output = document.result && engine.tryHtml(document.result);
  const error = output ? output.takeError() : document.takeError();
  return {
    result: output?.result?.body() ?? '',
    reason: error ? JSON.stringify(engine.fetchDiagnostics(error)) : '',
  };
}

function languageOf(locale: string): { lang: string; region: string | null } {
  const { language, region } = new Intl.Locale(locale);
  return { lang: language, region: region ?? null };
}
