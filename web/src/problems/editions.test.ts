import { describe, expect, it } from 'vitest';
import { difference } from './difference.ts';
import { changesBetween } from './editions.ts';
import type { HelpEntry } from './entry.ts';

const short = (before: string, after: string): string =>
  difference(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}]` : `[+${text}]`))
    .join('');

describe('what became of a text', () => {
  it.each([
    ['nothing', 'Fill the date.', 'Fill the date.', 'Fill the date.'],
    ['a word', 'Fill the date first.', 'Fill the price first.', 'Fill the [-date][+price] first.'],
    ['single characters of Chinese', '先填交期，再提交', '先填单价，再提交', '先填[-交期][+单价]，再提交'],
    ['an addition', 'Ask', 'Ask, then go', 'Ask[+, then go]'],
    ['all of it', 'old', '', '[-old]'],
    ['from nothing', '', 'new', '[+new]'],
  ])('%s', (_, before, after, expected) => {
    expect(short(before, after)).toBe(expected);
  });

  it('leads from one text to the other, whatever they are', () => {
    const [a, b] = ['先查 ABC-1 的库存, then ship.', '查 ABC-2 库存；ship it then!'];
    const pieces = difference(a, b);
    const without = (kind: string) =>
      pieces
        .filter((one) => one.kind !== kind)
        .map((one) => one.text)
        .join('');
    expect([without('new'), without('gone')]).toEqual([a, b]);
  });
});

const entry = (rest: Partial<HelpEntry>): HelpEntry => ({
  id: 'pbe_1',
  kind: 'problem',
  title: {},
  links: {},
  ...rest,
});

it('names the texts of both languages and the places that changed, and nothing else', () => {
  const older = entry({ title: { zh: '标题', en: 'Title' }, cause: { zh: '因' }, links: { pages: ['/a', '/b'] } });
  const newer = entry({ title: { zh: '标题', en: 'Name' }, cause: { zh: '因' }, links: { pages: ['/b', '/c'] } });
  const changes = changesBetween(older, newer);
  expect(changes.texts.map(({ part, lang }) => `${part} ${lang}`)).toEqual(['title en']);
  expect(changes.links).toEqual([{ kind: 'pages', added: ['/c'], removed: ['/a'] }]);
  expect(changesBetween(older, older)).toEqual({ texts: [], links: [] });
});
