import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

/** A Chinese character is two wide, any other letter one. */
const measure = (text: string) => [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 2 : 1), 0);

test.each([
  ['one two three', 8, ['one two', 'three']],
  ['', 8, ['']],
  ['a\n\nb', 8, ['a', '', 'b']],
  ['红色头盔运动款', 8, ['红色头盔', '运动款']],
  ['红色头盔，运动款', 8, ['红色头', '盔，运动', '款']],
  ['共计（含税）', 6, ['共计', '（含', '税）']],
  ['HL-U509-RED-LARGE', 8, ['HL-U509-', 'RED-LARG', 'E']],
  ['型号HL-U509头盔', 8, ['型号', 'HL-U509', '头盔']],
])('%j in %i', (text, width, lines) => {
  expect(wrap(text, width, measure)).toEqual(lines);
  for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
});
