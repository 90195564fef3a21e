import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PageSetting, PdfStandard } from '../../../core/pages';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { designError, designRefusal, type Diagnostic, type PageDesign } from './design-check';
import { PAGE_FONTS } from './page-fonts';
import { isEssential, isReadableWithout, missingCharacters, missingFontError, namedInWords } from './missing-glyphs';
import type { PageFile } from './page-pictures';
import { resourcesFolder } from './resources';

/** The templates in `resources/pages/`. */
export type PageTemplate = 'story' | 'notes' | 'dossier';

/** A document to set: its template, its data, and the files it names. */
export interface Printing {
  /** One of the app's own templates, or a person's page design, which gets the same data. */
  template: PageTemplate | PageDesign;
  /** What the template reads as `story.json`. */
  document: PageSetting;
  files?: readonly PageFile[];
}

/** How many documents a cached piece of layout outlives; the press keeps no more than the last few stories in memory. */
const CACHE_AGE = 4;
/** Characters of a document that leaves nothing behind: what is remembered of it would fill hundreds of megabytes. */
const LONG_DOCUMENT = 400_000;

/** How long the fonts found are relied on when letters are missing, in milliseconds. */
const FONTS_KNOWN_FOR = 20_000;

/** Stands for a character that no font has. */
const SUBSTITUTE = '□';

/** Where a person's page design stands while it is set: among the app's own templates, whose parts it imports. */
const DESIGN_FILE = 'page-design.typ';

/** A compiler that knows the system's fonts; looking through them takes longer than setting a story. */
interface WarmCompiler {
  compiler: NodeCompiler;
  /** The families that pages name and this computer has not; naming them would cost time for every piece of text. */
  absent: ReadonlySet<string>;
  /** When it looked for fonts, in milliseconds. */
  since: number;
}

/** One by resources folder. */
const compilers = new Map<string, WarmCompiler>();

/**
 * Sets a document as a tagged PDF in this thread; a 1,000-word story takes tens of milliseconds.
 *
 * What no installed font has is printed as □, and the last page says what it is and which fonts to install; pictures that cannot be
 * opened have a sentence in their place. Throws `typesetting-failed` when fonts lack so many of the letters that the story could not be
 * read, naming fonts to install, and when something is wrong with a person's page design, naming the line.
 */
export async function typeset(printing: Printing, resources = resourcesFolder()): Promise<Uint8Array> {
  const { template } = printing;
  const refused = typeof template === 'string' ? null : designRefusal(template);
  if (refused) throw refused;
  const press = new Press(printing, resources);
  try {
    return press.set();
  } catch (error) {
    throw asBroadsheetError(error, template);
  } finally {
    press.clear();
  }
}

/** The page setter refused the document itself. */
class Refusal extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(JSON.stringify(diagnostics));
  }
}

/** The page setter accepted the pages and refused to write them in the standard asked for. */
class PdfRefusal extends Error {}

class Press {
  readonly #compiler: NodeCompiler;
  readonly #absent: ReadonlySet<string>;
  readonly #knownSince: number;
  readonly #pages: string;
  readonly #main: string;
  readonly #mapped: string[] = [];
  #longest = 0;

  constructor(
    private readonly printing: Printing,
    private readonly resources: string,
  ) {
    const { compiler, absent, since } = compilerFor(resources);
    this.#knownSince = since;
    this.#compiler = compiler;
    this.#absent = absent;
    this.#pages = join(resources, 'pages');
    const { template, files = [] } = printing;
    for (const { path, bytes } of files) this.#place(path, bytes);
    if (typeof template !== 'string') this.#place(DESIGN_FILE, Buffer.from(template.source));
    this.#main = join(this.#pages, typeof template === 'string' ? `${template}.typ` : DESIGN_FILE);
  }

  /** Sets the document; what stands in its way and can be left out is left out, and it is set again. */
  set(): Uint8Array {
    let document = this.printing.document;
    let broken: ReadonlySet<string> = new Set();
    let missing: ReadonlySet<string> = new Set();
    for (;;) {
      try {
        return this.#write(JSON.stringify(document, replacing(broken, missing, this.#absent)), document.look.standard);
      } catch (error) {
        if (error instanceof Refusal && broken.size === 0) broken = this.#brokenFiles();
        else if (error instanceof PdfRefusal && missing.size === 0) missing = this.#unprintable(error);
        else throw error;
        if (broken.size === 0 && missing.size === 0) throw error;
        document = { ...document, unprintable: namedInWords([...missing]) };
      }
    }
  }

  /** Takes away what was put beside the templates for this document. */
  clear(): void {
    for (const path of this.#mapped) this.#compiler.unmapShadow(path);
    this.#compiler.evictCache(this.#longest > LONG_DOCUMENT ? 0 : CACHE_AGE);
  }

  #place(path: string, bytes: Uint8Array): void {
    const full = join(this.#pages, path);
    this.#compiler.mapShadow(full, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.#mapped.push(full);
  }

  #write(json: string, pdfStandard: PdfStandard): Uint8Array {
    this.#longest = Math.max(this.#longest, json.length);
    this.#compiler.mapShadow(join(this.#pages, 'story.json'), Buffer.from(json));
    const result = this.#compiler.compile({ mainFilePath: this.#main });
    if (!result.result) {
      const error = result.takeError();
      throw new Refusal(error ? (this.#compiler.fetchDiagnostics(error) as Diagnostic[]) : []);
    }
    try {
      return this.#compiler.pdf(result.result, { pdfStandard });
    } catch (error) {
      throw new PdfRefusal(error instanceof Error ? error.message : String(error));
    }
  }

  /** The pictures that the page setter cannot open, each tried alone. */
  #brokenFiles(): Set<string> {
    const pictures = (this.printing.files ?? []).filter(({ path }) => /\.(?:png|jpg|gif|webp)$/.test(path));
    const opens = (path: string) => this.#compiler.compile({ mainFileContent: `#image(${JSON.stringify(path)})` }).result !== null;
    return new Set(pictures.map(({ path }) => path).filter((path) => !opens(path)));
  }

  /** The characters that no font has, or that the standard forbids. @throws BroadsheetError when most of the story is among them */
  #unprintable(refusal: PdfRefusal): Set<string> {
    const missing = missingCharacters(refusal.message);
    const letters = missing.filter(isEssential);
    // The next try looks for fonts again, so that installing one is enough; for many stories in a row it looks now and then.
    if (letters.length > 0 && Date.now() - this.#knownSince > FONTS_KNOWN_FOR) compilers.delete(this.resources);
    if (letters.length === 0 || isReadableWithout(letters, wordsOf(this.printing.document))) return new Set(missing);
    compilers.delete(this.resources);
    throw missingFontError(letters);
  }
}

function compilerFor(resources: string): WarmCompiler {
  const warm = compilers.get(resources);
  if (warm) return warm;
  const fonts = join(resources, 'fonts');
  // Without its own faces the page setter would quietly take others.
  if (!existsSync(join(fonts, 'SourceSerif4_400Regular.ttf'))) throw new Error(`No fonts in ${fonts}; run scripts/prepare-resources.mjs`);
  const compiler = NodeCompiler.create({ workspace: join(resources, 'pages'), fontArgs: [{ fontPaths: [fonts] }] });
  const made = { compiler, absent: absentFamilies(compiler), since: Date.now() };
  compilers.set(resources, made);
  return made;
}

/** The page setter warns of families it does not find, by their names in lower case. */
function absentFamilies(compiler: NodeCompiler): Set<string> {
  const probed = compiler.compile({ mainFileContent: `#text(font: (${PAGE_FONTS.map((name) => JSON.stringify(name)).join()}))[a]` });
  const warnings = probed.takeWarnings();
  const said = warnings ? (compiler.fetchDiagnostics(warnings) as Diagnostic[]) : [];
  const names = new Set(said.flatMap(({ message }) => /^unknown font family: (.*)$/.exec(message)?.[1] ?? []));
  return new Set(PAGE_FONTS.filter((name) => names.has(name.toLowerCase())));
}

function asBroadsheetError(error: unknown, template: Printing['template']): BroadsheetError {
  if (error instanceof BroadsheetError) return error;
  const details = error instanceof Error ? error.message : String(error);
  if (typeof template !== 'string') return designError(template, error instanceof Refusal ? error.diagnostics : [], details);
  return new BroadsheetError('typesetting-failed', m.error_pages(), details);
}

/** The words of stories and notes, by which it is told how much of them can be shown. */
function wordsOf(document: PageSetting): string {
  const words: string[] = [];
  JSON.stringify(document, (key, value: unknown) => {
    if ((key === 'text' || key === 'title') && typeof value === 'string') words.push(value);
    return value;
  });
  return words.join(' ');
}

/** What is handed to the page setter: printable text, without broken files and absent fonts, with □ for what no font has. */
function replacing(
  broken: ReadonlySet<string>,
  missing: ReadonlySet<string>,
  absent: ReadonlySet<string>,
): (key: string, value: unknown) => unknown {
  return (key, value) => {
    if (key === 'fonts') return (value as string[]).filter((name) => !absent.has(name));
    if (typeof value !== 'string') return value;
    if (broken.has(value)) return '';
    const text = printable(value);
    if (missing.size === 0) return text;
    // An address still leads where it led.
    const instead = ADDRESS.test(text) ? encodeURIComponent : () => SUBSTITUTE;
    return [...text].map((character) => (missing.has(character) ? instead(character) : character)).join('');
  };
}

/** An address and nothing else. */
const ADDRESS = /^(?:https?|ftp):\/\/\S+$/i;

/**
 * Combining marks of phoneticians and medievalists beside another mark: the page setter looks for a font that has all of them, and where
 * none has, for ever.
 */
// eslint-disable-next-line no-misleading-character-class -- ranges of marks are what is meant
const CROWDED_MARK = /(?<=\p{M})[\u1ab0-\u1aff\u1dc0-\u1dff]|[\u1ab0-\u1aff\u1dc0-\u1dff](?=\p{M})/gu;

/** Text without what no font can show: control characters, halves of surrogate pairs and code points that are no characters. */
function printable(text: string): string {
  return text
    .replace(/[\p{Cs}\p{Noncharacter_Code_Point}]|(?![\n\t])\p{Cc}/gu, '')
    .normalize('NFC')
    .replace(CROWDED_MARK, SUBSTITUTE);
}
