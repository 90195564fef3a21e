import { datelineOpening } from '../../core/dateline';

/**
 * Sets the story's dateline in its own type: where the story opens with it, that opening becomes a `span.dateline`; where
 * only the field has it, the first paragraph shows it before its text, without becoming part of the text.
 */
export function setDateline(root: HTMLElement, text: string, dateline: string): void {
  const first = root.querySelector('p');
  if (!first || dateline === '') return;
  const length = datelineOpening(text, dateline);
  if (length === 0) {
    first.dataset['dateline'] = dateline;
    return;
  }
  const opening = first.firstChild;
  if (!(opening instanceof Text) || opening.length <= length) return;
  opening.splitText(length);
  const span = document.createElement('span');
  span.className = 'dateline';
  opening.replaceWith(span);
  span.append(opening);
}
