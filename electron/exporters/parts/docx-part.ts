import { createHash } from 'node:crypto';
import { pictureOf, type Picture } from './pictures';
import { attributes } from './xml-text';

/** A part of a word-processing document that refers to others: its links and pictures, each once. */
export class DocxPart {
  readonly #relations = new Map<string, string>();
  readonly #lines: string[] = [];

  constructor(readonly media: DocxMedia) {}

  /** The relation to an address outside. */
  link(href: string): string {
    return this.#relation('hyperlink', href, 'External');
  }

  /** The relation to another part, by its path from the folder of the document. */
  relation(kind: string, target: string): string {
    return this.#relation(kind, target);
  }

  /** A picture that word processors show, with the relation to it; `null` for others. */
  picture(src: string): { picture: Picture; relation: string } | null {
    const picture = pictureOf(src);
    const path = picture && this.media.add(picture);
    return path ? { picture, relation: this.#relation('image', path) } : null;
  }

  relationships(): string {
    return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\n${this.#lines.join('\n')}\n</Relationships>`;
  }

  #relation(kind: string, target: string, mode?: string): string {
    const key = `${kind} ${target}`;
    const known = this.#relations.get(key);
    if (known !== undefined) return known;
    const id = `rId${this.#relations.size + 1}`;
    this.#relations.set(key, id);
    this.#lines.push(`<Relationship${attributes({ Id: id, Type: `${RELATIONS}/${kind}`, Target: target, TargetMode: mode })}/>`);
    return id;
  }
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** What word processors of every age show. */
const SHOWN: ReadonlySet<string> = new Set(['png', 'jpg', 'gif']);

/** The pictures of a document as files, each once however often it is shown. */
export class DocxMedia {
  readonly #known = new Set<string>();
  #waiting: { path: string; bytes: Uint8Array }[] = [];

  /** The picture's path from the folder of the document; empty for one that word processors do not show. */
  add({ bytes, extension }: Picture): string {
    if (!SHOWN.has(extension)) return '';
    const path = `media/${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.${extension}`;
    if (!this.#known.has(path)) {
      this.#known.add(path);
      this.#waiting.push({ path, bytes });
    }
    return path;
  }

  /** Those that were added since the last time. */
  taken(): { path: string; bytes: Uint8Array }[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }
}
