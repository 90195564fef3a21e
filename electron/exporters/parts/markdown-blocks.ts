import { Marked, type MarkedToken, type Token } from 'marked';
import type { Block, Mark, Run } from '../../../core/story';
import { parseFragment } from './dom';

/** Reading only: people's line ends in notes are kept as they typed them. */
const markdown = new Marked({ gfm: true, breaks: true });

/**
 * A note's Markdown as blocks. HTML in it is text, since a note is printed as its writer sees it. Headings become bold
 * paragraphs: a note has no place in the story's outline.
 */
export function markdownBlocks(source: string): Block[] {
  return blocksOf(markdown.lexer(source));
}

function blocksOf(tokens: readonly Token[]): Block[] {
  return (tokens as readonly MarkedToken[]).flatMap((token): Block[] => {
    switch (token.type) {
      case 'heading':
        return paragraph(runsOf(token.tokens, ['strong'], ''));
      case 'paragraph':
        return paragraph(runsOf(token.tokens, [], ''));
      case 'text':
        return paragraph(token.tokens ? runsOf(token.tokens, [], '') : [run(decoded(token.text), [], '')]);
      case 'code':
        return [{ kind: 'preformatted', runs: [run(token.text, [], '')] }];
      case 'blockquote':
        return [{ kind: 'quote', blocks: blocksOf(token.tokens) }];
      case 'list':
        return [
          {
            kind: 'list',
            ordered: token.ordered,
            start: token.start === '' ? 1 : token.start,
            items: token.items.map((item) => blocksOf(item.tokens)),
          },
        ];
      case 'table':
        return [
          {
            kind: 'table',
            rows: [token.header, ...token.rows].map((row) =>
              row.map((cell) => ({ header: cell.header, blocks: paragraph(runsOf(cell.tokens, [], '')) })),
            ),
          },
        ];
      case 'hr':
        return [{ kind: 'rule' }];
      case 'html':
        return paragraph([run(token.text.trim(), [], '')]);
      case 'checkbox':
        return paragraph([run(token.checked ? '☑' : '☐', [], '')]);
      default:
        return [];
    }
  });
}

function runsOf(tokens: readonly Token[], marks: Mark[], href: string): Run[] {
  const inside = (children: readonly Token[], mark: Mark) => runsOf(children, marks.includes(mark) ? marks : [...marks, mark], href);
  return (tokens as readonly MarkedToken[]).flatMap((token): Run[] => {
    switch (token.type) {
      case 'strong':
        return inside(token.tokens, 'strong');
      case 'em':
        return inside(token.tokens, 'em');
      case 'del':
        return inside(token.tokens, 's');
      case 'codespan':
        return [run(token.text, [...marks, 'code'], href)];
      case 'link':
        return runsOf(token.tokens, marks, token.href);
      case 'image':
        return [run(token.text, marks, token.href)];
      case 'br':
        return [run('\n', marks, href)];
      case 'checkbox':
        return [run(token.checked ? '☑ ' : '☐ ', marks, href)];
      case 'text':
        return token.tokens ? runsOf(token.tokens, marks, href) : [run(decoded(token.text), marks, href)];
      case 'escape':
      case 'html':
        return [run(token.text, marks, href)];
      default:
        return [];
    }
  });
}

function paragraph(runs: Run[]): Block[] {
  const full = runs.filter(({ text }) => text !== '');
  return full.length === 0 ? [] : [{ kind: 'paragraph', runs: full }];
}

function run(text: string, marks: Mark[], href: string): Run {
  return { text, marks, href, highlight: '', notes: [] };
}

/** Markdown's character references, which marked leaves to HTML. */
function decoded(text: string): string {
  return text.replace(
    /&(?:#\d{1,7}|#x[\da-f]{1,6}|\w{2,32});/giu,
    (reference) => [...parseFragment(reference).childNodes][0]?.nodeValue ?? reference,
  );
}
