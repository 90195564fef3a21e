import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A print page as a news site's print button gives it. */
export const PRINT_PAGE = `print PRINT

Harbour town keeps its night ferry

VARDEN — When the last box had been tipped out, the officer counted twice.

It leaves at 21.40, when the shops are dark, and carries nurses, cod and the late post.

“We were asked whether we could do without something only some of us have seen,” the harbour master said.

  • Ferries
  • Votes
`;

/** Writes the print page into a folder and returns its path. */
export function writePrintPage(folder: string, name = 'ferry.txt', content = PRINT_PAGE): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
