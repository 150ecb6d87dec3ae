import type { Content, Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import type { Ctx } from './http.ts';
import { partCodesOf, productsByCode, recordsOf } from './products.ts';
import { policyOf } from './settings.ts';

type Line = Record<string, unknown>;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Lines with the products that their codes name. A product that is given goes before the code beside it. */
const withProducts = async (lines: readonly Line[], accountId: string | undefined, ctx: Ctx): Promise<Line[]> => {
  const typed = lines.flatMap((line) => (text(line['productId']) ? [] : (text(line['customerCode']) ?? [])));
  if (typed.length === 0) return [...lines];
  const found = await productsByCode(typed, accountId, ctx);
  return lines.map((line) => {
    const one = text(line['productId']) ? undefined : found.get(String(line['customerCode']));
    if (!one) return line;
    // A code of the company's own, typed where the customer's belongs, is not the customer's.
    const { customerCode, ...rest } = line;
    return { ...rest, productId: one.productId, ...(one.foundBy === 'customer-code' ? { customerCode } : {}) };
  });
};

/** Days later, but no date of more than four digits for the year. */
const daysOn = (date: string, days: number): string => (date > '9990' ? date : addDays(date, days));

const gap = (line: Line, name: string, value: unknown): Line =>
  line[name] === undefined && value !== undefined && value !== '' ? { [name]: value } : {};

const filledLines = async (
  lines: readonly Line[],
  { accountId, taxRate }: { accountId: string | undefined; taxRate: number },
  ctx: Ctx,
): Promise<Line[]> => {
  const ids = lines.flatMap((line) => text(line['productId']) ?? []);
  const products = await recordsOf(ids, ctx);
  const codes =
    accountId && ids.length > 0 ? await partCodesOf(accountId, products.values(), ctx) : new Map<string, string>();
  return lines.map((line) => {
    const product = products.get(String(line['productId']));
    return {
      ...line,
      ...gap(line, 'customerCode', codes.get(String(line['productId']))),
      ...gap(line, 'description', product?.data['name']),
      ...gap(line, 'unit', product?.data['unit']),
      ...gap(line, 'taxRate', product?.data['taxRate'] ?? taxRate),
    };
  });
};

const account = async (id: string | undefined, ctx: Ctx): Promise<Rec | undefined> =>
  id === undefined ? undefined : (await recordsOf([id], ctx)).get(id);

const dealFields = [
  'accountId',
  'currency',
  'taxIncluded',
  'paymentDays',
  'quoteDate',
  'orderDate',
  'validUntil',
  'lines',
];

/** Whether a change of a priced document may leave something to the system; any other change completes nothing. */
export const leavesOpen = (entity: Entity, touched: ReadonlySet<string>): boolean =>
  entity.priced === true && dealFields.some((name) => touched.has(name));

/**
 * What entry leaves to the system on a document that is priced: the products of typed codes, currency, terms and dates, and on each
 * line what its product says. What was typed stays.
 */
export const settled = async (entity: Entity, content: Content, ctx: Ctx): Promise<Content> => {
  const accountId = text(content.data['accountId']);
  const [of, policy] = await Promise.all([account(accountId, ctx), policyOf(ctx.workspace, ctx.deps)]);
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const date = String(text(content.data[entity.occurred ?? '']) ?? today);
  const defaults: Record<string, unknown> = {
    currency: text(of?.data['currency']) ?? ctx.workspace.currency,
    taxIncluded: policy.pricesIncludeTax,
    paymentDays: of?.data['paymentDays'] ?? policy.paymentDays,
    ...(entity.occurred ? { [entity.occurred]: date } : {}),
    ...('validUntil' in entity.fields ? { validUntil: daysOn(date, policy.quoteValidDays) } : {}),
  };
  const data = { ...content.data };
  for (const [name, value] of Object.entries(defaults)) data[name] ??= value;
  const lines = await filledLines(
    await withProducts(content.lines ?? [], accountId, ctx),
    { accountId, taxRate: policy.taxRate },
    ctx,
  );
  return { ...content, data, lines };
};
