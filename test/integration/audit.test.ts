import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceCatalogue } from '../../functions/audit/facts.ts';
import { auditJobs } from '../../functions/audit/jobs.ts';
import { noSettings } from '../../shared/audit/audited.ts';
import { rules } from '../../shared/audit/catalogue.ts';
import { defineRule } from '../../shared/kernel/rule.ts';
import { groupMarkPartition } from '../../shared/table/keys.ts';
import type { Any } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';
import type { AuditWorld, Parts } from './audit-world.ts';
import { MINUTE, openAuditWorld } from './audit-world.ts';

let audit: AuditWorld;
beforeAll(async () => {
  audit = await openAuditWorld();
});
afterAll(() => audit.world.close());

const one = async (type: Parts['type'], data: Parts['data'], parts: Parts['parts'] = {}) =>
  (await audit.put([{ type, data, parts }]))[0]!;

describe('the life of a finding', () => {
  it('opens with its owner, closes when the data is right, comes back as the same one, and no run makes a second', async () => {
    const rep = await audit.world.person('sales-rep', { team: 'east' });
    const rec = await one('account', audit.account({ phone: '12' }), { ownerId: rep.memberId, teamId: 'east' });
    const first = await audit.run({ kind: 'incremental' });
    // The account, both members, and the pipeline that the workspace began with.
    expect(first.counts).toMatchObject({ checked: 4, opened: 1, faults: 1 });
    const [found] = await audit.findings(`subjectId:eq:${rec.id}`);
    expect(found).toMatchObject({
      rule: 'bad-phone',
      area: 'master-data',
      severity: 'medium',
      subjectType: 'account',
      subjectTitle: 'Ocean',
      locator: 'phone',
      found: '12',
      state: 'open',
      ownerId: rep.memberId,
      teamId: 'east',
      times: 1,
      dueDate: '2026-12-05',
      lastRun: first.id,
    });
    expect((await audit.run({ kind: 'incremental' })).counts).toMatchObject({ opened: 0, closed: 0 });
    expect((await audit.run({ kind: 'sweep' })).counts).toMatchObject({ opened: 0, closed: 0, unchanged: 1 });

    const fixed = await audit.steward.call('PATCH', `/accounts/${rec.id}`, {
      version: 1,
      body: { phone: '+86 21 5888 1234' },
    });
    expect(fixed.status).toBe(200);
    const second = await audit.run({ kind: 'incremental' });
    expect(second.counts).toMatchObject({ checked: 1, closed: 1 });
    expect((await audit.findings(`subjectId:eq:${rec.id}`))[0]).toMatchObject({
      id: found.id,
      state: 'fixed',
      closedAt: second.now,
    });

    await audit.overwrite({ ...rec, version: 2 }, { data: { ...rec.data, phone: '13' } });
    expect((await audit.run({ kind: 'incremental' })).counts).toMatchObject({ reopened: 1, opened: 0 });
    const again = await audit.findings(`subjectId:eq:${rec.id}`);
    expect(again).toHaveLength(1);
    expect(again[0]).toMatchObject({ id: found.id, state: 'recurred', times: 2, found: '13' });
    expect(again[0]).not.toHaveProperty('closedAt');
  });

  it('stays explained while the fault persists, and closes when the record is archived', async () => {
    const rec = await one('account', audit.account({ email: 'x' }));
    await audit.run({ kind: 'incremental' });
    const [found] = await audit.findings(`subjectId:eq:${rec.id}`);
    // Nobody owns the record: whoever looks after the data does.
    expect(found.ownerId).toBe(audit.steward.memberId);
    const auditor = await audit.world.again(await audit.world.person('auditor'));
    const said = await auditor.call('PATCH', `/findings/${found.id}`, {
      version: found.version,
      body: { state: 'accepted', cause: 'the customer has no other', acceptedUntil: '2027-03-31' },
    });
    expect(said.status).toBe(200);
    expect((await audit.run({ kind: 'sweep' })).counts).toMatchObject({ opened: 0, reopened: 0, closed: 0 });
    expect((await audit.findings(`subjectId:eq:${rec.id}`))[0].state).toBe('accepted');
    expect((await audit.steward.call('POST', `/accounts/${rec.id}/archive`, { version: 1, body: {} })).status).toBe(
      200,
    );
    expect((await audit.run({ kind: 'incremental' })).counts.closed).toBe(1);
    expect((await audit.findings(`subjectId:eq:${rec.id}`))[0].state).toBe('fixed');
  });

  it('opens by time alone when it falls due, and goes with it', async () => {
    const deal = await one('opportunity', {
      name: 'Plant 2',
      stage: 'proposal',
      accountId: undefined,
      closeDate: '2026-11-22',
      nextStep: 'call',
      stageSince: new Date(audit.world.clock.now).toISOString(),
    });
    await audit.run({ kind: 'incremental' });
    expect(await audit.findings(`subjectId:eq:${deal.id}`, 'rule:eq:opportunity-past-close')).toEqual([]);
    audit.world.clock.now += 2 * 86_400_000;
    const later = await audit.run({ kind: 'incremental' });
    expect(later.counts.checked).toBe(1);
    expect(await audit.findings(`subjectId:eq:${deal.id}`, 'rule:eq:opportunity-past-close')).toMatchObject([
      { state: 'open', found: '2026-11-22' },
    ]);
    // The next look is weeks away: nothing is read again.
    expect((await audit.run({ kind: 'incremental' })).counts.checked).toBe(0);
  });
});

describe('groups', () => {
  it('finds a duplicate from the record that changed, and lets it go when it changes back', async () => {
    const same = { name: 'Double Ltd', email: 'info@double.cn' };
    const [old, copy] = await audit.put([
      { type: 'account', data: audit.account(same) },
      { type: 'account', data: audit.account({ name: 'Double Ltd' }) },
    ]);
    await audit.run({ kind: 'incremental' });
    expect(await audit.findings('rule:eq:duplicate-account')).toEqual([]);
    const changed = await audit.steward.call('PATCH', `/accounts/${copy!.id}`, {
      version: 1,
      body: { email: 'INFO@double.cn' },
    });
    expect(changed.status).toBe(200);
    await audit.run({ kind: 'incremental' });
    expect(await audit.findings('rule:eq:duplicate-account')).toMatchObject([
      { subjectId: old!.id, related: [copy!.id], state: 'open' },
    ]);
    await audit.steward.call('PATCH', `/accounts/${copy!.id}`, { version: 2, body: { email: 'other@double.cn' } });
    await audit.run({ kind: 'incremental' });
    expect(await audit.findings('rule:eq:duplicate-account')).toMatchObject([{ state: 'fixed' }]);
  });

  it('clears the marks of groups that were left', async () => {
    const marks = await audit.world.stack.deps.table.query({ partition: groupMarkPartition(MAIN) });
    expect(marks.items).toEqual([]);
  });

  it('has one finding for a product sold at several prices, until they agree', async () => {
    const product = await one('product', { code: 'A-100', name: 'Helmet', cost: 1 });
    const sold = (unitPrice: number) => ({
      type: 'order' as const,
      data: { number: `SO${unitPrice}`, accountId: 'acc_x', orderDate: '2026-11-01', currency: 'USD' },
      parts: { lines: [{ productId: product.id, quantity: 1, unitPrice, amount: unitPrice }] },
    });
    const [, odd] = await audit.put([sold(3500), sold(3000)]);
    await audit.run({ kind: 'incremental' });
    expect(await audit.findings('rule:eq:several-prices')).toMatchObject([
      { subjectId: product.id, subjectType: 'product', state: 'open' },
    ]);
    await audit.overwrite(odd!, { lines: [{ productId: product.id, quantity: 1, unitPrice: 3500, amount: 3500 }] });
    await audit.run({ kind: 'incremental' });
    expect(await audit.findings('rule:eq:several-prices')).toMatchObject([{ state: 'fixed' }]);
  });
});

describe('rules of the workspace', () => {
  const setRule = async (id: string, body: Record<string, unknown>) => {
    const { body: list } = await audit.steward.call('GET', '/audit-rules');
    return audit.steward.call('PUT', `/audit-rules/${id}`, { version: list.version, body });
  };

  it('lists every rule with its settings', async () => {
    const { body } = await audit.steward.call('GET', '/audit-rules');
    expect(body.items).toHaveLength(rules.length);
    expect(body.items.find((one: Any) => one.id === 'opportunity-stuck')).toMatchObject({
      enabled: true,
      dueDays: 7,
      settings: { proposal: 30 },
      settingsSchema: { type: 'object' },
    });
  });

  it('closes the findings of a rule that is turned off, and finds them again when it is on', async () => {
    const rec = await one('account', audit.account({ phone: '99' }));
    await audit.run({ kind: 'incremental' });
    const open = await audit.findings('rule:eq:bad-phone', 'state:in:open|recurred');
    expect(open.map((one) => one.subjectId)).toContain(rec.id);
    audit.world.clock.now += MINUTE;
    expect((await setRule('bad-phone', { enabled: false })).body).toMatchObject({ enabled: false, id: 'bad-phone' });
    await audit.world.settle();
    expect(await audit.findings('rule:eq:bad-phone', 'state:in:open|recurred')).toEqual([]);
    audit.world.clock.now += MINUTE;
    expect((await setRule('bad-phone', { enabled: true, severity: 'high', dueDays: 1 })).status).toBe(200);
    await audit.world.settle();
    const back = await audit.findings('rule:eq:bad-phone', 'state:in:open|recurred');
    expect(back).toHaveLength(open.length);
    expect(back.every((one) => one.state === 'recurred' && one.severity === 'high')).toBe(true);
    const { body } = await audit.steward.call('GET', '/audit-runs?limit=1');
    expect(body.items[0]).toMatchObject({
      kind: 'sweep',
      trigger: 'setting',
      rules: ['bad-phone'],
      by: audit.steward.memberId,
      state: 'done',
    });
  });

  it('refuses a setting that the rule does not take, another version, and a rule that there is none of', async () => {
    const bad = await setRule('order-not-approved-in-time', { settings: { hours: 0 } });
    expect([bad.status, bad.body.errors?.[0]?.field]).toEqual([400, 'settings.hours']);
    expect((await audit.steward.call('PUT', '/audit-rules/bad-phone', { version: 99, body: {} })).status).toBe(412);
    expect((await setRule('no-such-rule', {})).status).toBe(404);
  });

  it('reports a rule that throws as a finding about the rule, keeps the audit, and closes it when it runs through', async () => {
    const label = { en: 'A rule that throws', zh: '出错的规则' };
    const throwing = defineRule({
      id: 'throwing',
      area: 'documents',
      severity: 'low',
      types: ['account'],
      label,
      explanation: label,
      help: label,
      settings: noSettings,
      dueDays: 1,
      evaluate: () => {
        throw new Error('cannot divide');
      },
    });
    const rec = await one('account', audit.account({ email: 'still found' }));
    replaceCatalogue([...rules, throwing]);
    try {
      const failed = await audit.run({ kind: 'sweep' });
      expect(failed.counts.ruleErrors).toBeGreaterThan(1);
      expect(await audit.findings(`subjectId:eq:${rec.id}`)).toMatchObject([{ rule: 'bad-email', state: 'open' }]);
      expect(await audit.findings('rule:eq:rule-failed')).toMatchObject([
        {
          subjectType: 'rule',
          subjectId: 'throwing',
          found: 'cannot divide',
          state: 'open',
          ownerId: audit.steward.memberId,
        },
      ]);
      expect((await audit.run({ kind: 'sweep' })).counts.opened).toBe(0);
    } finally {
      replaceCatalogue(undefined);
    }
    await audit.run({ kind: 'sweep' });
    expect(await audit.findings('rule:eq:rule-failed')).toMatchObject([{ state: 'fixed' }]);
  });
});

describe('runs', () => {
  it('is one run however often a request with its key comes', async () => {
    const start = () =>
      audit.steward.call('POST', '/audit-runs', {
        body: { kind: 'incremental' },
        headers: { 'idempotency-key': 'once' },
      });
    const [a, b] = [await start(), await start()];
    expect(b.body.id).toBe(a.body.id);
    const other = await audit.steward.call('POST', '/audit-runs', {
      body: { kind: 'sweep' },
      headers: { 'idempotency-key': 'once' },
    });
    expect(other.status).toBe(409);
    expect(
      (await audit.steward.call('POST', '/audit-runs', { body: { kind: 'sweep', rules: ['no-such-rule'] } })).status,
    ).toBe(400);
    await audit.world.settle();
  });

  it('is one run however often a schedule’s message comes', async () => {
    const job = { job: 'audit.incremental', ws: MAIN, scheduledFor: '2026-11-30T18:00:00.000Z' };
    const before = (await audit.steward.call('GET', '/audit-runs?limit=200')).body.items.length;
    for (let time = 0; time < 3; time++) await auditJobs['audit.incremental']!(job, audit.world.stack.deps);
    await audit.world.settle();
    const after = (await audit.steward.call('GET', '/audit-runs?limit=200')).body.items;
    expect(after).toHaveLength(before + 1);
    expect(after[0]).toMatchObject({ trigger: 'schedule', state: 'done' });
  });

  it('draws the same sample for a seed', async () => {
    const [a, b] = [
      await audit.run({ kind: 'spot-check', sample: 3, seed: 'x' }),
      await audit.run({ kind: 'spot-check', sample: 3, seed: 'x' }),
    ];
    expect(a).toMatchObject({ kind: 'spot-check', sample: 3, seed: 'x', counts: { checked: 3 } });
    expect(b.counts).toMatchObject({ checked: 3, faults: a.counts.faults, opened: 0 });
  });
});
