import { useQuery } from '@tanstack/react-query';
import { complaint, openComplaintStates } from '../../../shared/complaints/complaint.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery, recordQuery } from '../lib/records.ts';

/** Documents and people that are offered. */
const OFFERED = 6;
const none: readonly WebRecord[] = [];

/** What is known of a customer when a complaint begins: who they are, what they ordered and got, what is open already. */
export const useCustomer = (accountId: string) => {
  const { workspaceId: ws, can } = useWorkspace();
  const named = accountId !== '';
  const ask = (type: string, more: object, right: Parameters<typeof can>[0]) => ({
    ...pageQuery(ws, type, { filter: [`accountId:eq:${accountId}`], limit: OFFERED, ...more }),
    enabled: named && can(right),
  });
  const orders = useQuery(ask('order', { sort: '-orderDate' }, 'orders:read'));
  const shipments = useQuery(ask('shipment', { sort: '-shipDate' }, 'shipments:read'));
  const contacts = useQuery(ask('contact', { sort: '-updatedAt' }, 'contacts:read'));
  const open = useQuery(
    ask(
      complaint.name,
      { filter: [`accountId:eq:${accountId}`, `status:in:${openComplaintStates.join('|')}`], sort: '-reportedAt' },
      'complaints:read',
    ),
  );
  return {
    read: orders.data !== undefined && shipments.data !== undefined,
    orders: orders.data?.items ?? none,
    shipments: shipments.data?.items ?? none,
    contacts: contacts.data?.items ?? none,
    open: open.data?.items ?? none,
    openTotal: open.data?.total ?? 0,
  };
};

/** A product that went out, of its batch. */
export interface Goods {
  productId: string;
  batch: string;
}

/** What a shipment or an order consists of, each product and batch once. */
export const goodsOf = (record: WebRecord | undefined): Goods[] => [
  ...new Map(
    (record?.lines ?? []).flatMap((line) => {
      const { productId, batch } = line;
      if (typeof productId !== 'string') return [];
      const goods = { productId, batch: typeof batch === 'string' ? batch : '' };
      return [[`${goods.productId} ${goods.batch}`, goods] as const];
    }),
  ).values(),
];

/** The lines of the chosen document: of the shipment, else of the order. */
export const useGoods = (shipmentId: string, orderId: string): Goods[] => {
  const { workspaceId: ws } = useWorkspace();
  const shipment = useQuery({ ...recordQuery(ws, 'shipment', shipmentId), enabled: shipmentId !== '' });
  const order = useQuery({ ...recordQuery(ws, 'order', orderId), enabled: shipmentId === '' && orderId !== '' });
  return goodsOf(shipmentId ? shipment.data : order.data);
};
