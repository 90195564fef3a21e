/**
 * Words that do not fit where they stand, in the page that is shown: cut off, over one another, or outside the window. Run in
 * the page itself, so it refers to nothing of this file.
 */
export function misfits(): string[] {
  const SAYING = 'button, [role="tab"], [role^="menuitem"], [role="radio"], h1, h2, h3, h4, label, legend, dt, select, .button, .hint';
  const found: string[] = [];
  const isSeen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const name = (element: Element) => {
    const classes =
      element
        .getAttribute('class')
        ?.replaceAll(/\s*svelte-\w+/g, '')
        .trim() ?? '';
    const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 60);
    return `${element.localName}${classes && `.${classes.split(/\s+/).join('.')}`} “${text}”`;
  };
  /** Made for screen readers alone. */
  const isHidden = (element: Element) => element.closest('.unseen, [aria-hidden="true"]') !== null;

  /** What is to be seen of an element: the rest is scrolled away. */
  const shown = (element: Element) => {
    const box = element.getBoundingClientRect();
    const seen = { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === 'visible') continue;
      const edges = around.getBoundingClientRect();
      seen.left = Math.max(seen.left, edges.left);
      seen.right = Math.min(seen.right, edges.right);
      seen.top = Math.max(seen.top, edges.top);
      seen.bottom = Math.min(seen.bottom, edges.bottom);
    }
    return seen;
  };

  for (const element of document.querySelectorAll<HTMLElement>(SAYING)) {
    if (!isSeen(element) || isHidden(element) || element.closest('article, [role="listbox"]')) continue;
    const { overflowX, textOverflow } = getComputedStyle(element);
    const cuts = overflowX === 'hidden' || overflowX === 'clip';
    // What ends in an ellipsis is meant to: names of things, which can be of any length.
    if (textOverflow === 'ellipsis') continue;
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) {
      found.push(`${cuts ? 'cut off' : 'wider than its box'}: ${name(element)}`);
    }
    const box = element.getBoundingClientRect();
    if (box.width === 0) continue;
    if (box.left < -1 || box.right > innerWidth + 1) found.push(`outside the window: ${name(element)}`);
    // A pane or a dialog that holds it may end before it does.
    for (let around = element.parentElement; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.overflowX === 'visible') continue;
      const edges = around.getBoundingClientRect();
      if (style.textOverflow !== 'ellipsis' && (box.left < edges.left - 1 || box.right > edges.right + 1)) {
        found.push(`cut off by ${around.localName}.${around.className.split(' ')[0] ?? ''}: ${name(element)}`);
      }
    }
  }

  // Nothing in a bar stands on its neighbour.
  for (const bar of document.querySelectorAll('header, footer, [role="toolbar"], [role="tablist"], [role="menubar"], nav')) {
    if (!isSeen(bar)) continue;
    const things = [...bar.querySelectorAll<HTMLElement>('button, a, input, select, [role="tab"]')].filter(
      (thing) => isSeen(thing) && !isHidden(thing),
    );
    for (const [index, one] of things.entries()) {
      const a = shown(one);
      for (const other of things.slice(index + 1)) {
        if (one.contains(other) || other.contains(one)) continue;
        const b = shown(other);
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 2 && high > 2) found.push(`${name(one)} over ${name(other)}`);
      }
    }
  }
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) found.push(`the window scrolls sideways by ${page.scrollWidth - page.clientWidth} px`);
  return found;
}
