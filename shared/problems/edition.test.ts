import { describe, expect, it } from 'vitest';
import { MAX_ITEM_BYTES } from '../kernel/entity.ts';
import { NOW, recOf } from '../process/testing.ts';
import { editionInBook, linkFields, publishEdition, textFields } from './edition.ts';
import { problemEntry } from './entry.ts';

const at = (now: string) => ({ now, today: now.slice(0, 10), actorId: 'mem_checker' });
const draft = (data: Record<string, unknown> = {}) =>
  recOf('problemEntry', 'pbe_1', {
    kind: 'problem',
    status: 'published',
    titleZh: '焊缝',
    pages: ['/orders'],
    ...data,
  });

describe('publishing an entry', () => {
  it('makes the next edition of its words and links, says who checked them, and for how long', () => {
    const rec = publishEdition(draft({ note: 'for editors' }), at(NOW));
    expect(rec.lines).toEqual([
      { edition: 1, at: NOW, by: 'mem_checker', kind: 'problem', titleZh: '焊缝', pages: ['/orders'] },
    ]);
    expect(rec.data).toMatchObject({ edition: 1, publishedAt: NOW, reviewOn: '2027-05-22' });
    expect([rec.verifiedAt, rec.verifiedBy]).toEqual([NOW, 'mem_checker']);
  });

  it.each([
    ['ahead', '2026-11-24', '2026-11-24'],
    ['today', '2026-11-23', '2027-05-22'],
    ['past', '2026-01-01', '2027-05-22'],
  ])('leaves a freshness that lies ahead, and proposes one else: %s', (_, given, kept) => {
    expect(publishEdition(draft({ reviewOn: given }), at(NOW)).data['reviewOn']).toBe(kept);
  });

  it('keeps the last five editions and counts on', () => {
    let rec = draft();
    for (let n = 1; n <= 7; n++) rec = publishEdition({ ...rec, data: { ...rec.data, titleZh: `第${n}版` } }, at(NOW));
    expect(rec.lines?.map((line) => line['edition'])).toEqual([3, 4, 5, 6, 7]);
    expect(rec.data['edition']).toBe(7);
  });

  it('keeps fewer of the longest words, so that the entry can be changed for ever', () => {
    const text = Object.fromEntries(
      textFields.map((name) => [name, '焊'.repeat(name.startsWith('title') ? 200 : 1000)]),
    );
    const links = Object.fromEntries(linkFields.map((name) => [name, Array(30).fill('x'.repeat(80))]));
    let rec = draft({ ...text, ...links });
    for (let n = 1; n <= 7; n++) rec = publishEdition({ ...rec, data: { ...rec.data, kind: `k${n}` } }, at(NOW));
    expect(Buffer.byteLength(JSON.stringify(rec))).toBeLessThan(MAX_ITEM_BYTES - 5_000);
    expect(rec.lines?.map((line) => line['edition'])).toEqual([5, 6, 7]);
  });

  it('of the same words makes no new edition', () => {
    const once = publishEdition(draft(), at(NOW));
    const again = publishEdition(once, at('2026-12-24T02:00:00.000Z'));
    expect([again.lines, again.data['edition']]).toEqual([once.lines, 1]);
    const moved = publishEdition({ ...once, data: { ...once.data, pages: ['/quotes'] } }, at(NOW));
    expect(moved.data['edition']).toBe(2);
  });
});

describe('what stands in the book', () => {
  it('is the last edition, whatever is being written', () => {
    const once = publishEdition(draft(), at(NOW));
    const revised = { ...once, data: { ...once.data, status: 'draft', titleZh: '改到一半' } };
    expect(editionInBook(revised)).toMatchObject({ edition: 1, titleZh: '焊缝' });
  });

  it('is nothing before the first publishing, and after a withdrawal', () => {
    expect(editionInBook(draft())).toBeUndefined();
    const { publishedAt: _gone, ...data } = publishEdition(draft(), at(NOW)).data;
    expect(editionInBook({ data, lines: [{ edition: 1 }] })).toBeUndefined();
  });
});

describe('an entry as it is entered', () => {
  const derive = problemEntry.derive!;

  it('takes no editions from whoever edits it, and loses none', () => {
    const forged = [{ edition: 9, titleZh: 'forged' }];
    expect(derive({ data: { titleZh: 'a' }, lines: forged }, undefined).lines).toEqual([]);
    const before = publishEdition(draft(), at(NOW));
    for (const lines of [[], forged, undefined])
      expect(derive({ data: { ...before.data, titleZh: 'b' }, lines }, before).lines).toEqual(before.lines);
  });

  it('is named by its title, the Chinese one first', () => {
    const name = (data: Record<string, unknown>) => derive({ data }, undefined).data['name'];
    expect(name({ titleZh: '焊缝', titleEn: 'Weld' })).toBe('焊缝');
    expect(name({ titleEn: 'Weld' })).toBe('Weld');
  });

  it('is stale no longer once its freshness is set anew', () => {
    const before = draft({ reviewOn: '2026-11-20', staleSince: '2026-11-21' });
    const stale = (reviewOn: string) => derive({ data: { ...before.data, reviewOn } }, before).data['staleSince'];
    expect([stale('2026-11-20'), stale('2027-01-01')]).toEqual(['2026-11-21', undefined]);
  });

  it.each([
    [{ titleZh: undefined }, 'titleZh'],
    [{ errorCodes: ['Step Refused'] }, 'errorCodes.0'],
    [{ auditRules: ['ok', '../x'] }, 'auditRules.1'],
    [{ processSteps: ['order'] }, 'processSteps.0'],
    [{ pages: ['https://evil.example'] }, 'pages.0'],
    [{ pages: ['//evil.example?x'] }, 'pages.0'],
    [{ roles: ['king'] }, 'roles.0'],
  ])('is refused with %j', (data, field) => {
    expect(problemEntry.check!({ data: draft(data).data }).map((one) => one.field)).toEqual([field]);
  });

  it('takes the links of its example', () => {
    const example = { ...problemEntry.example, processSteps: ['order/submit', 'complaint#received'] };
    expect(problemEntry.check!({ data: example })).toEqual([]);
  });

  it('rings the day after its last fresh one, once, while it stands in the book', () => {
    const alarm = (data: Record<string, unknown>) => problemEntry.alarm!(draft({ reviewOn: '2026-11-30', ...data }));
    expect(alarm({ publishedAt: NOW })).toBe('2026-12-01');
    expect(alarm({})).toBeUndefined();
    expect(alarm({ publishedAt: NOW, staleSince: '2026-12-01' })).toBeUndefined();
  });
});
