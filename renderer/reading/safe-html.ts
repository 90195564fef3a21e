import DOMPurify from 'dompurify';
import { CONTAINERS, INLINES, isPlace, placeOf, TEXT_BLOCKS } from '../../core/story';

// No name of a story's may be one of the window's, and nothing in it leads to a place in the window.
DOMPurify.addHook('uponSanitizeAttribute', (_element, attribute) => {
  const { attrName, attrValue } = attribute;
  if (attrName === 'id' && !isPlace(attrValue)) attribute.keepAttr = false;
  if (attrName === 'href' && attrValue.startsWith('#') && placeOf(attrValue) === null) attribute.keepAttr = false;
});

const ALLOWED = {
  ALLOWED_TAGS: [...TEXT_BLOCKS, ...CONTAINERS, ...INLINES],
  ALLOWED_ATTR: ['lang', 'dir', 'href', 'src', 'alt', 'start', 'colspan', 'rowspan', 'id'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

/**
 * The second gate for story HTML, where it enters the page: a sanitiser of other making than the one at import, in the real
 * DOM it needs. Canonical story HTML passes unchanged, so that the offsets of annotations hold.
 */
export function safeHtml(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, { ...ALLOWED, RETURN_DOM_FRAGMENT: true });
}
