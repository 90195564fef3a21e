import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text of each page of a PDF, words separated by single spaces, read back by another program than the one that wrote it. */
export async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    pages.push(
      text
        .replace(/-\n(?=\p{Ll})/gu, '')
        .replace(/\s+/gu, ' ')
        .trim(),
    );
  }
  await task.destroy();
  return pages;
}

/** Where a piece of text stands on a page, in points from its top left corner. */
export interface PlacedText {
  text: string;
  x: number;
  /** Of the base line. */
  y: number;
  width: number;
  height: number;
}

/** An element of the structure that screen readers walk. */
export interface Tag {
  role: string;
  alt: string;
  inside: Tag[];
}

export interface PdfFacts {
  info: Record<string, unknown>;
  pages: PlacedText[][];
  /** Of each page. */
  tags: Tag[];
  /** Web addresses and places within, of all pages. */
  links: { url: string; within: boolean }[];
  /** Titles of the bookmarks with how deep they stand. */
  bookmarks: { title: string; depth: number }[];
  attachments: { name: string; bytes: Uint8Array }[];
}

interface Node {
  role?: string;
  alt?: string;
  children?: Node[];
}

interface Bookmark {
  title: string;
  items: Bookmark[];
}

const tagOf = ({ role = '', alt = '', children = [] }: Node): Tag => ({
  role,
  alt,
  inside: children.filter((child) => child.role !== undefined).map(tagOf),
});

/** Every element of a structure, in the order of reading. */
export const tagsIn = (tag: Tag): Tag[] => [tag, ...tag.inside.flatMap(tagsIn)];

/** What a PDF says of itself, read back by another program than the one that wrote it. */
export async function pdfFacts(bytes: Uint8Array): Promise<PdfFacts> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 });
  const document = await task.promise;
  const facts: PdfFacts = { info: {}, pages: [], tags: [], links: [], bookmarks: [], attachments: [] };
  facts.info = (await document.getMetadata()).info as Record<string, unknown>;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { height: top } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    facts.pages.push(
      items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const [, , , , x = 0, y = 0] = item.transform as number[];
        return [{ text: item.str, x, y: top - y, width: item.width, height: item.height }];
      }),
    );
    facts.tags.push(tagOf((await page.getStructTree()) as Node));
    for (const link of (await page.getAnnotations()) as { subtype: string; url?: string; dest?: unknown }[]) {
      if (link.subtype === 'Link') facts.links.push({ url: link.url ?? '', within: Boolean(link.dest) });
    }
  }
  const walk = (bookmarks: Bookmark[], depth: number): void => {
    for (const { title, items } of bookmarks) {
      facts.bookmarks.push({ title, depth });
      walk(items, depth + 1);
    }
  };
  walk((await document.getOutline()) ?? [], 0);
  const attached = (await document.getAttachments()) as Map<string, { filename: string }> | null;
  for (const [id, { filename }] of attached ?? [])
    facts.attachments.push({ name: filename, bytes: (await document.getAttachmentContent(id)) ?? new Uint8Array() });
  await task.destroy();
  return facts;
}
