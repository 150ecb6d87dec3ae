import { expect, it } from 'vitest';
import { entityOf } from '../entities.ts';
import type { Rec } from '../kernel/record.ts';
import { rowOf } from '../search/row.ts';
import type { ActiveGroupRule } from './active.ts';
import { activate } from './active.ts';
import { rules } from './catalogue.ts';
import { evaluateTouched, groupKeysOf, groupMark, groupsLeft, keysOf } from './groups.ts';
import { duplicateContact } from './rules/duplicate-contact.ts';
import { severalPrices } from './rules/several-prices.ts';
import { factsAbout, record } from './testing.ts';

const row = (rec: Rec) => rowOf(entityOf(rec.type), rec);
const person = (email: string, parts: Partial<Rec> = {}) => record('contact', { name: 'Li Na', email }, parts);

it('names the groups of a row under every rule that looks at its kind', () => {
  const names = groupKeysOf(rules, row(person('na@example.com')));
  expect(names).toEqual([{ rule: 'duplicate-contact', key: 'mail:na@example.com' }]);
  expect(groupKeysOf(rules, row(person('na@example.com', { archivedAt: '2026-11-02T00:00:00.000Z' })))).toEqual([]);
});

it('names the groups that a change has left, and marks them with what the audit will look for', () => {
  const before = row(person('na@example.com'));
  const after = row(person('li.na@example.com'));
  const left = groupsLeft(rules, before, after);
  expect(left).toEqual([{ rule: 'duplicate-contact', key: 'mail:na@example.com' }]);
  expect(groupsLeft(rules, before, before)).toEqual([]);
  expect(groupMark('ws_a', left[0]!, 'now')).toEqual({
    pk: 'ws_a#groups',
    sk: 'duplicate-contact#mail:na@example.com',
    ...left[0],
    at: 'now',
  });
});

it('keeps keys short enough for the table, in any script', () => {
  const long = row(record('contact', { name: '王'.repeat(300), email: `${'a'.repeat(180)}@example.com` }));
  for (const key of keysOf(duplicateContact, long))
    expect(new TextEncoder().encode(`duplicate-contact#${key}`).length).toBeLessThan(1024);
});

const active = activate(duplicateContact) as ActiveGroupRule;
const touched = (records: Rec[], changed: Rec[], findings: { subjectId: string; related: string[] }[] = []) =>
  evaluateTouched(
    active,
    {
      keys: changed.flatMap((one) => keysOf(duplicateContact, row(one))),
      changed: new Set(changed.map((one) => one.id)),
      findings,
    },
    factsAbout(records),
  );

it('finds the duplicate that a change has made, at the older record that did not change', () => {
  const [old, fresh] = [person('na@example.com'), person('na@example.com')];
  const { sightings, subjects } = touched([old!, fresh!], [fresh!]);
  expect(sightings.map((one) => one.subject.id)).toEqual([old!.id]);
  expect([...subjects]).toEqual([old!.id]);
});

it('asks again about a finding whose other record has gone elsewhere', () => {
  const [old, moved] = [person('na@example.com'), person('other@example.com')];
  const { sightings, subjects } = touched([old!, moved!], [moved!], [{ subjectId: old!.id, related: [moved!.id] }]);
  expect(sightings).toEqual([]);
  expect([...subjects]).toEqual([old!.id]);
});

it('asks all groups of a subject, so that a fault which stands by another group stays', () => {
  const both = { name: 'Li Na', email: 'na@example.com', mobile: '13800138000' };
  const [old, byPhone] = [record('contact', both), record('contact', { name: 'Li Na', mobile: '13800138000' })];
  const moved = person('other@example.com');
  const { sightings } = touched(
    [old, byPhone, moved],
    [moved],
    [{ subjectId: old.id, related: [byPhone.id, moved.id] }],
  );
  expect(sightings.map((one) => [one.subject.id, one.fault.related])).toEqual([[old.id, [byPhone.id]]]);
});

it('leads from the order to the product at which the finding stands', () => {
  const product = record('product', { code: 'A-1', name: 'Helmet' });
  const sold = (unitPrice: number) =>
    record('order', { currency: 'USD' }, { lines: [{ productId: product.id, unitPrice }] });
  const [a, b] = [sold(100), sold(200)];
  const rule = activate(severalPrices) as ActiveGroupRule;
  const answer = evaluateTouched(
    rule,
    { keys: [product.id], changed: new Set([b.id]), findings: [] },
    factsAbout([product, a, b]),
  );
  expect(answer.sightings.map((one) => one.subject)).toEqual([{ type: 'product', id: product.id, title: 'Helmet' }]);
});
