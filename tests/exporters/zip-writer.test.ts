import { expect, it } from 'vitest';
import * as yauzl from 'yauzl';
import { stored, ZipWriter } from '../../electron/exporters/parts/zip-writer';

it('more files than the old format counts are in a ZIP that others read', async () => {
  const count = 66_000;
  const zip = new ZipWriter();
  const pieces: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) pieces.push(...zip.file(`${index}.txt`, stored(Buffer.from(String(index)))));
  pieces.push(...zip.end());
  const read = await yauzl.fromBufferPromise(Buffer.concat(pieces));
  expect(read.entryCount).toBe(count);
  let seen = 0;
  for await (const { fileName, uncompressedSize } of read.eachEntry()) {
    if (fileName !== `${seen}.txt` || uncompressedSize !== String(seen).length) expect.fail(fileName);
    seen += 1;
  }
  expect(seen).toBe(count);
});
