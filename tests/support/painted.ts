import type { Page } from 'playwright-core';

/** What is painted under a name of the CSS Custom Highlight API, as the page's words. */
export function paintedAs(page: Page, name: string): Promise<string[]> {
  return page.evaluate(
    (wanted) =>
      [...(CSS.highlights.get(wanted) ?? [])].map(({ startContainer, startOffset, endContainer, endOffset }) => {
        const range = document.createRange();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        return range.toString();
      }),
    name,
  );
}
