import type { ProcessStanding, TrailEntry } from '../../shared/kernel/process.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { ChainFacts, CreditDifference } from '../../shared/kernel/rule.ts';
import { at, DAY, dateOf, HOUR, iso, MINUTE, seeded } from './service-generator-clock.ts';

export type Data = Record<string, unknown>;
/** What a record is beside its fields. `by`: who made and last wrote it; `made` and `touched`: when, ms. */
export interface Parts extends Partial<Omit<Rec, 'data' | 'lines'>> {
  by?: string;
  made?: number;
  touched?: number;
}
/** A step: what was done, from where to where, when (ms) and by whom. */
export type Step = readonly [action: string, from: string, to: string, at: number, by: string];

/** What the makers of cases put together. */
export interface Made {
  records: Rec[];
  /** `<rule>|<subject>|<locator>`. */
  expected: Set<string>;
  /** What a run reads besides the records: histories that are not sound, counters that do not agree. */
  chains: Map<string, ChainFacts>;
  credit: Map<string, CreditDifference[]>;
}

const prefixes: Record<string, string> = {
  account: 'acc',
  contact: 'con',
  category: 'cat',
  product: 'prd',
  cause: 'cau',
  opportunity: 'opp',
  order: 'ord',
  quote: 'quo',
  shipment: 'shp',
  receivable: 'rcv',
  payment: 'pay',
  creditNote: 'crn',
  activity: 'act',
  partCode: 'cpc',
  priceList: 'plt',
  price: 'prc',
  changeRequest: 'chg',
  deviation: 'dev',
  proposal: 'prp',
  member: 'mem',
  lead: 'led',
  address: 'adr',
  finding: 'fnd',
  enquiry: 'enq',
};

/** Twelve working days in a row on which the cases play; neighbours never share one. */
const days = [7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22].map((day) => `2026-09-${String(day).padStart(2, '0')}`);
/** Cases that share their people: few enough that their steps never make a crowd. */
const SHARED = 4;

const kept = (data: Data): Data => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
const sum = (lines: readonly Data[], field: string): number =>
  lines.reduce((all, line) => all + (typeof line[field] === 'number' ? line[field] : 0), 0);
/** Money with tax, rounded once a line, half up. */
const gross = (line: Data): number => {
  const amount = Number(line['amount'] ?? 0);
  return amount + Math.round((amount * Number(line['taxRate'] ?? 0)) / 100);
};

/** The hand that makes the records of one seed. The same seed and instant make the same ones. */
export const openHand = (seed: number, now: number) => {
  const random = seeded(seed);
  const made: Made = { records: [], expected: new Set(), chains: new Map(), credit: new Map() };
  let ids = 0;
  let cells = 0;
  let faults = 0;
  let people: { rep: Rec; boss: Rec };

  const id = (type: string): string => `${prefixes[type]}_${String(++ids).padStart(8, '0')}`;

  /** A case: records of its own, with customers, products and (nearly) people that no other case has. */
  const cell = (rule: string) => {
    const number = cells++;
    const base = at(days[number % days.length]!, '09:30') + Math.floor(random() * 60) * MINUTE;
    const n = () => 1_000_000 + ids;

    const put = (type: string, data: Data, parts: Parts = {}, lines?: Data[]): Rec => {
      const { by = people?.rep.id ?? 'mem_1', made: since = base, touched = since, ...rest } = parts;
      const rec = {
        type,
        id: rest.id ?? id(type),
        ws: 'ws_main',
        version: 1,
        schemaVersion: 1,
        createdAt: iso(since),
        createdBy: by,
        updatedAt: iso(touched),
        updatedBy: by,
        via: 'web',
        occurredAt: iso(since),
        enteredAt: iso(since),
        source: 'web',
        ...(['product', 'cause', 'price', 'priceList', 'category', 'member', 'partCode'].includes(type)
          ? {}
          : { ownerId: by }),
        ...rest,
        data: kept(data),
        ...(lines ? { lines: lines.map(kept) } : {}),
      };
      made.records.push(kept(rec) as unknown as Rec);
      return made.records.at(-1)!;
    };

    const member = (data: Data = {}, parts: Parts = {}): Rec => {
      const k = ids + 1;
      const fields = { name: `员工${k}`, email: `staff${k}@own.example`, role: 'sales-rep', status: 'active' };
      return put(
        'member',
        { ...fields, scope: 'all', language: 'zh-CN', lastSeenOn: dateOf(now - DAY), ...data },
        { made: now - 300 * DAY, by: 'job:seed', ...parts },
      );
    };
    if (number % SHARED === 0) people = { rep: member(), boss: member({ role: 'sales-manager' }) };
    const { rep, boss } = people;

    const account = (data: Data = {}, parts: Parts = {}): Rec => {
      const k = ids + 1;
      const town = ['上海', '苏州', '宁波', '成都'][k % 4];
      const fields = {
        code: `C${String(k).padStart(6, '0')}`,
        name: `${['远洋', '恒通', '东方', '金鼎', '蓝天'][k % 5]}${k}机械有限公司`,
        kind: 'company',
        status: 'customer',
        country: 'CN',
        city: town,
        email: `info@firm${k}.example`,
        phone: `+86 138 ${String(10_000_000 + k).slice(0, 4)} ${String(10_000_000 + k).slice(4)}`,
      };
      return put('account', { ...fields, ...data }, parts);
    };

    const contact = (of: Rec | undefined, data: Data = {}, parts: Parts = {}): Rec => {
      const k = ids + 1;
      const fields = { name: `Anna Person${k}`, accountId: of?.id, email: `anna@person${k}.example` };
      return put('contact', { ...fields, mobile: `+86 139 ${10_000_000 + k}`, ...data }, parts);
    };

    /** @param lines dated prices */
    const product = (data: Data = {}, parts: Parts = {}, lines: Data[] = []): Rec => {
      const k = ids + 1;
      const fields = {
        code: `PX-${k}`,
        name: `Fork ${k}`,
        unit: 'pcs',
        status: 'active',
        price: 10_000,
        cost: 3_000,
        floorPrice: 4_000,
        currency: 'CNY',
      };
      return put('product', { ...fields, ...data }, parts, lines);
    };

    /** A line that sells something: what is not said follows from the rest. */
    const line = (of: Rec | undefined, data: Data = {}): Data => {
      const [quantity, unitPrice] = [data['quantity'] ?? 10, data['unitPrice'] ?? 10_000];
      return {
        productId: of?.id,
        quantity,
        unitPrice,
        amount: Math.round(Number(quantity) * Number(unitPrice)),
        ...data,
      };
    };

    const standing = (
      process: string,
      steps: readonly Step[],
      parts: Partial<ProcessStanding> = {},
    ): ProcessStanding => {
      const trail = steps.map(
        ([action, from, to, when, by], index): TrailEntry => ({ n: index + 1, action, from, to, at: iso(when), by }),
      );
      return {
        id: process,
        version: 0,
        state: trail.at(-1)?.to ?? 'draft',
        begun: steps[0]?.[1] ?? 'draft',
        since: trail.at(-1)?.at ?? iso(base),
        seq: trail.length,
        authors: [],
        trail,
        tally: {},
        ...parts,
      };
    };

    const signed = (from: number): Step[] => [
      ['submit', 'draft', 'pending-approval', from + HOUR, rep.id],
      ['approve', 'pending-approval', 'approved', from + 3 * HOUR, boss.id],
    ];
    const deal = (type: 'order' | 'quote', of: Rec | undefined, lines: Data[], data: Data, parts: Parts): Rec => {
      const since = parts.made ?? base;
      const steps = signed(since);
      const day = dateOf(since);
      const total = lines.reduce((all, one) => all + gross(one), 0);
      const head = {
        number: `${type === 'order' ? 'SO' : 'QT'}${n()}`,
        accountId: of?.id,
        status: 'approved',
        currency: 'CNY',
        submittedAt: iso(since + HOUR),
        approvedAt: iso(since + 3 * HOUR),
        approvedBy: boss.id,
        amount: sum(lines, 'amount'),
        total,
        ...(type === 'order'
          ? { orderDate: day, openTotal: total }
          : { quoteDate: day, validUntil: dateOf(since + 30 * DAY) }),
      };
      const process = 'process' in parts ? {} : { process: standing(type, steps) };
      return put(type, { ...head, ...data }, { touched: since + 3 * HOUR, ...process, ...parts }, lines);
    };
    /** An order that a second person approved three hours after it was entered, on the day that it says. */
    const order = (of: Rec | undefined, lines: Data[], data: Data = {}, parts: Parts = {}) =>
      deal('order', of, lines, data, parts);
    const quote = (of: Rec | undefined, lines: Data[], data: Data = {}, parts: Parts = {}) =>
      deal('quote', of, lines, data, parts);
    /** A quote that gave the customer a price before. */
    const promise = (of: Rec, what: Rec, unitPrice: number, data: Data = {}) =>
      quote(of, [line(what, { unitPrice })], { status: 'accepted', ...data }, { made: base - 2 * DAY });

    const receivable = (of: Rec | undefined, total: number, data: Data = {}, parts: Parts = {}): Rec => {
      const since = parts.made ?? base;
      const [paid, credited] = [Number(data['paid'] ?? 0), Number(data['credited'] ?? 0)];
      const fields = {
        number: `IN${n()}`,
        accountId: of?.id,
        status: 'open',
        issueDate: dateOf(since),
        dueDate: dateOf(since + 60 * DAY),
        currency: 'CNY',
        total,
        paid,
        balance: total - paid - credited,
      };
      return put('receivable', { ...fields, ...data }, parts, [{ quantity: 10, total }]);
    };

    const shipment = (of: Rec, bill: string | undefined, data: Data = {}, parts: Parts = {}): Rec => {
      const since = parts.made ?? base + 5 * HOUR;
      const total = Number(of.data['total'] ?? 0);
      const fields = {
        number: `SH${n()}`,
        orderId: of.id,
        accountId: of.data['accountId'],
        status: 'approved',
        shipDate: dateOf(since),
        currency: 'CNY',
        total,
        receivableId: bill,
        approvedBy: boss.id,
      };
      return put(
        'shipment',
        { ...fields, ...data },
        { process: standing('shipment', signed(since)), ...parts, made: since },
        [{ orderLine: 1, quantity: 10, total }],
      );
    };
    /** A shipment of an order with its bill. */
    const shipped = (of: Rec, data: Data = {}, parts: Parts = {}) => {
      const bill = id('receivable');
      const goods = shipment(of, bill, data, parts);
      const fields = { orderId: of.id, shipmentId: goods.id };
      return {
        goods,
        bill: receivable({ id: String(of.data['accountId']) } as Rec, Number(of.data['total']), fields, { id: bill }),
      };
    };

    const payment = (of: Rec | undefined, amount: number, lines: Data[], data: Data = {}, parts: Parts = {}): Rec => {
      const since = parts.made ?? now - 5 * DAY;
      const fields = {
        number: `PM${n()}`,
        accountId: of?.id,
        status: 'received',
        date: dateOf(since),
        currency: 'CNY',
        amount,
        method: 'transfer',
        unallocated: amount - sum(lines, 'amount'),
      };
      return put('payment', { ...fields, ...data }, { ...parts, made: since }, lines);
    };

    const creditNote = (of: Rec, total: number, data: Data = {}, parts: Parts = {}): Rec => {
      const since = parts.made ?? now - 5 * DAY;
      const fields = {
        number: `CN${n()}`,
        receivableId: of.id,
        accountId: of.data['accountId'],
        kind: 'price',
        status: 'approved',
        date: dateOf(since),
        reason: 'price',
        currency: 'CNY',
        total,
        approvedBy: boss.id,
      };
      return put('creditNote', { ...fields, ...data }, { ...parts, made: since }, [{ line: 1, total }]);
    };

    const opportunity = (of: Rec | undefined, data: Data = {}, parts: Parts = {}): Rec => {
      const fields = {
        name: `项目 ${n()}`,
        accountId: of?.id,
        stage: 'proposal',
        amount: 50_000,
        currency: 'CNY',
        closeDate: dateOf(now + 30 * DAY),
        nextStep: '送样',
        stageSince: iso(now - 10 * DAY),
      };
      return put('opportunity', { ...fields, ...data }, parts);
    };

    const activity = (of: Rec | undefined, happened: number, data: Data = {}, parts: Parts = {}): Rec =>
      put(
        'activity',
        { kind: 'email', subject: '跟进', accountId: of?.id, happenedAt: iso(happened), done: true, ...data },
        { occurredAt: iso(happened), ...parts, made: parts.made ?? happened },
      );

    const also = (other: string, rec: Rec, ...locators: string[]): void => {
      for (const locator of locators) made.expected.add(`${other}|${rec.id}|${locator}`);
    };
    /** Places at which the case's rule is to see a fault. */
    const fault = (rec: Rec, ...locators: string[]): void => {
      faults += locators.length;
      also(rule, rec, ...locators);
    };

    const archived: Parts = { archivedAt: iso(now - DAY) };
    const removed: Parts = { removedAt: iso(now - DAY) };
    const brought: Parts = { source: 'import:imp_1', via: 'import' };
    return {
      ...{ now, base, random, rep, boss, archived, removed, brought, made, id },
      ...{ put, member, account, contact, product, line, standing, signed, order, quote, promise, receivable },
      ...{ shipment, shipped, payment, creditNote, opportunity, activity, also, fault },
      today: dateOf(now),
    };
  };
  return { made, cell, faults: () => faults };
};
export type Cell = ReturnType<ReturnType<typeof openHand>['cell']>;

/** What has a fault, and what almost has one, by what makes them so. */
export interface RuleCases {
  faulty: Record<string, (c: Cell) => void>;
  near: Record<string, (c: Cell) => void>;
}
export type CasesByRule = Record<string, RuleCases>;
