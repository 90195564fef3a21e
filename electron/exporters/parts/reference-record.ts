import { quoteOf, type PlacedAnnotation } from '../../../core/annotation';
import type { ExportStory } from '../../../core/exporting';
import type { Block, Run } from '../../../core/story';
import { uniqueKeys } from './citation-keys';
import { cslItem, type CslItem } from './csl-item';
import { markdownBlocks } from './markdown-blocks';

/** A story as reference managers keep it. */
export interface ReferenceRecord {
  /** Its citation key; no two of an export are alike. */
  key: string;
  item: CslItem;
  tags: string[];
  /** Every highlight and note in one line: the passage in quotation marks, then what was written. */
  notes: string[];
}

/** Makes the records of one export. */
export function referenceRecords(): (story: ExportStory) => ReferenceRecord {
  const keyOf = uniqueKeys();
  return ({ article, annotations }) => {
    const item = cslItem(article);
    return { key: keyOf(article, item), item, tags: article.tags, notes: annotations.map((one) => noteLine(one, article.text)) };
  };
}

function noteLine(annotation: PlacedAnnotation, text: string): string {
  const { place, note } = annotation;
  const passage = inOneLine(place ? text.slice(place.start, place.end) : quoteOf(annotation));
  return [passage && `“${passage}”`, inOneLine(wordsOf(markdownBlocks(note)).join(' '))].filter((part) => part !== '').join(' – ');
}

/** What blocks say, without marks: these formats have none. */
function wordsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'quote':
      case 'figure':
        return wordsOf(block.blocks);
      case 'list':
        return block.items.flatMap(wordsOf);
      case 'table':
        return block.rows.flat().flatMap((cell) => wordsOf(cell.blocks));
      case 'rule':
        return [];
      default:
        return [block.runs.map((run, index) => run.text + addressBehind(run, block.runs[index + 1])).join('')];
    }
  });
}

/** Where a link leads, behind its last word, unless its words say that. */
function addressBehind({ text, href }: Run, next: Run | undefined): string {
  return href === '' || href === text || next?.href === href ? '' : ` (${href})`;
}

/** These formats know nothing of lines within a value. */
export const inOneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
