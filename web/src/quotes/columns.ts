import type { Words } from '../i18n/index.tsx';

/** A column of the lines grid. */
export interface Column {
  name: string;
  kind: 'code' | 'text' | 'number' | 'money' | 'percent' | 'choice' | 'shown';
  /** Its heading where it is not called as the field is. */
  heading?: keyof Pick<Words['quotes']['lines'], 'code' | 'off' | 'tax' | 'margin' | 'reason' | 'shipped' | 'open'>;
}

/** The columns while lines are typed; `shown` ones follow from the others. */
export const dealColumns: readonly Column[] = [
  { name: 'productId', kind: 'code', heading: 'code' },
  { name: 'description', kind: 'text' },
  { name: 'quantity', kind: 'number' },
  { name: 'unit', kind: 'text' },
  { name: 'unitPrice', kind: 'money' },
  { name: 'off', kind: 'percent', heading: 'off' },
  { name: 'taxRate', kind: 'number', heading: 'tax' },
  { name: 'amount', kind: 'shown' },
  { name: 'margin', kind: 'shown', heading: 'margin' },
  { name: 'reason', kind: 'choice', heading: 'reason' },
];

/** What an order's lines show besides, once goods go out. */
export const shippedColumns: readonly Column[] = [
  { name: 'shipped', kind: 'shown', heading: 'shipped' },
  { name: 'open', kind: 'shown', heading: 'open' },
];

/** Enter goes through these, then to the next line. */
export const entryColumns: readonly string[] = ['productId', 'quantity', 'unitPrice'];
