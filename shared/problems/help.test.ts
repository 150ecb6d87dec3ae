import { describe, expect, it } from 'vitest';
import { rules } from '../audit/catalogue.ts';
import { fieldFaults, problemCodes } from '../kernel/problem.ts';
import type { Row } from '../kernel/rule.ts';
import { guards } from '../process/guards.ts';
import { refusalRules } from '../process/refusals.ts';
import { parseQuery } from '../search/words.ts';
import { builtInHelp } from './built-in.ts';
import type { Help } from './help.ts';
import { helpOfRow, pageFit, pageOfAddress, rankedHelp, wholeBook } from './help.ts';
import { pageGuides } from './page-guides.ts';
import { helpItem } from './problems.contract.ts';

const links = { errorCodes: [], auditRules: [], processSteps: [], pages: [], roles: [] };
const own = (id: string, given: Partial<Help['links']>, parts: Partial<Help> = {}): Help => ({
  id,
  kind: 'problem',
  title: { zh: id },
  edition: 1,
  ...parts,
  links: { ...links, ...given },
});
const builtIn = builtInHelp();
const ids = (list: readonly Help[]) => list.map((one) => one.id);

describe('what the product says itself', () => {
  it('speaks of every audit rule, error, refusal, condition and page, each once, in both languages', () => {
    const about = builtIn.map((one) => one.about);
    expect(new Set(about).size).toBe(about.length);
    expect(about).toEqual(
      expect.arrayContaining([
        ...rules.map((rule) => `rule:${rule.id}`),
        ...problemCodes.map((code) => `code:${code}`),
        ...Object.keys(refusalRules).map((rule) => `code:${rule}`),
        ...guards.map((guard) => `code:${guard.id}`),
        ...pageGuides.map(({ page }) => `page:${page}`),
      ]),
    );
    const codes = new Set(builtIn.flatMap((one) => one.links.errorCodes));
    expect(Object.keys(fieldFaults).filter((code) => !codes.has(code))).toEqual([]);
    for (const one of builtIn)
      for (const words of [one.title, one.rightWay])
        expect([words?.zh, words?.en], one.id).toEqual([
          expect.stringMatching(/\p{Script=Han}/u),
          expect.stringMatching(/^\P{Script=Han}+$/u),
        ]);
  });

  it('says of an error that people meet what it looks like, why it comes and what to do, each in words of its own', () => {
    const ofPrograms = ['malformed-json', 'method-not-allowed', 'unsupported-media-type', 'version-required'];
    const met = builtIn.filter(({ about }) => problemCodes.some((code) => about === `code:${code}`));
    const lacking = met.filter((one) => !one.symptom?.zh || !one.symptom.en || !one.cause?.zh || !one.cause.en);
    expect(lacking.map((one) => one.about).sort()).toEqual(ofPrograms.map((code) => `code:${code}`));
    const said = met.flatMap(({ symptom, cause, rightWay }) =>
      [symptom, cause, rightWay].flatMap((words) => (words ? [words.zh, words.en] : [])),
    );
    expect(new Set(said).size).toBe(said.length);
    for (const [index, words] of said.entries())
      expect(/\p{Script=Han}/u.test(words ?? ''), words).toBe(index % 2 === 0);
  });

  it('is of the form in which entries are read', () => {
    for (const one of builtIn) expect(helpItem.safeParse(one).error, one.id).toBeUndefined();
  });
});

describe('a row of the list', () => {
  const row = (parts: Record<string, unknown>): Row => ({ id: 'pbe_1', titleZh: '草稿', ...parts });
  const book = { edition: 2, kind: 'guide', titleZh: '焊缝', rightWayEn: 'Warm it', pages: ['/orders'] };

  it('is read as the edition in the book, never as the draft', () => {
    const help = helpOfRow(row({ book, reviewOn: '2027-01-01', ownerId: 'mem_1' }));
    expect(help).toEqual({
      id: 'pbe_1',
      kind: 'guide',
      title: { zh: '焊缝' },
      rightWay: { en: 'Warm it' },
      links: { ...links, pages: ['/orders'] },
      edition: 2,
      reviewOn: '2027-01-01',
      ownerId: 'mem_1',
    });
  });

  it.each([
    ['unpublished', {}],
    ['archived', { book, archivedAt: 'x' }],
    ['removed', { book, removedAt: 'x' }],
  ])('that is %s is not in the book', (_, parts) => {
    expect(helpOfRow(row(parts))).toBeUndefined();
  });
});

describe('the whole book', () => {
  it.each([
    ['a rule', own('a', { auditRules: ['bad-email'] }), 'rule:bad-email'],
    ['an error', own('a', { errorCodes: ['conflict'] }), 'code:conflict'],
    ['where it comes from', own('a', {}, { about: 'rule:bad-email' }), 'rule:bad-email'],
    ['a page, by a guide', own('a', { pages: ['/orders'] }, { kind: 'guide' }), 'page:/orders'],
  ])('has the company’s word instead of the product’s: %s', (_, entry, about) => {
    const book = wholeBook([entry], builtIn);
    expect(builtIn.some((one) => one.about === about)).toBe(true);
    expect(book.some((one) => one.about === about && one !== entry)).toBe(false);
    expect(book).toHaveLength(builtIn.length);
  });

  it('keeps a page’s guide beside a problem that can occur there', () => {
    const book = wholeBook([own('a', { pages: ['/orders'] })], builtIn);
    expect(book.filter((one) => one.links.pages.includes('/orders'))).toHaveLength(2);
  });
});

describe('the page of an address', () => {
  it.each([
    ['/ws_demo/complaints/cpl_01ABC?tab=2', '/complaints/:id'],
    ['/ws_demo', '/'],
    ['/orders/:id#lines', '/orders/:id'],
    ['orders//', '/orders'],
    ['/processes/order', '/processes/order'],
  ])('%s is %s', (address, page) => {
    expect(pageOfAddress(address)).toBe(page);
  });

  it.each([
    ['/orders/:id', '/orders/:id', 4],
    ['/orders', '/orders/:id', 2],
    ['/order', '/orders/:id', 0],
    ['/', '/orders', 0],
    ['/', '/', 3],
  ])('%s fits %s by %i', (entry, page, fit) => {
    expect(pageFit(entry, page)).toBe(fit);
  });
});

describe('help', () => {
  const asked = (parts: Parameters<typeof rankedHelp>[1] extends infer A ? Partial<A> : never, book: readonly Help[]) =>
    ids(rankedHelp(book, { roles: ['finance'], ...parts }));

  it('comes by error, rule and step', () => {
    expect(asked({ code: 'stale-version' }, builtIn)).toEqual(['builtin:code:stale-version']);
    expect(asked({ code: 'contact-logged' }, builtIn)).toEqual(['builtin:code:contact-logged']);
    expect(asked({ rule: 'bad-phone' }, builtIn)).toEqual(['builtin:rule:bad-phone']);
    expect(asked({ step: 'complaint/act' }, builtIn)).toContain('builtin:code:affected-told');
    expect(asked({ step: 'no/such' }, builtIn)).toEqual([]);
  });

  it('shows what is named before what is on the page, and the nearer page first', () => {
    const book = [
      own('far', { pages: ['/orders'] }),
      own('near', { pages: ['/orders/:id'] }),
      own('named', { errorCodes: ['locked'] }),
      own('elsewhere', { pages: ['/quotes'] }),
    ];
    expect(asked({ page: '/orders/:id', code: 'locked' }, book)).toEqual(['named', 'near', 'far']);
  });

  it('is for the reader’s roles first, for everybody next, for others last', () => {
    const book = [
      own('c', { pages: ['/orders'], roles: ['auditor'] }),
      own('b', { pages: ['/orders'] }),
      own('a2', { pages: ['/orders'], roles: ['auditor', 'finance'] }),
    ];
    expect(asked({ page: '/orders' }, book)).toEqual(['a2', 'b', 'c']);
  });

  it('is found by any of its words, by pinyin too', () => {
    const book = [own('weld', {}, { cause: { zh: '焊缝开裂' } }), own('paint', {}, { rightWay: { en: 'Dry it' } })];
    const by = (q: string) => asked({ query: parseQuery(q) }, book);
    expect([by('焊缝'), by('hanfeng'), by('dry it'), by('nothing')]).toEqual([['weld'], ['weld'], ['paint'], []]);
  });
});
