import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRINT_PAGE } from './stories';

/** A folder of print pages, each a story of its own: `0/0.txt` to …, a hundred in each folder below. @returns its path */
export function writePrintPages(folder: string, count: number): string {
  for (let number = 0; number < count; number += 1) {
    const part = join(folder, String(Math.floor(number / 100)));
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, `${number}.txt`), PRINT_PAGE.replace('Harbour', `Harbour ${number}`));
  }
  return folder;
}
