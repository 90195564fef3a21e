import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { gathered } from '../../electron/exporters/parts/gathering';
import { ZipWriter } from '../../electron/exporters/parts/zip';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a ZIP file', () => {
  it('holds files that are there and files that come in pieces', async () => {
    const zip = new ZipWriter();
    const pieces = async function* () {
      for (let line = 0; line < 50_000; line += 1) yield bytes(`${line}\n`);
    };
    const written = async function* () {
      yield zip.file('plain', bytes('as it is'), 'stored');
      yield* zip.stream('日本/long', pieces());
      yield zip.file('behind', bytes('x'.repeat(1_000)));
      yield zip.end();
    };
    const files = unzipSync(await gathered(written()));
    expect(Object.keys(files)).toEqual(['plain', '日本/long', 'behind']);
    expect(strFromU8(files['plain'] ?? bytes(''))).toBe('as it is');
    expect(strFromU8(files['日本/long'] ?? bytes('')).split('\n')).toHaveLength(50_001);
    expect(files['behind']).toHaveLength(1_000);
  });

  it('holds more files than the old form can count', () => {
    const zip = new ZipWriter();
    const many = Array.from({ length: 66_000 }, (_, index) => zip.file(`${index}`, bytes(`${index}`), 'stored'));
    const files = unzipSync(Buffer.concat([...many, zip.end()]));
    expect(Object.keys(files)).toHaveLength(66_000);
    expect(strFromU8(files['65999'] ?? bytes(''))).toBe('65999');
  });

  it('passes on what goes wrong with the pieces', async () => {
    const failing = async function* () {
      yield bytes('a');
      throw new Error('the source broke');
    };
    await expect(gathered(new ZipWriter().stream('x', failing()))).rejects.toThrow('the source broke');
  });
});
