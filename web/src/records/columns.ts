import { useCallback, useMemo, useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { isStrings, recall, remember } from '../lib/storage.ts';
import type { FieldSpec } from './fields.ts';

/** Columns that a list begins with; the title stands first in any case. */
const defaults: Record<string, readonly string[]> = {
  account: ['name', 'code', 'status', 'phone', 'city', 'country', 'ownerId', 'customerSince', 'industry', 'updatedAt'],
  contact: ['name', 'accountId', 'title', 'role', 'mobile', 'phone', 'email', 'ownerId', 'updatedAt'],
  lead: [
    'name',
    'company',
    'status',
    'score',
    'origin',
    'mobile',
    'email',
    'ownerId',
    'lastTouchAt',
    'recallOn',
    'city',
  ],
  opportunity: ['name', 'accountId', 'stage', 'amount', 'closeDate', 'nextStep', 'nextStepDate', 'ownerId'],
  order: ['number', 'accountId', 'status', 'amount', 'currency', 'orderDate', 'dueDate', 'shipDate', 'ownerId'],
  quote: ['number', 'accountId', 'status', 'total', 'validUntil', 'lane', 'quoteDate', 'currency', 'ownerId'],
  product: ['code', 'name', 'specification', 'categoryId', 'line', 'price', 'cost', 'unit', 'status'],
  category: ['code', 'name', 'group', 'maintenance', 'updatedAt'],
  activity: ['subject', 'kind', 'accountId', 'happenedAt', 'dueAt', 'done', 'ownerId'],
  member: ['name', 'email', 'role', 'scope', 'team', 'status', 'language', 'reviewGroup'],
  changeRequest: ['title', 'status', 'processKey', 'subjectId', 'createdAt'],
  proposal: ['title', 'processKey', 'status', 'deviationId', 'description', 'ownerId', 'createdAt'],
  deviation: ['title', 'processKey', 'action', 'from', 'to', 'rules', 'memberId', 'createdAt'],
  fitGap: ['topic', 'processKey', 'decision', 'decidedBy', 'decidedOn', 'updatedAt'],
  delegation: ['why', 'memberId', 'deputyId', 'from', 'until', 'endedAt'],
  shipment: ['number', 'accountId', 'orderId', 'status', 'shipDate', 'total', 'carrier', 'trackingNumber', 'ownerId'],
  receivable: [
    'number',
    'accountId',
    'status',
    'dueDate',
    'balance',
    'total',
    'currency',
    'issueDate',
    'reminder',
    'ownerId',
  ],
  payment: ['number', 'accountId', 'date', 'amount', 'currency', 'unallocated', 'method', 'reference', 'status'],
  creditNote: ['number', 'accountId', 'receivableId', 'kind', 'status', 'date', 'total', 'unallocated', 'reason'],
  priceList: ['name', 'status', 'currency', 'groupId', 'accountId', 'from', 'to', 'replacesId'],
  price: ['productId', 'priceListId', 'note', 'updatedAt'],
  verification: ['name', 'target', 'state', 'open', 'records', 'memberId', 'dueOn'],
  partCode: ['code', 'accountId', 'productId', 'description', 'updatedAt'],
  accountGroup: ['name', 'creditLimit', 'currency', 'note'],
  complaint: [
    'subject',
    'number',
    'status',
    'severity',
    'accountId',
    'productId',
    'batch',
    'reportedAt',
    'causeId',
    'ownerId',
  ],
  cause: ['name', 'code', 'nameEn', 'parentId', 'inUse'],
  warning: ['subject', 'kind', 'memberId', 'status', 'issuedAt', 'ownerId'],
  enquiry: [
    'subject',
    'accountId',
    'channel',
    'topic',
    'resolved',
    'receivedAt',
    'handleSeconds',
    'waitingSeconds',
    'cost',
    'repeated',
    'complaintId',
    'ownerId',
    'number',
  ],
  surveyRequest: ['name', 'accountId', 'status', 'score', 'answeredAt', 'sentAt', 'comment', 'skipReason', 'contactId'],
};

/** What a card on the phone shows under the title. */
const onCards: Record<string, readonly string[]> = {
  account: ['status', 'city', 'phone', 'ownerId'],
  contact: ['accountId', 'title', 'mobile'],
  lead: ['company', 'status', 'score', 'mobile'],
  opportunity: ['accountId', 'stage', 'amount', 'closeDate'],
  order: ['accountId', 'status', 'amount', 'orderDate'],
  quote: ['accountId', 'status', 'total', 'validUntil'],
  product: ['code', 'price', 'status'],
  activity: ['kind', 'accountId', 'dueAt', 'happenedAt'],
  member: ['role', 'team', 'status'],
  changeRequest: ['status', 'createdAt'],
  proposal: ['processKey', 'status'],
  deviation: ['processKey', 'action', 'memberId', 'createdAt'],
  fitGap: ['processKey', 'decision', 'decidedBy'],
  delegation: ['memberId', 'deputyId', 'until'],
  shipment: ['accountId', 'status', 'shipDate', 'total'],
  receivable: ['accountId', 'status', 'dueDate', 'balance'],
  payment: ['accountId', 'date', 'amount', 'unallocated'],
  creditNote: ['accountId', 'status', 'date', 'total'],
  priceList: ['status', 'currency', 'groupId', 'from'],
  price: ['productId', 'priceListId'],
  partCode: ['accountId', 'productId', 'description'],
  accountGroup: ['creditLimit', 'note'],
  complaint: ['status', 'severity', 'accountId', 'reportedAt'],
  cause: ['code', 'parentId'],
  enquiry: ['accountId', 'topic', 'resolved', 'receivedAt'],
  surveyRequest: ['accountId', 'status', 'score', 'sentAt'],
};

export const cardFields = (entity: Entity): readonly string[] =>
  onCards[entity.name] ?? (defaults[entity.name] ?? []).slice(1, 4);

const widthOf: Record<FieldSpec['type'], number> = {
  text: 140,
  longText: 220,
  integer: 100,
  number: 100,
  money: 130,
  date: 116,
  datetime: 150,
  boolean: 90,
  enum: 140,
  tags: 160,
  ref: 180,
  email: 190,
  phone: 150,
  country: 110,
  url: 170,
};

const defaultWidth = (entity: Entity, spec: FieldSpec): number => {
  if (spec.name === entity.title) return entity.numbering ? 150 : 230;
  if (spec.ref === 'member') return 120;
  return widthOf[spec.type];
};

export const defaultColumns = (entity: Entity): readonly string[] =>
  defaults[entity.name] ?? Object.keys(entity.fields).slice(0, 8);

/** The columns to show: those of the address, else those remembered on this device, else the usual ones. */
export const chosenColumns = (
  entity: Entity,
  specs: readonly FieldSpec[],
  asked: readonly string[] | undefined,
): FieldSpec[] => {
  const names = asked ?? recall(`columns:${entity.name}`, isStrings) ?? defaultColumns(entity);
  const wanted = names.flatMap((name) => specs.find((spec) => spec.name === name) ?? []);
  const title = specs.find((spec) => spec.name === entity.title);
  return title && !wanted.includes(title) ? [title, ...wanted] : wanted;
};

export const rememberColumns = (entity: Entity, names: readonly string[]): void =>
  remember(`columns:${entity.name}`, names);

const isWidths = (value: unknown): value is Record<string, number> =>
  typeof value === 'object' && value !== null && Object.values(value).every((width) => typeof width === 'number');

/** Widths of columns, remembered on this device. */
export const useWidths = (entity: Entity, specs: readonly FieldSpec[], saved: Readonly<Record<string, number>>) => {
  const [own, setOwn] = useState(() => recall(`widths:${entity.name}`, isWidths) ?? {});
  const [here, setHere] = useState<Record<string, number>>({});
  const widths = useMemo(
    () =>
      Object.fromEntries(
        specs.map(({ name, ...spec }) => [
          name,
          // What was pulled just now goes before the view's own width, which goes before what is usual here.
          here[name] ?? saved[name] ?? own[name] ?? defaultWidth(entity, { name, ...spec }),
        ]),
      ),
    [entity, specs, own, here, saved],
  );
  const setWidth = useCallback(
    (column: string, width: number) => {
      setHere((now) => ({ ...now, [column]: Math.round(width) }));
      setOwn((now) => {
        const next = { ...now, [column]: Math.round(width) };
        remember(`widths:${entity.name}`, next);
        return next;
      });
    },
    [entity],
  );
  return [widths, setWidth] as const;
};
