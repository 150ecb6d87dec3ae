import { expect, test } from 'vitest';
import { complaintProcess } from '../../../shared/complaints/complaint.process.ts';
import type { DocumentProcess } from '../process/api.ts';
import { askedBy, firstField, nextStep } from './asked.ts';
import { goodsOf } from './use-customer.ts';

const refusal = (rule: string, field?: string) => ({ rule, en: rule, zh: rule, help: '', ...(field ? { field } : {}) });
const process = {
  definition: complaintProcess,
  standing: { state: 'received' },
  options: [
    { action: 'reject', to: 'rejected', allowed: false, refusals: [refusal('field-missing', 'rejectReason')] },
    {
      action: 'investigate',
      to: 'investigating',
      allowed: false,
      refusals: [
        refusal('field-missing', 'containment'),
        refusal('contact-logged', 'contacts'),
        refusal('contact-logged', 'containment'),
        refusal('comment-missing', 'comment'),
      ],
    },
  ],
} as unknown as DocumentProcess;

test('the step that leads on says what it asks for, each field once; turns to the side ask for nothing', () => {
  expect(nextStep(process)?.action).toBe('investigate');
  expect([...askedBy(process, (one) => one.rule)]).toEqual([
    ['containment', 'field-missing'],
    ['contacts', 'contact-logged'],
  ]);
  expect(askedBy(undefined, () => '')).toEqual(new Map());
});

test('the cursor goes to the first reason that lies in a field', () => {
  expect(firstField([refusal('wrong-role'), refusal('comment-missing', 'comment'), refusal('x', 'verifyOn')])).toBe(
    'verifyOn',
  );
  expect(firstField([refusal('wrong-role')])).toBeUndefined();
});

test('a product of two batches is two kinds of goods, and the same batch on two lines is one', () => {
  const lines = [
    { productId: 'prd_1', batch: 'B1' },
    { productId: 'prd_1', batch: 'B1' },
    { productId: 'prd_1', batch: 'B2' },
    { productId: 'prd_2' },
    { description: 'carriage' },
  ];
  expect(goodsOf({ lines } as never)).toEqual([
    { productId: 'prd_1', batch: 'B1' },
    { productId: 'prd_1', batch: 'B2' },
    { productId: 'prd_2', batch: '' },
  ]);
  expect(goodsOf(undefined)).toEqual([]);
});
