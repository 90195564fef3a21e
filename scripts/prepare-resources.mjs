#!/usr/bin/env node
/**
 * Unpacks the page setter's fonts into `resources/fonts/`, a generated folder. The page setter reads static TrueType faces only;
 * the window's variable WOFF2 files are no use to it.
 */
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TARGET = join(ROOT, 'resources', 'fonts');

/** The faces that pages use, by package; each costs 330 kB in the installer. */
const FACES = {
  'source-serif-4': ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic', '700Bold', '700Bold_Italic'],
  inter: ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold'],
};

/** File-name prefixes of the packages. */
const PREFIXES = { 'source-serif-4': 'SourceSerif4', inter: 'Inter' };

/**
 * Makes `resources/fonts/` hold exactly the faces listed and their licences. Does nothing when it does already.
 * @returns {Promise<{ copied: number, removed: number, folder: string }>}
 */
export async function prepareResources() {
  await mkdir(TARGET, { recursive: true });
  const wanted = new Map(sources().map(({ from, name }) => [name, from]));
  const present = await readdir(TARGET);
  const surplus = present.filter((name) => !wanted.has(name));
  await Promise.all(surplus.map((name) => rm(join(TARGET, name), { recursive: true })));
  const copied = await Promise.all([...wanted].map(([name, from]) => copyIfChanged(from, join(TARGET, name))));
  return { copied: copied.filter(Boolean).length, removed: surplus.length, folder: TARGET };
}

function sources() {
  return Object.entries(FACES).flatMap(([family, faces]) => {
    const folder = join(ROOT, 'node_modules', '@expo-google-fonts', family);
    const prefix = PREFIXES[/** @type {keyof typeof PREFIXES} */ (family)];
    const fonts = faces.map((face) => join(folder, face, `${prefix}_${face}.ttf`)).map((from) => ({ from, name: basename(from) }));
    return [...fonts, { from: join(folder, 'LICENSE_FONT'), name: `${prefix}-OFL.txt` }];
  });
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {Promise<boolean>} whether it was copied
 */
async function copyIfChanged(from, to) {
  const [source, target] = await Promise.all([stat(from), stat(to).catch(() => null)]);
  if (target && target.size === source.size && target.mtimeMs >= source.mtimeMs) return false;
  await copyFile(from, to);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--help')) {
    console.log(
      'Usage: node scripts/prepare-resources.mjs\n\nCopies the fonts that pages are set in from node_modules to resources/fonts/. Safe to run again.',
    );
  } else {
    const { copied, removed, folder } = await prepareResources();
    console.log(`${folder}: ${copied} copied, ${removed} removed`);
  }
}
