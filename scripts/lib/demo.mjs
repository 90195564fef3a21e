/** A small archive of invented stories, for screenshots and for tests that need a library that looks lived in. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Parts of headlines that fit each other, for the many short items that a real archive is full of. */
const SUBJECTS = [
  'Council',
  'Harbour board',
  'School',
  'Library',
  'Fire brigade',
  'Bakery',
  'Tram company',
  'Museum',
  'Lighthouse',
  'Orchestra',
];
const EVENTS = [
  'asks for a second opinion on the bridge',
  'opens its archive on Sundays',
  'counts fewer gulls than last year',
  'moves the clock back, and then forward',
  'finds a letter of 1911 behind the stove',
  'thanks the night shift',
];
const PUBLICATIONS = ['The Northern Mail', 'Kystposten', 'Metropolitan Evening', 'The Valley Courier'];
const TAGS = ['city', 'council', 'culture', 'place/Varden', 'place/Kirkholm', 'budget'];

/** @returns {Record<string, unknown>[]} stories as the importer of JSON Lines takes them, always the same */
export function demoStories() {
  const written = JSON.parse(readFileSync(join(ROOT, 'scripts/demo/stories.json'), 'utf8'));
  const items = SUBJECTS.flatMap((subject, first) =>
    EVENTS.map((event, second) => {
      const number = first * EVENTS.length + second;
      return {
        id: `demo-item-${number}`,
        headline: `${subject} ${event}`,
        publication: PUBLICATIONS[number % PUBLICATIONS.length],
        published: new Date(Date.UTC(2015 + ((number * 7) % 9), (number * 5) % 12, 1 + ((number * 11) % 28))).toISOString().slice(0, 10),
        language: 'en',
        tags: [TAGS[number % TAGS.length], TAGS[(number * 3 + 1) % TAGS.length]].filter((tag, at, all) => all.indexOf(tag) === at),
        body: `The ${subject.toLowerCase()} ${event}, it was said on ${['Monday', 'Wednesday', 'Friday'][number % 3]}.\n\nNobody at the meeting objected, and the item took less time to decide than to read out.`,
      };
    }),
  );
  return [...written, ...items];
}

/** Writes them to a file that can be imported. */
export function writeDemo(path) {
  writeFileSync(
    path,
    demoStories()
      .map((story) => `${JSON.stringify(story)}\n`)
      .join(''),
  );
}
