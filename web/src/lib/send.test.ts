import { expect, test } from 'vitest';
import { matchPath } from '../app/warm-place.ts';
import { initialsOf } from '../kit/person.tsx';
import { moveInSummary } from '../sales/summary.ts';
import { errorOf } from './api-error.ts';
import { addressOf } from './send.ts';

test('addresses are filled in, repeated conditions repeat, empty values stay out', () => {
  expect(addressOf('/v1/workspaces/{workspaceId}/accounts/{id}', { workspaceId: 'ws_1', id: 'a/b' }, {})).toBe(
    '/v1/workspaces/ws_1/accounts/a%2Fb',
  );
  expect(addressOf('/x', {}, { filter: ['a:eq:1', 'b:empty'], q: '', cursor: undefined, limit: 20 })).toBe(
    '/x?filter=a%3Aeq%3A1&filter=b%3Aempty&limit=20',
  );
});

test('an answer that is no problem of the closed list is named by its status', () => {
  expect(errorOf(404, { code: 'not-found', detail: 'x' })).toMatchObject({ code: 'not-found', status: 404 });
  expect(errorOf(502, '<html>')).toMatchObject({ code: 'internal' });
  expect(errorOf(403, { code: 'made-up' })).toMatchObject({ code: 'unreadable' });
});

test('paths match their pattern', () => {
  expect(matchPath('/accounts/:id', '/accounts/acc_1')).toEqual({ id: 'acc_1' });
  expect(matchPath('/', '/')).toEqual({});
  expect(matchPath('/accounts/:id', '/accounts')).toBeUndefined();
});

test('two letters stand for a name', () => {
  expect(['王晓峰', '李娜', 'Anna Berg', 'x', ''].map(initialsOf)).toEqual(['晓峰', '李娜', 'AB', 'X', '?']);
});

test('count and sum move with the card', () => {
  const summary = { total: 3, groups: [{ value: 'proposal', count: 2, sums: { CNY: 300 } }] };
  const record = {
    id: 'opp_1',
    type: 'opportunity',
    version: 1,
    stage: 'proposal',
    amount: 100,
    currency: 'CNY',
    createdAt: '',
    createdBy: '',
    updatedAt: '',
    updatedBy: '',
  };
  expect(moveInSummary(summary, record, 'won').groups).toEqual([
    { value: 'proposal', count: 1, sums: { CNY: 200 } },
    { value: 'won', count: 1, sums: { CNY: 100 } },
  ]);
});
