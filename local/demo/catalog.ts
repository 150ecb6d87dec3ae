import { category } from '../../shared/catalog/category.ts';
import { product } from '../../shared/catalog/product.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays } from '../../shared/kernel/time.ts';
import type { CategoryCode } from './products-data.ts';
import { categoryRows, productRows } from './products-data.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import type { Setting } from './record.ts';
import { idOf, recordOf } from './record.ts';

/** Products no longer sold; their last price period has an end. */
const retired = new Set(['EV-RB-1601', 'EV-EB-4202', 'EV-DR-5103']);

interface Period extends Record<string, unknown> {
  from: string;
  to?: string;
  price: number;
  cost: number;
}

const categoryId = (code: CategoryCode): string =>
  `cat_demo${String(categoryRows.findIndex((row) => row[0] === code) + 1).padStart(3, '0')}`;

export const makeCategories = (setting: Setting): Rec[] =>
  categoryRows.map(([code, name, group, care]) =>
    recordOf(category, setting, {
      id: categoryId(code),
      createdAt: setting.calendar.at(setting.calendar.day(-1100), 9, 30),
      owner: setting.members['data-steward'],
      data: { code, name, group, maintenance: care === 'maintained' },
    }),
  );

/** Minor units (fen), in whole yuan from a hundred on: nobody lists a bicycle at 3,134.05. */
const priced = (yuan: number): number => (yuan >= 100 ? Math.round(yuan) : Math.round(yuan * 10) / 10) * 100;

/** The price periods of a product, oldest first: one to three, each following on the one before. */
const periodsOf = (code: string, yuan: { price: number; cost: number }, setting: Setting, random: Random): Period[] => {
  const { calendar } = setting;
  const starts = [calendar.day(-1000), calendar.day(-random.int(330, 480)), calendar.day(-random.int(70, 200))];
  const count = random.int(1, 3);
  const used = [starts[0]!, ...starts.slice(4 - count)];
  return used.map((from, index) => {
    const behind = used.length - 1 - index;
    const end = behind > 0 ? addDays(used[index + 1]!, -1) : retired.has(code) ? calendar.day(-45) : undefined;
    const level = 1 - behind * 0.04;
    return {
      from,
      ...(end ? { to: end } : {}),
      price: Math.round(priced(yuan.price * level)),
      cost: Math.round(priced(yuan.cost * level)),
    };
  });
};

export const makeProducts = (setting: Setting): Rec[] => {
  const random = randomOf('products');
  const rows = categoryRows.flatMap(([category]) => productRows[category].map((row) => ({ category, row })));
  return rows.map(({ category: code, row: [key, name, specification, unit, price, cost] }, index) => {
    const lines = periodsOf(key, { price, cost }, setting, random);
    const present = lines.at(-1)!;
    return recordOf(product, setting, {
      id: idOf('prd', index),
      createdAt: setting.calendar.at(
        setting.calendar.day(-random.int(1000, 1090)),
        random.int(9, 17),
        random.int(0, 59),
      ),
      owner: setting.members['data-steward'],
      data: {
        code: key,
        name,
        specification,
        categoryId: categoryId(code),
        line: code.slice(3).toLowerCase(),
        unit,
        status: retired.has(key) ? 'retired' : 'active',
        price: present.price,
        cost: present.cost,
        currency: 'CNY',
      },
      lines,
    });
  });
};

/** List price of a product on a day (minor units); undefined when it was not sold then. */
export const priceOn = (rec: Rec, date: string): number | undefined => {
  const period = (rec.lines as Period[]).find(
    (line) => line.from <= date && (line.to === undefined || date <= line.to),
  );
  return period?.price;
};
