import type { ExportStory } from '../../../core/exporting';
import type { Stories } from '../exporter';

/** One story as any number of them. */
export function only(story: ExportStory): Stories {
  return {
    total: 1,
    async *[Symbol.asyncIterator]() {
      yield story;
    },
  };
}

/** The pieces of a file as the file. */
export async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
