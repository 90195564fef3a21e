import { quoteOf, type PlacedAnnotation } from '../../../core/annotation';
import type { ExportStory } from '../../../core/exporting';
import { uniqueKeys } from './citation-keys';
import { cslItem, type CslItem } from './csl-item';

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
  return [passage && `“${passage}”`, inOneLine(note)].filter((part) => part !== '').join(' – ');
}

/** These formats know nothing of lines within a value. */
export const inOneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
