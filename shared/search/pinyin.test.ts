import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import { entityFields } from '../kernel/entity.ts';
import { LONGEST_SYLLABLE } from './grams.ts';
import { marksOf } from './marks.ts';
import { findPinyin, readingsOf, syllables } from './pinyin.ts';
import { parseQuery } from './words.ts';

describe('pinyin', () => {
  it('has the readings of the dictionary that it was made from', () => {
    const readings = (sign: string) => readingsOf(sign.charCodeAt(0)).map((one) => syllables[one]);
    for (let code = 0x4e00; code <= 0x9fff; code += 7) {
      const sign = String.fromCharCode(code);
      const wanted = pinyin(sign, { toneType: 'none', multiple: true, type: 'array', v: true });
      expect(readings(sign), sign).toEqual([...new Set(wanted)].filter((one) => /^[a-z]+$/.test(one)));
    }
    for (const [sign, wanted] of [
      ['曾', 'zeng'],
      ['单', 'shan'],
      ['仇', 'qiu'],
      ['重', 'chong'],
      ['解', 'xie'],
      ['吕', 'lv'],
    ] as const)
      expect(readings(sign), sign).toContain(wanted);
    expect(LONGEST_SYLLABLE).toBe(6);
  });

  it.each([
    ['zhangsanfeng', 0, 3],
    ['sanf', 1, 3],
    ['zsf', 0, 3],
    ['zhang三', 0, 2],
    ['yiyuan', 4, 6],
  ])('%s is found from %i to %i', (word, from, to) => {
    expect(findPinyin('张三丰 一院', word)).toMatchObject({ from, to });
  });

  it.each(['angsan', 'hang', 'zhangfeng', 'z', 'zsx', 'fengyi'])('%s is not found', (word) => {
    expect(findPinyin('张三丰 一院', word)).toBeUndefined();
  });

  it('gives up on a text that asks for endless trying', () => {
    expect(findPinyin('啊'.repeat(300), `${'a'.repeat(38)}b`)).toBeUndefined();
  });
});

describe('what was found in a value', () => {
  it.each([
    ['Blue Ocean', 'ocean', 'Blue [Ocean]'],
    ['张三丰', 'zsf', '[张三丰]'],
    ['重庆远洋机械', 'yuanyang', '重庆[远洋]机械'],
    ['+86 138 0013 8000', '13800138000', '+86 [138 0013 8000]'],
    ['+86 138 0013 8000', '138 8000', '+86 [138] 0013 [8000]'],
    ['AB-12/3', 'ab123', '[AB-12/3]'],
    ['Ocean', 'oce cean', '[Ocean]'],
    ['Ocean', 'xyz', 'Ocean'],
  ])('%s by %s', (value, q, wanted) => {
    const marked = marksOf(value, parseQuery(q)).reduceRight(
      (text, [from, to]) => `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`,
      value,
    );
    expect(marked).toBe(wanted);
  });
});

it('no entity is searched by a field that some may not see', () => {
  for (const entity of entities)
    for (const field of entityFields(entity))
      if (field.sensitive) expect(entity.search, `${entity.name}.${field.name}`).not.toContain(field.name);
});
