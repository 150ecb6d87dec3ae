import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../shared/entities.ts';
import { fault } from '../../../shared/kernel/problem.ts';
import type { EntityStandard } from '../../../shared/standards/standard.ts';
import { defaultStandard, noStandard, workspaceStandard } from '../../../shared/standards/standard.ts';
import {
  changedEntities,
  correctionsOf,
  pairsOf,
  readValues,
  rebase,
  standardEntities,
  standardFields,
  tidy,
  withField,
  withoutCustom,
} from './draft.ts';
import { draftFaults, faultAt, faultCount, serverFaults } from './faults.ts';
import { tryCode, tryValue } from './tester.ts';

const size = { name: 'size', type: 'text', label: { en: 'Size', zh: '尺寸' } } as const;
const account = (part: Partial<EntityStandard>) => ({ account: { ...noStandard, ...part } });

describe('fields of a standard', () => {
  it('lists head, own and line fields, without what the system works out', () => {
    const paths = standardFields(entityOf('order'), [size]).map((field) => field.path);
    expect(paths).toContain('orderDate');
    expect(paths).not.toContain('amount');
    expect(paths.indexOf('custom.size')).toBeLessThan(paths.indexOf('lines.quantity'));
  });
  it('knows what the product itself asks for', () => {
    const fields = standardFields(entityOf('account'), []);
    expect(fields.find((field) => field.path === 'name')?.always).toBe(true);
    expect(fields.find((field) => field.path === 'phone')?.always).toBe(false);
  });
  it('shows the kinds with defaults and those that the company added', () => {
    const names = standardEntities({ member: noStandard }).map((entity) => entity.name);
    expect(names).toContain('member');
    expect(names).not.toContain('finding');
  });
});

describe('changes', () => {
  it('leaves out what says nothing', () => {
    expect(tidy({ required: false, allowed: [], corrections: {}, pattern: '' })).toBeUndefined();
    expect(withField({ ...noStandard, fields: { phone: { required: true } } }, 'phone', {}).fields).toEqual({});
  });
  it('does not take another order of keys for a change', () => {
    const a = account({ fields: { phone: { required: true, format: 'phone' }, name: { required: true } } });
    const b = account({ fields: { name: { required: true }, phone: { format: 'phone', required: true } } });
    expect(changedEntities(a, b)).toEqual([]);
    expect(changedEntities(a, account({}))).toEqual(['account']);
  });
  it('takes what was asked of an own field away with it', () => {
    const before = { ...noStandard, custom: [size], fields: { 'custom.size': { required: true } } };
    expect(withoutCustom(before, 0)).toEqual(noStandard);
  });
  it('puts own changes on top of another version', () => {
    const base = account({ fields: { phone: { required: true }, name: { required: true } }, staleAfterDays: 10 });
    const mine = account({ fields: { phone: { format: 'phone' }, name: { required: true } }, staleAfterDays: 10 });
    const theirs = account({ fields: { phone: { required: true } }, staleAfterDays: 99 });
    expect(rebase(base, mine, theirs)).toEqual(account({ fields: { phone: { format: 'phone' } }, staleAfterDays: 99 }));
  });
  it('reads pasted values and half-typed corrections', () => {
    expect(readValues(' CN \r\nDE\n\nCN')).toEqual(['CN', 'DE']);
    expect(
      correctionsOf([
        { wrong: ' Germany', right: 'DE' },
        { wrong: 'x', right: '' },
      ]),
    ).toEqual({ Germany: 'DE' });
    expect(pairsOf({ Germany: 'DE' })).toEqual([{ wrong: 'Germany', right: 'DE' }]);
  });
  it('makes nothing that the contract would refuse', () => {
    const next = withField(defaultStandard['account'] ?? noStandard, 'city', { allowed: ['上海'], example: '上海' });
    expect(workspaceStandard.safeParse({ ...defaultStandard, account: next }).success).toBe(true);
  });
});

describe('faults', () => {
  it('finds nothing wrong with the good defaults', () => {
    expect([...draftFaults(defaultStandard)]).toEqual([]);
  });
  it('stands beside the part that is wrong', () => {
    const faults = draftFaults(
      account({
        codeRule: { field: 'code', pattern: '^C\\d{6}$', example: 'X1' },
        fields: {
          city: { pattern: '(', example: 'a' },
          country: { allowed: ['CN'], corrections: { Germany: 'DE' }, example: 'DE' },
        },
        sequences: [
          ['birthDate', 'birthDate'],
          ['', 'birthDate'],
          ['birthDate', 'lines.from'],
        ],
        custom: [size, size, { name: 'Bad name', type: 'enum', label: { en: '', zh: '好' } }],
      }),
    );
    const codes = Object.fromEntries(
      [...faults].map(([place, one]) => [place.replace('standard.account.', ''), one.kind === 'own' && one.code]),
    );
    expect(codes).toEqual({
      'codeRule.example': 'example',
      'fields.city.pattern': 'pattern',
      'fields.country.example': 'exampleNotAllowed',
      'fields.country.corrections': 'correctionNotAllowed',
      'sequences.0': 'sequenceSame',
      'sequences.1': 'sequenceEmpty',
      'sequences.2': 'sequenceMixed',
      'custom.1.name': 'customTwice',
      'custom.2.name': 'customName',
      'custom.2.label.en': 'customLabel',
      'custom.2.values': 'customValues',
    });
    expect(faultCount(faults, 'account')).toBe(11);
    expect(faultCount(faults, 'order')).toBe(0);
  });
  it('brings refusals of the server to the same places', () => {
    const faults = serverFaults([fault('standard.account.fields.city.allowed.3', 'too-long')]);
    expect(faultAt(faults, 'standard.account.fields.city.allowed')?.kind).toBe('server');
    expect(faultAt(faults, 'standard.account.fields.city')?.kind).toBe('server');
    expect(faultAt(faults, 'standard.account.fields.cit')).toBeUndefined();
    const slow = serverFaults([fault('standard.account.codeRule.pattern', 'bad-format')]);
    expect(slow.get('standard.account.codeRule.pattern')).toEqual({ kind: 'own', code: 'patternSlow' });
  });
});

describe('trying a value', () => {
  const context = { now: '2026-11-21T02:00:00.000Z', today: '2026-11-21' };
  it('says what entry would say', () => {
    expect(tryValue({ format: 'phone' }, '12', context)?.code).toBe('bad-phone');
    expect(tryValue({ format: 'phone' }, '+86 21 5888 1234', context)).toBeUndefined();
    expect(tryValue({ positive: true }, '0', context)?.code).toBe('too-small');
    expect(tryValue({ notInFuture: true }, '2026-11-22', context)?.code).toBe('date-in-future');
    expect(tryValue({ allowed: ['DE'], corrections: { Germany: 'DE' } }, 'Germany', context)?.expected).toBe('DE');
  });
  it('tries a code against a rule that may itself be wrong', () => {
    expect([tryCode('^C\\d{6}$', ' C000123 '), tryCode('^C\\d{6}$', 'C12'), tryCode('(', 'C1')]).toEqual([
      true,
      false,
      undefined,
    ]);
  });
});
