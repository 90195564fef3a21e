import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bookHighlightCss, highlightCss } from './highlight-css';
import { resourcesFolder } from './resources';

/** The style sheets of documents, each made once, without comments and indentation. */

let page: string | undefined;
let book: string | undefined;

/** For web pages: light, dark and printed. */
export const pageStyle = (): string => (page ??= plain(read('story.css') + read('page.css') + highlightCss()));

/** For books, whose readers bring their own page, typeface and colours. */
export const bookStyle = (): string => (book ??= plain(read('story.css') + read('book.css') + bookHighlightCss()));

const read = (name: string) => readFileSync(join(resourcesFolder(), 'documents', name), 'utf8');

const plain = (css: string) => css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\n\s*/g, '\n');
