import { describe, expect, it } from 'vitest';
import { processes } from '../processes.ts';
import { order } from '../sales/order.ts';
import { diffOf } from './diff.ts';
import { orderProcess } from './order.fixture.ts';
import type { Procedure } from './procedure.ts';
import { procedureOf } from './procedure.ts';
import { entityOfProcess } from './subject.ts';
import { changedOrder } from './versions.fixture.ts';

const rows = (procedure: Procedure, id: string) => procedure.sections.find((one) => one.id === id)?.table?.rows ?? [];

describe('a written procedure', () => {
  const english = procedureOf(orderProcess, order, 'en', { currency: 'CNY' });
  const chinese = procedureOf(orderProcess, order, 'zh', { currency: 'CNY' });

  it('has a numbered row for each step, in the order in which a document meets them', () => {
    const steps = rows(english, 'steps');
    expect(steps.map(([number]) => number)).toEqual(orderProcess.transitions.map((_, index) => String(index + 1)));
    expect(steps[0]).toEqual([
      '1',
      'Submit for approval',
      'Draft',
      'Pending approval',
      'Sales rep, Sales manager, Data steward, Administrator',
      '16 business hours',
      'Account, Order date, Currency, Lines',
      'Every line has quantity and price, Quantities are over zero, Amounts are quantity times price, No line sells a retired product, The account is in use',
    ]);
    expect(rows(chinese, 'steps')[0]!.slice(0, 4)).toEqual(['1', '提交审批', '草稿', '待审批']);
  });

  it('says from which amount each level is asked, in the company’s money', () => {
    expect(rows(english, 'approvals').map((row) => [row[1], row[2], row[3]])).toEqual([
      ['Sales manager', 'every document', 'Sales manager, Administrator'],
      ['Finance', 'Amount of CNY 100,000.00 or more', 'Finance'],
      ['Executive', 'Amount of CNY 1,000,000.00 or more', 'Executive'],
    ]);
    expect(rows(chinese, 'approvals')[1]![2]).toBe('金额达到 CNY 100,000.00');
  });

  it('says who is reminded, and who hears of it when it is late', () => {
    expect(rows(english, 'times')[0]).toEqual([
      'Draft',
      'The document’s owner',
      '16 business hours',
      '4 business hours',
      'Sales manager',
    ]);
    expect(rows(chinese, 'times')[0]).toEqual(['草稿', '单据负责人', '16 个工作小时', '4 个工作小时', '销售经理']);
  });

  it.each(processes.map((definition) => ({ id: definition.id, definition })))(
    'of $id has the same parts in both languages, and no empty cell',
    ({ id, definition }) => {
      const entity = entityOfProcess(id);
      const [en, zh] = (['en', 'zh'] as const).map((language) => procedureOf(definition, entity, language));
      const shape = (one: Procedure) =>
        one.sections.map((part) => [part.id, part.paragraphs.length, part.table?.rows.map((row) => row.length)]);
      expect(shape(zh!)).toEqual(shape(en!));
      for (const procedure of [en!, zh!])
        for (const part of procedure.sections) {
          expect([part.id, ...part.paragraphs, ...(part.table?.rows.flat() ?? [])]).not.toContain('');
          expect(part.paragraphs.length + (part.table?.rows.length ?? 0), part.id).toBeGreaterThan(0);
        }
    },
  );
});

describe('the difference of two versions', () => {
  it('is nothing between a version and itself', () => {
    expect(diffOf(orderProcess, orderProcess, order)).toEqual([]);
  });

  it('names what was added, removed and changed, before and after, in words', () => {
    const after = changedOrder((draft) => {
      draft.transitions = draft.transitions.filter(({ id }) => id !== 'hold');
      draft.states.find(({ id }) => id === 'draft')!.limitHours = 8;
      draft.states.find(({ id }) => id === 'pending-approval')!.approval!.levels[2]!.over!.atLeast = 100_000;
      draft.states.push({ id: 'picking', label: { en: 'Picking', zh: '拣货' }, edit: 'locked' });
    });
    const found = diffOf(orderProcess, after, order, { currency: 'CNY' });
    expect(found.map(({ what, id, change }) => `${change} ${what} ${id}`)).toEqual([
      'changed state draft',
      'added state picking',
      'removed step hold',
      'changed level pending-approval.board',
    ]);
    expect(found[0]!.properties).toEqual([
      {
        property: 'limitHours',
        label: { en: 'Time limit', zh: '时限' },
        before: { en: '16 business hours', zh: '16 个工作小时' },
        after: { en: '8 business hours', zh: '8 个工作小时' },
      },
    ]);
    expect(found[3]!.properties).toMatchObject([
      {
        before: { en: 'Amount of CNY 1,000,000.00 or more', zh: '金额达到 CNY 1,000,000.00' },
        after: { en: 'Amount of CNY 1,000.00 or more', zh: '金额达到 CNY 1,000.00' },
      },
    ]);
  });
});
