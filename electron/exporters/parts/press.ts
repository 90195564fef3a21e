import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PageDocument } from '../../../core/pages';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { isEssential, missingCharacters, missingFontError } from './missing-glyphs';
import { resourcesFolder } from './resources';

/** The templates in `resources/pages/`. */
export type PageTemplate = 'story' | 'notes';

/** How many documents a cached piece of layout outlives; the press keeps no more than the last few stories in memory. */
const CACHE_AGE = 4;

/** Stands for a symbol that no font has. */
const SUBSTITUTE = '□';

/** One warm compiler per resources folder: looking through a system's fonts takes longer than setting a story. */
const compilers = new Map<string, NodeCompiler>();

/**
 * Sets a document as a tagged PDF (PDF/UA-1) in this thread; a 1,000-word story takes tens of milliseconds.
 *
 * Throws `typesetting-failed` when no installed font has a letter of the story, naming its script and a font to install.
 * Symbols and emoji that no font has are printed as □, and the page says which.
 */
export async function typeset(template: PageTemplate, document: PageDocument, resources = resourcesFolder()): Promise<Uint8Array> {
  try {
    return compile(template, JSON.stringify(document, withPrintableText), resources);
  } catch (error) {
    const missing = error instanceof PdfRefusal ? missingCharacters(error.message) : [];
    const letters = missing.filter(isEssential);
    if (letters.length > 0) {
      // The next try looks for fonts again, so that installing one is enough.
      compilers.delete(resources);
      throw missingFontError(letters);
    }
    if (missing.length === 0) throw asBroadsheetError(error);
    return typesetWithout(missing, template, document, resources);
  }
}

function typesetWithout(missing: readonly string[], template: PageTemplate, document: PageDocument, resources: string): Uint8Array {
  const symbols = new Set(missing);
  const substituted = (_: string, value: unknown) =>
    typeof value === 'string'
      ? [...printable(value)].map((character) => (symbols.has(character) ? SUBSTITUTE : character)).join('')
      : value;
  const unprintable = missing.map((symbol) => `U+${(symbol.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  try {
    return compile(template, JSON.stringify({ ...document, unprintable }, substituted), resources);
  } catch (error) {
    throw asBroadsheetError(error);
  }
}

/** The compiler accepted the pages and refused to write them as PDF/UA-1. */
class PdfRefusal extends Error {}

function compile(template: PageTemplate, json: string, resources: string): Uint8Array {
  const pages = join(resources, 'pages');
  const compiler = compilerFor(resources);
  compiler.mapShadow(join(pages, 'story.json'), Buffer.from(json));
  const result = compiler.compile({ mainFilePath: join(pages, `${template}.typ`) });
  if (!result.result) {
    const error = result.takeError();
    throw new Error(JSON.stringify(error ? compiler.fetchDiagnostics(error) : 'no diagnostics'));
  }
  try {
    return compiler.pdf(result.result, { pdfStandard: 'ua-1' });
  } catch (error) {
    throw new PdfRefusal(error instanceof Error ? error.message : String(error));
  } finally {
    compiler.evictCache(CACHE_AGE);
  }
}

function compilerFor(resources: string): NodeCompiler {
  const warm = compilers.get(resources);
  if (warm) return warm;
  const fonts = join(resources, 'fonts');
  // Without its own faces the page setter would quietly take others.
  if (!existsSync(join(fonts, 'SourceSerif4_400Regular.ttf'))) throw new Error(`No fonts in ${fonts}; run scripts/prepare-resources.mjs`);
  const compiler = NodeCompiler.create({ workspace: join(resources, 'pages'), fontArgs: [{ fontPaths: [fonts] }] });
  compilers.set(resources, compiler);
  return compiler;
}

function asBroadsheetError(error: unknown): BroadsheetError {
  if (error instanceof BroadsheetError) return error;
  return new BroadsheetError('typesetting-failed', m.error_pages(), error instanceof Error ? error.message : String(error));
}

function withPrintableText(_: string, value: unknown): unknown {
  return typeof value === 'string' ? printable(value) : value;
}

/** Text without what no font can show: control characters, halves of surrogate pairs and code points that are no characters. */
function printable(text: string): string {
  return text.replace(/[\p{Cs}\p{Noncharacter_Code_Point}]|(?![\n\t])\p{Cc}/gu, '');
}
