import { expect, test } from 'vitest';
import { inCapitals } from './capitals.ts';

test.each([
  [0, '人民币零元整'],
  [5, '人民币伍分'],
  [60, '人民币陆角整'],
  [100, '人民币壹元整'],
  [105, '人民币壹元零伍分'],
  [1_020, '人民币壹拾元贰角整'],
  [140_950, '人民币壹仟肆佰零玖元伍角整'],
  [600_714, '人民币陆仟零柒元壹角肆分'],
  // Where the yuan end in zero, a zero before the jiao may be left out by the rule.
  [10_700_053, '人民币壹拾万柒仟元伍角叁分'],
  [1_000_000, '人民币壹万元整'],
  [1_000_100, '人民币壹万零壹元整'],
  [10_000_000_000, '人民币壹亿元整'],
  [10_000_000_100, '人民币壹亿零壹元整'],
  [10_003_050_000, '人民币壹亿零叁万零伍佰元整'],
  [-39_538, '人民币负叁佰玖拾伍元叁角捌分'],
])('%i fen is %s', (fen, words) => {
  expect(inCapitals(fen)).toBe(words);
});
