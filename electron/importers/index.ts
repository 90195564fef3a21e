import { inList } from '../../core/figures';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import { bundle } from './bundle';
import { htmlPage } from './html-page';
import type { Importer } from './importer';
import { jsonl } from './jsonl';
import { markdown } from './markdown';
import { ninjs } from './ninjs';
import { nitf } from './nitf';
import { notText } from './parts/decode';
import { printPage } from './print-page';
import { w3c } from './w3c';

/** Every import format, in the order in which they are offered. */
export const IMPORTERS: readonly Importer[] = [printPage, htmlPage, jsonl, bundle, markdown, w3c, ninjs, nitf];

export function importerById(id: string): Importer | undefined {
  return IMPORTERS.find((importer) => importer.id === id);
}

/**
 * The importer that is surest of the file.
 * @param head the file's first 64 KiB
 * @throws BroadsheetError `unrecognised` with a sentence that says what the file is instead
 */
export function chooseImporter(head: Uint8Array, name: string): Importer {
  const [best] = IMPORTERS.map((importer) => ({ importer, sureness: importer.sniff(head, name) })).sort((a, b) => b.sureness - a.sureness);
  if (best && best.sureness > 0) return best.importer;
  const formats = inList(IMPORTERS.map(({ label }) => label()));
  const what = notText(head) ?? m.what_unknown();
  throw new BroadsheetError('unrecognised', m.error_no_format({ name, what, formats }));
}
