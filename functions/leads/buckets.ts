import type { Rec } from '../../shared/kernel/record.ts';
import { bucketKey } from '../../shared/table/keys.ts';
import type { Limit } from '../runtime/buckets.ts';
import { bucketDigest } from '../runtime/buckets.ts';

/** What a form takes in an hour, of everybody and of one address. */
export const formLimits = (form: Rec, address: string): Limit[] => [
  { key: bucketKey(form.ws, `form#${form.id}`), capacity: Number(form.data['perHour'] ?? 120) },
  {
    key: bucketKey(form.ws, `address#${bucketDigest(form.ws, form.id, address)}`),
    capacity: Number(form.data['perAddressHour'] ?? 10),
  },
];
