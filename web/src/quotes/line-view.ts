import { expectedAmount, type Line, UNMEASURED } from '../../../shared/commerce/deal.ts';
import type { GivenPriceInfo, LinePrice } from '../../../shared/pricing/pricing.contract.ts';
import type { DraftContext } from '../records/draft.ts';
import { parseDraft } from '../records/draft.ts';
import type { LineDraft } from '../records/lines.ts';
import { belowPercent, listAt, marginOf, offList, otherLive } from './deal-lines.ts';

const kinds = { unitPrice: 'money', amount: 'money', quantity: 'number', taxRate: 'number' } as const;

/** A number of a line as it stands now, money in minor units; undefined while the text is none. */
export const numberIn = (line: LineDraft, name: keyof typeof kinds, context: DraftContext): number | undefined => {
  const draft = line.drafts[name];
  const read = draft === undefined ? { value: line.original[name] } : parseDraft(draft, { type: kinds[name] }, context);
  return 'value' in read && typeof read.value === 'number' ? read.value : undefined;
};

const known = (line: Readonly<Line>, name: string): number | undefined =>
  typeof line[name] === 'number' ? (line[name] as number) : undefined;

/** Another live quote to the customer, by number and price. */
export interface Other {
  number: string;
  unitPrice: number | undefined;
  given: GivenPriceInfo | undefined;
}

/** What a line comes to while it is typed. Money in minor units, the rest percent. */
export interface LineView {
  quantity: number | undefined;
  price: number | undefined;
  amount: number | undefined;
  taxRate: number | undefined;
  list: number | undefined;
  last: number | undefined;
  floor: number | undefined;
  cost: number | undefined;
  /** Below (+) or above (-) the list price. */
  off: number | undefined;
  /** Below what it is measured by; 100 below the floor; undefined for an empty line. */
  deviation: number | undefined;
  belowFloor: boolean;
  margin: { money: number; percent: number } | undefined;
  other: Other | undefined;
  reason: string | undefined;
}

/** Worked out from what the server said of the line as far as it is unchanged, else from what is known of the product's prices. */
export const viewOf = (line: LineDraft, info: LinePrice | undefined, context: DraftContext): LineView => {
  const { original, drafts } = line;
  const touched = ['productId', 'quantity', 'unitPrice'].some((name) => drafts[name] !== undefined);
  const quantity = numberIn(line, 'quantity', context);
  const price = numberIn(line, 'unitPrice', context);
  const pick = (name: string, now: number | undefined) => (touched ? now : (known(original, name) ?? now));
  const list = pick('listPrice', listAt(info, quantity));
  const last = pick('lastPrice', info?.lastPrice);
  const floor = pick('floorPrice', info?.floorPrice);
  const cost = pick('cost', info?.cost);
  const stated = touched ? undefined : known(original, 'amount');
  const amount =
    stated ??
    (quantity === undefined || price === undefined ? undefined : expectedAmount({ quantity, unitPrice: price }));
  const belowFloor = touched
    ? floor !== undefined && price !== undefined && price < floor
    : original['belowFloor'] === true;
  const measured = pick('deviation', belowPercent(price, list, last));
  const said = touched ? undefined : original['conflict'];
  const live = otherLive(info, { price, quantity }, context.today);
  const other =
    typeof said === 'string'
      ? {
          number: said,
          unitPrice: known(original, 'conflictPrice'),
          given: info?.given.find((one) => one.number === said),
        }
      : touched && live
        ? { number: live.number, unitPrice: live.unitPrice, given: live }
        : undefined;
  const reason = drafts['reason'] ?? original['reason'];
  return {
    quantity,
    price,
    amount,
    taxRate: numberIn(line, 'taxRate', context),
    list,
    last,
    floor,
    cost,
    off: offList(price, list),
    deviation: price === undefined ? undefined : belowFloor ? 100 : (measured ?? UNMEASURED),
    belowFloor,
    margin: marginOf({ quantity, amount }, cost),
    other,
    reason: typeof reason === 'string' && reason !== '' ? reason : undefined,
  };
};
