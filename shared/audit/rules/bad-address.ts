import * as z from 'zod';
import type { Rec } from '../../kernel/record.ts';
import type { Fault, RuleContext } from '../../kernel/rule.ts';
import { defineRule } from '../../kernel/rule.ts';
import { countryCodeOf } from '../../standards/countries.ts';
import { postcodeExample, postcodeForms } from '../../standards/postcodes.ts';
import { shownText } from '../audited.ts';

const settings = z.strictObject({
  least: z.int().min(1).max(50).default(5).meta({ title: 'Shortest street address, characters / 地址最少字数' }),
  postcodes: z.boolean().default(true).meta({ title: 'Check postcodes by country / 按国家校验邮编' }),
});
type Context = RuleContext<z.infer<typeof settings>>;

/** What people write to get past a field. */
const fillers =
  /^(?:x+|na|none|no|nil|null|test|testing|unknown|tbd|tbc|todo|asdf+|qwe(?:rty)?|same(?:asabove)?|seeabove|-|address|city|无|没有|暂无|不详|不明|不知道|未知|待定|待补|待补充|测试|同上|地址|城市)$/u;

/** A text without what stands between its words. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a text says nothing: signs only, one character over and over, or a filler. */
const isFiller = (text: string): boolean => {
  const plain = bare(text);
  return plain === '' || fillers.test(plain) || (plain.length > 2 && new Set(plain).size === 1);
};

const isOther = (text: string): boolean => text.includes('@') || /^https?:|^www\./i.test(text.trim());
const isNumber = (text: string): boolean => /^[\d\s()+./-]+$/.test(text);

const textAt = (record: Rec, field: string): string | undefined => {
  const value = record.data[field];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

const wrongAt = (record: Rec, field: string, wrong: (text: string) => boolean, expected: string): Fault[] => {
  const text = textAt(record, field);
  return text !== undefined && wrong(text) ? [{ locator: field, found: shownText(text), expected }] : [];
};

/** A postcode of another form than its country's. Where the company's own standard has a word on it, that one counts. */
const postcode = (record: Rec, { standard, country, settings: { postcodes } }: Context): Fault[] => {
  const own = standard.fields['postcode'];
  if (!postcodes || own?.pattern !== undefined || own?.allowed !== undefined) return [];
  const named = textAt(record, 'country');
  const code = named === undefined ? country : countryCodeOf(named);
  const form = code === undefined ? undefined : postcodeForms[code];
  if (!form) return [];
  const wrong = (text: string) => !form.test(text.trim().toUpperCase()) || /^(\d)\1+$/.test(bare(text));
  return wrongAt(record, 'postcode', wrong, postcodeExample(code!));
};

/** An address to which nothing can be sent. A blank one is the business of `required-missing`. */
export const badAddress = defineRule({
  id: 'bad-address',
  area: 'master-data',
  severity: 'medium',
  types: ['account', 'address'],
  label: { en: 'Address cannot be right', zh: '地址有误' },
  explanation: {
    en: 'Goods come back with the freight to pay twice, and invoices arrive nowhere. It is found out on the day on which the lorry stands there.',
    zh: '货送不到，往返运费都要自己承担；发票也寄不到客户手里。往往车到了才发现地址不对。',
  },
  help: {
    en: 'Copy street and number, town and postcode from the licence or a delivery note that was signed. Leave a field empty rather than filling it with a word that says nothing.',
    zh: '按营业执照或已签收的送货单，填写街道门牌、城市和邮编。暂时不知道的就留空，不要用“无”“待定”之类的字样填充。',
  },
  settings,
  dueDays: 14,
  evaluate: (record, context) => {
    const { least } = context.settings;
    const noStreet = (text: string) =>
      isFiller(text) || isOther(text) || isNumber(text) || Array.from(bare(text)).length < least;
    const noTown = (text: string) => isFiller(text) || isOther(text) || isNumber(text);
    return [
      ...wrongAt(record, 'address', noStreet, '浦东新区张杨路 500 号'),
      ...wrongAt(record, 'city', noTown, '上海'),
      ...postcode(record, context),
    ];
  },
});
