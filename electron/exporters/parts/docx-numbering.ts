import { XML } from './docx-part';
import { MAIN } from './docx-names';

/** The bullets and numbers of a document's lists: two forms, and a count of its own for every numbered list. */
export class DocxNumbering {
  readonly #lists: string[] = ['<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'];

  /** The number by which the paragraphs of a list name it. */
  list(isOrdered: boolean, start: number, level: number): number {
    if (!isOrdered) return 1;
    const id = this.#lists.length + 1;
    const first = `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${start}"/></w:lvlOverride>`;
    this.#lists.push(`<w:num w:numId="${id}"><w:abstractNumId w:val="1"/>${first}</w:num>`);
    return id;
  }

  xml(): string {
    const forms = [form(0, () => ['bullet', '•']), form(1, (level) => ['decimal', `%${level + 1}.`])];
    return `${XML}<w:numbering ${MAIN}>\n${forms.join('\n')}\n${this.#lists.join('\n')}\n</w:numbering>`;
  }
}

function form(id: number, look: (level: number) => [format: string, text: string]): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const [format, text] = look(level);
    const place = `<w:pPr><w:ind w:left="${400 * (level + 1)}" w:hanging="340"/></w:pPr>`;
    return `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>${place}</w:lvl>`;
  });
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${levels.join('')}</w:abstractNum>`;
}
