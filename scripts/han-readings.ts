import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';

// Writes shared/search/han-readings.ts: what the search needs of a pinyin dictionary (single signs without tones), at a sixth of its size.
const FIRST = 0x4e00;
const LAST = 0x9fff;
/** Readings are written as signs from here on: two bytes each in the bundle. */
const BASE = 0x100;

const all: string[][] = [];
for (let code = FIRST; code <= LAST; code++) {
  const read = pinyin(String.fromCharCode(code), { toneType: 'none', multiple: true, type: 'array', v: true });
  all.push([...new Set(read.map((one) => one.replace('ê', 'e')))].filter((one) => /^[a-z]+$/.test(one)));
}
const syllables = [...new Set(all.flat())].sort();
const sign = (syllable: string): string => String.fromCharCode(BASE + syllables.indexOf(syllable));
const none = String.fromCharCode(BASE + syllables.length);
const first = all.map(([one]) => (one ? sign(one) : none)).join('');
const others = all
  .flatMap(([, ...more], i) => (more.length > 0 ? [String.fromCharCode(FIRST + i) + more.map(sign).join('')] : []))
  .join('');

writeFileSync(
  join(import.meta.dirname, '..', 'shared', 'search', 'han-readings.ts'),
  `// Made by scripts/han-readings.ts from the dictionary of pinyin-pro (MIT): do not edit.

/** All syllables, without tones; \`v\` stands for ü. */
export const syllableText =
  '${syllables.join(' ')}';

/** The first reading of each sign from U+4E00 on: U+0100 and the number of the syllable. */
export const firstReadings =
  '${first}';

/** A sign and its further readings, one after the other. */
export const furtherReadings =
  '${others}';
`,
);
