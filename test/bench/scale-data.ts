import { BatchWriteItemCommand, type DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { itemOf } from '../../functions/runtime/records.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { table } from '../../shared/table/table.ts';

const surnames = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗梁宋郑谢韩唐冯于董萧曾单仇';
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英三丰小红文华建国志云海波宁博思远';
const english = ['Ocean', 'Northwind', 'Harbour', 'Atlas', 'Siemens', 'Evergreen', 'Pacific', 'Summit'];
const chinese = ['远洋', '恒通', '新华', '东方', '华夏', '金鼎', '蓝天', '重庆长江'];
const trades = ['机械有限公司', '贸易有限公司', '科技股份有限公司', '自行车配件厂'];
const cities = ['上海', '北京', '深圳', '广州', '杭州', '成都', '重庆', 'Berlin', 'London', 'Sydney'];
const stages = ['prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'];

/** A figure that looks random and is the same each time. */
const mixed = (n: number, salt: number): number => {
  let h = Math.imul(n ^ (salt * 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};
const of = <T>(list: ArrayLike<T>, n: number, salt: number): T => list[mixed(n, salt) % list.length]!;
const digits = (n: number, length: number) => String(n % 10 ** length).padStart(length, '0');
const idOf = (prefix: string, n: number) =>
  `${prefix}_01HZ${digits(n, 8)}${'0'.repeat(14)}`.slice(0, prefix.length + 27);

const envelope = (type: string, id: string, n: number): Omit<Rec, 'data' | 'ws'> => {
  const at = new Date(Date.parse('2025-01-01T00:00:00.000Z') + (mixed(n, 99) % 40_000_000) * 1000).toISOString();
  return {
    type,
    id,
    version: 1,
    schemaVersion: 1,
    createdAt: at,
    createdBy: 'mem_bench',
    updatedAt: at,
    updatedBy: 'mem_bench',
    via: 'import',
    occurredAt: at,
    enteredAt: at,
    source: 'import:bench',
    ownerId: `mem_${mixed(n, 7) % 60}`,
    teamId: `team-${mixed(n, 7) % 6}`,
  };
};

export const accountId = (n: number) => idOf('acc', n);

const account = (n: number): Omit<Rec, 'ws'> => ({
  ...envelope('account', accountId(n), n),
  data: {
    code: `C${digits(n, 6)}`,
    name:
      n % 2
        ? `${of(cities, n, 1)}${of(chinese, n, 2)}${of(given, n, 3)}${of(given, n, 4)}${of(trades, n, 5)}`
        : `${of(english, n, 2)} ${of(['Trading', 'Machines', 'Logistics', 'Bicycles'], n, 3)} ${n} Ltd`,
    kind: 'company',
    status: n % 3 ? 'customer' : 'prospect',
    phone: `+86 ${130 + (mixed(n, 8) % 60)} ${digits(mixed(n, 9), 4)} ${digits(mixed(n, 10), 4)}`,
    email: `info${n}@${of(english, n, 11).toLowerCase()}${n}.example`,
    country: 'CN',
    city: of(cities, n, 1),
    industry: `industry ${n % 30}`,
    customerSince: `20${10 + (n % 16)}-0${1 + (n % 9)}-${10 + (n % 18)}`,
  },
});

const contact = (n: number, accounts: number): Omit<Rec, 'ws'> => ({
  ...envelope('contact', idOf('con', n), n),
  data: {
    name:
      n % 4
        ? `${of(surnames, n, 1)}${of(given, n, 2)}${n % 3 ? of(given, n, 3) : ''}`
        : `${of(['Anna', 'Peter', 'Maria', 'John', 'Chen', 'Laura'], n, 1)} ${of(['Miller', 'Schmidt', 'Brown', 'Wang', 'Rossi'], n, 2)} ${n}`,
    accountId: accountId(n % accounts),
    email: `person${n}@${of(english, n, 4).toLowerCase()}${n % accounts}.example`,
    mobile: `+86 ${130 + (mixed(n, 5) % 60)} ${digits(mixed(n, 6), 4)} ${digits(mixed(n, 12), 4)}`,
    title: of(['采购经理', '总经理', 'Buyer', 'Engineer', '财务'], n, 13),
  },
});

const opportunity = (n: number, accounts: number): Omit<Rec, 'ws'> => ({
  ...envelope('opportunity', idOf('opp', n), n),
  data: {
    name: `Deal ${n} ${of(chinese, n, 1)}`,
    accountId: accountId((n * 7) % accounts),
    stage: of(stages, n, 2),
    amount: 1_000 + (mixed(n, 3) % 900_000),
    currency: 'CNY',
    expectedClose: `2026-${10 + (n % 3)}-${10 + (n % 18)}`,
    nextStep: `step ${n % 9}`,
  },
});

/** All records of a company of a size; those that are looked for are the same in each. */
export function* company(
  ws: string,
  size: { accounts: number; contacts: number; opportunities: number },
): Generator<Rec> {
  const known: Omit<Rec, 'ws'>[] = [
    {
      ...contact(0, size.accounts),
      id: idOf('con', 9_999_999),
      data: { ...contact(0, size.accounts).data, name: '张三丰', mobile: '+86 138 0013 8000' },
    },
    {
      ...account(1),
      id: idOf('acc', 9_999_998),
      data: { ...account(1).data, name: 'Zephyr Instruments', code: 'ZX-9000' },
    },
  ];
  for (const rec of known) yield { ...rec, ws };
  for (let n = 0; n < size.accounts; n++) yield { ...account(n), ws };
  for (let n = 0; n < size.contacts; n++) yield { ...contact(n, size.accounts), ws };
  for (let n = 0; n < size.opportunities; n++) yield { ...opportunity(n, size.accounts), ws };
}

const streaming = (client: DynamoDBClient, on: 'on' | 'off') =>
  client.send(
    new UpdateTableCommand({
      TableName: table.name,
      StreamSpecification:
        on === 'on' ? { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } : { StreamEnabled: false },
    }),
  );

/** Writes the items of records as they are in the table, 25 a request, with the stream off. Answers how many. */
export const load = async (client: DynamoDBClient, records: Iterable<Rec>): Promise<number> => {
  await streaming(client, 'off');
  let batch: Rec[] = [];
  let written = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const requests = batch.map((rec) => ({
      PutRequest: { Item: marshall(itemOf(rec), { removeUndefinedValues: true }) },
    }));
    let left: Record<string, typeof requests> | undefined = { [table.name]: requests };
    while (left && Object.keys(left).length > 0)
      left = (await client.send(new BatchWriteItemCommand({ RequestItems: left }))).UnprocessedItems as typeof left;
    written += batch.length;
    batch = [];
  };
  for (const rec of records) {
    batch.push(rec);
    if (batch.length === 25) await flush();
  }
  await flush();
  await streaming(client, 'on');
  return written;
};
