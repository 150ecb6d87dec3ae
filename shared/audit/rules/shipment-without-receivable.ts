import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';
import { isLedHere } from '../deals.ts';
import { textIn } from '../duplicates.ts';

/** States of a shipment that has left the house. */
const left = ['approved', 'delivered', 'returned'];
/** States of an order that say that goods have left. */
const gone = ['partially-shipped', 'shipped', 'completed'];

const isOut = (row: Row): boolean => row['type'] === 'shipment' && left.includes(String(row['status']));
/** An order that came from another system was shipped there. */
const saysShipped = (row: Row): boolean =>
  row['type'] === 'order' && gone.includes(String(row['status'])) && isLedHere(row) && row['steps'] !== undefined;

const unbilled = (shipment: Row, rows: readonly Row[]): GroupFault[] => {
  const id = textIn(shipment, 'receivableId');
  const billed = rows.some((row) => row.id === id && row['type'] === 'receivable');
  return billed
    ? []
    : [
        {
          subjectId: shipment.id,
          subjectType: 'shipment',
          locator: 'receivableId',
          ...(id === undefined ? {} : { found: id }),
        },
      ];
};

/** Goods that left the house without a bill: a shipment without its receivable, or an order said to be shipped without a shipment. */
export const shipmentWithoutReceivable = defineGroupRule({
  id: 'shipment-without-receivable',
  area: 'documents',
  severity: 'high',
  types: ['order', 'shipment', 'receivable'],
  label: { en: 'Shipped without a receivable', zh: '已出货但没有应收账款' },
  explanation: {
    en: 'Nobody asks for money that nobody has written down. Such goods are found at stock-taking, or never.',
    zh: '没有记账的货款不会有人去催，这样的货要到盘点才发现，或者永远发现不了。',
  },
  help: {
    en: 'Ship through the system: the approved shipment makes its receivable. Where goods left past it, record the shipment of the order now.',
    zh: '出货一律走系统：出货单审批通过即生成应收账款。已绕过系统出货的，请立即为订单补录出货单。',
  },
  settings: noSettings,
  dueDays: 1,
  keys: (row) => {
    if (row['type'] === 'order') return saysShipped(row) ? [row.id] : [];
    const order = textIn(row, 'orderId');
    return order === undefined ? [] : [order];
  },
  evaluateGroup: (key, rows) => {
    const order = rows.find((row) => row.id === key);
    const shipments = rows.filter(isOut);
    const faults = shipments.flatMap((row) => unbilled(row, rows));
    if (order && shipments.length === 0)
      faults.push({ subjectId: order.id, subjectType: 'order', locator: 'status', found: String(order['status']) });
    return faults;
  },
});
