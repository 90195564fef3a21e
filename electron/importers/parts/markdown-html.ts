import { Marked, type MarkedExtension, type MarkedToken, type Token, type Tokens } from 'marked';
import { escapeHtml } from '../../../core/story';
import { parseFragment } from './dom';

/** A footnote, or a reference to one: what CommonMark has no words for. */
interface FootnoteToken extends Tokens.Generic {
  type: 'footnote' | 'reference';
  label: string;
}

/** Behind a piece of a story, in a comment: HTML that it stands for, what it is written in, or that a picture is a figure. */
const STANDS_FOR = /^<!--html ([\s\S]*?)-->/;
const WRITTEN_IN = /^<!--text((?: (?:lang|dir)="[^"]*")+)-->$/;
const FIGURE = '<!--figure-->';

/** Marks of highlights, which are no part of the story: by element here, as `==` below. */
const PAINT = /<(\/?)(mark|span)\b([^>]*)>/g;
const PAINTED = /^ class="(?:mark )?(?:yellow|green|blue|pink|orange|purple|underline)"$/;

/**
 * Markdown as HTML, for a story's importer to make canonical: CommonMark with GitHub's tables and strikethrough, footnotes, Obsidian's
 * highlights, comments and links to notes; and what Broadsheet writes for what none of them can say. The highlights go, what they
 * lie on stays.
 * @param shift how many levels headings stand below those of the story
 */
export function markdownToHtml(markdown: string, shift: number): string {
  const parser = new Marked({ gfm: true }, extension(shift));
  return unpainted(parser.parse(markdown, { async: false }));
}

function extension(shift: number): MarkedExtension {
  return {
    extensions: [
      {
        name: 'paint',
        level: 'inline',
        start: (source) => source.indexOf('=='),
        tokenizer: (source) => (source.startsWith('==') ? { type: 'paint', raw: '==' } : undefined),
        renderer: () => '',
      },
      {
        name: 'comment',
        level: 'inline',
        start: (source) => source.indexOf('%%'),
        tokenizer(source) {
          const [raw] = /^%%[\s\S]*?%%/.exec(source) ?? [];
          return raw === undefined ? undefined : { type: 'comment', raw };
        },
        renderer: () => '',
      },
      {
        name: 'wikilink',
        level: 'inline',
        start: (source) => source.indexOf('[['),
        tokenizer(source) {
          const [raw, name = '', shown = name] = /^!?\[\[([^[\]|\n]+)(?:\|([^[\]\n]+))?\]\]/.exec(source) ?? [];
          return raw === undefined ? undefined : { type: 'wikilink', raw, text: raw.startsWith('!') ? '' : shown };
        },
        renderer: ({ text }) => escapeHtml(String(text)),
      },
      {
        name: 'reference',
        level: 'inline',
        start: (source) => source.indexOf('[^'),
        tokenizer(source) {
          const [mark, label] = /^\[\^([^\]\s]+)\]/.exec(source) ?? [];
          if (mark === undefined || label === undefined) return undefined;
          const [comment = '', html] = STANDS_FOR.exec(source.slice(mark.length)) ?? [];
          return { type: 'reference', raw: mark + comment, label, text: html ?? referenceHtml(label) } satisfies FootnoteToken & {
            text: string;
          };
        },
        renderer: ({ text }) => String(text),
      },
      {
        name: 'footnote',
        level: 'block',
        start: (source) => source.search(/^\[\^[^\]\s]+\]: /m),
        tokenizer(source) {
          const [raw] =
            /^(?:\[\^[^\]\s]+\]: [^\n]*(?:\n(?!\[\^)[^\n]+|\n+ {4}[^\n]*)*(?:\n+(?=\[\^[^\]\s]+\]: )|\n|$))+/.exec(source) ?? [];
          if (raw === undefined) return undefined;
          const items = raw.split(/^(?=\[\^[^\]\s]+\]: )/m).map((item) => {
            const [head = '', label = ''] = /^\[\^([^\]\s]+)\]: /.exec(item) ?? [];
            const token: FootnoteToken = { type: 'footnote', raw: item, label, tokens: [] };
            this.lexer.blockTokens(item.slice(head.length).replace(/^ {4}/gm, '').trimEnd(), token.tokens);
            return token;
          });
          return { type: 'footnote', raw, items, label: '' };
        },
        renderer(token) {
          const items = (token as FootnoteToken)['items'] as FootnoteToken[];
          const html = items.map(({ label, tokens = [] }) => `<li>${named(label, this.parser.parse(tokens))}</li>`);
          return `<ol>${html.join('')}</ol>\n`;
        },
      },
    ],
    renderer: {
      heading({ depth, tokens }) {
        const name = `h${Math.max(2, Math.min(6, depth - shift))}`;
        return block(name, tokens, (inside) => this.parser.parseInline(inside));
      },
      paragraph({ tokens }) {
        const inline = (inside: Token[]) => this.parser.parseInline(inside);
        return pictureIn(tokens as MarkedToken[], inline) ?? block('p', tokens, inline);
      },
      code: ({ raw, text }) => (/^\s*~/.test(raw) ? `<pre>${escapeHtml(text)}</pre>\n` : `<pre><code>${escapeHtml(text)}</code></pre>\n`),
      html: ({ text }) => STANDS_FOR.exec(text)?.[1] ?? text,
      link({ href, tokens }) {
        return `<a href="${escapeHtml(decoded(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      image: ({ href, text, tokens }) => `<img src="${escapeHtml(decoded(href))}" alt="${escapeHtml(tokens ? plainText(tokens) : text)}">`,
      text(token) {
        if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens);
        return escapeHtml((token.type as string) === 'escape' ? token.text : decoded(token.text));
      },
      // Texts of short lists are paragraphs as well, with what stands behind them.
      listitem({ tokens }) {
        const blocks = tokens.map((token) => (token.type === 'text' && token.tokens ? { ...token, type: 'paragraph' } : token));
        return `<li>${this.parser.parse(blocks)}</li>\n`;
      },
    },
  };
}

/** A text block, in the language and direction that stand behind it. */
function block(name: string, tokens: readonly Token[], inline: (tokens: Token[]) => string): string {
  const last = tokens.at(-1);
  const context = last?.type === 'html' ? WRITTEN_IN.exec(last.raw)?.[1] : undefined;
  return `<${name}${context ?? ''}>${inline(context === undefined ? [...tokens] : tokens.slice(0, -1))}</${name}>\n`;
}

/** A paragraph that begins with a picture, when it is that picture with its caption. */
function pictureIn(tokens: readonly MarkedToken[], inline: (tokens: Token[]) => string): string | null {
  const [image, next, ...caption] = tokens;
  if (image?.type !== 'image') return null;
  if (next === undefined) return `${inline([image])}\n`;
  if (next.type === 'html' && next.raw === FIGURE && caption.length === 0) return `<figure>${inline([image])}</figure>\n`;
  if (next.type !== 'br' || caption.length === 0) return null;
  return `<figure>${inline([image])}<figcaption>${inline(caption)}</figcaption></figure>\n`;
}

const placeName = (label: string) => escapeHtml(`footnote-${label}`);
const referenceHtml = (label: string) => `<sup><a href="#${placeName(label)}">${escapeHtml(label)}</a></sup>`;
/** A footnote whose first words are where its references lead. */
const named = (label: string, html: string) => `<a id="${placeName(label)}"></a>${html}`;

/** What tokens say, without what they are marked with. */
function plainText(tokens: readonly Token[]): string {
  return (tokens as readonly MarkedToken[])
    .map((token) => {
      if ('tokens' in token && token.tokens) return plainText(token.tokens);
      return token.type === 'text' ? decoded(token.text) : token.type === 'escape' ? token.text : '';
    })
    .join('');
}

/** Takes the elements of highlights away, and leaves others of their names. */
function unpainted(html: string): string {
  const open: Record<string, boolean[]> = { mark: [], span: [] };
  return html.replace(PAINT, (tag, closing: string, name: string, attributes: string) => {
    const isPaint = closing === '' ? PAINTED.test(attributes) : (open[name]?.pop() ?? false);
    if (closing === '') open[name]?.push(isPaint);
    return isPaint ? '' : tag;
  });
}

/** Character references, which marked leaves to HTML. */
function decoded(text: string): string {
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|\w{2,32});/giu, (reference) => parseFragment(reference).textContent);
}
