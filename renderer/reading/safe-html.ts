import DOMPurify from 'dompurify';
import { CONTAINERS, INLINES, TEXT_BLOCKS } from '../../core/story';

/**
 * The second gate for story HTML, where it enters the page: a sanitiser of other making than the one at import, in the real
 * DOM it needs. Canonical story HTML passes unchanged, so that the offsets of annotations hold.
 */
export function safeHtml(html: string): string {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: [...TEXT_BLOCKS, ...CONTAINERS, ...INLINES],
    ALLOWED_ATTR: ['lang', 'dir', 'href', 'src', 'alt', 'start', 'colspan', 'rowspan'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}
