import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { LabelledPair } from './labelled.fixture.ts';
import { labelledPairs } from './labelled.fixture.ts';
import { blockingKeys, DUPLICATE, score } from './matching.ts';

const context = { country: 'CN' };

/** What a search finds: the two share a key, and their score says that they are one. */
const isFound = ({ type, a, b }: LabelledPair): boolean => {
  const keys = new Set(blockingKeys(type, a));
  return blockingKeys(type, b).some((key) => keys.has(key)) && score(type, a, b, context).score >= DUPLICATE;
};

interface Tally {
  hit: number;
  missed: number;
  wrong: number;
}

const measured = (pairs: readonly LabelledPair[]) => {
  const total: Tally = { hit: 0, missed: 0, wrong: 0 };
  const kinds = new Map<string, { wrong: number; of: number; example: string }>();
  for (const pair of pairs) {
    const found = isFound(pair);
    if (pair.same) total[found ? 'hit' : 'missed']++;
    else if (found) total.wrong++;
    const name = `${pair.type}, ${pair.same ? 'one' : 'two'}: ${pair.kind}`;
    const kind = kinds.get(name) ?? { wrong: 0, of: 0, example: '' };
    kinds.set(name, kind);
    kind.of++;
    if (found !== pair.same) {
      kind.wrong++;
      kind.example ||= `${JSON.stringify(pair.a)} / ${JSON.stringify(pair.b)} ${JSON.stringify(score(pair.type, pair.a, pair.b, context))}`;
    }
  }
  return {
    precision: total.hit / (total.hit + total.wrong),
    recall: total.hit / (total.hit + total.missed),
    confusion: [...kinds]
      .filter(([, kind]) => kind.wrong > 0)
      .map(([name, kind]) => `${name}: ${kind.wrong} of ${kind.of} wrong, ${kind.example}`)
      .join('\n'),
  };
};

const pairs = labelledPairs();

it.each(['account', 'contact', 'product'] as const)('tells one %s from two', (type) => {
  const { precision, recall, confusion } = measured(pairs.filter((pair) => pair.type === type));
  expect(precision, `precision ${precision}, recall ${recall}\n${confusion}`).toBeGreaterThanOrEqual(0.99);
  expect(recall, `precision ${precision}, recall ${recall}\n${confusion}`).toBeGreaterThanOrEqual(0.97);
});

it('says the same whichever of the two comes first', () => {
  for (const { type, a, b } of pairs) expect(score(type, b, a, context).score).toBe(score(type, a, b, context).score);
});

it('is measured on data that know nothing of how records are compared', () => {
  expect(readFileSync(new URL('./labelled.fixture.ts', import.meta.url), 'utf8')).not.toMatch(
    /\bimport\b.*from|\bimport\(/,
  );
});
