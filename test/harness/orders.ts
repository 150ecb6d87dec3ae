import { order } from '../../shared/sales/order.ts';
import { bodyFor, done } from './records.ts';
import type { Any, Person } from './world.ts';

/** A draft order of somebody's, with an account and a product that `helper` made: not everybody may make those. */
export const draftOrder = async (helper: Person, maker: Person, parts: Record<string, unknown> = {}): Promise<Any> =>
  done(await maker.call('POST', '/orders', { body: await bodyFor(helper, order, parts) }));

/** Takes a step of an order. */
export const stepOrder = async (
  person: Person,
  record: Any,
  action: string,
  body: Record<string, unknown> = {},
): Promise<Any> =>
  done(await person.call('POST', `/orders/${record.id}/actions/${action}`, { version: record.version, body }));

/** An order that its maker submitted for approval. */
export const submittedOrder = async (
  helper: Person,
  maker: Person,
  parts: Record<string, unknown> = {},
): Promise<Any> => stepOrder(maker, await draftOrder(helper, maker, parts), 'submit');

/** Ships all that is open of an order: somebody asks for it, somebody else signs. Answers the shipment. */
export const shipAll = async (maker: Person, signer: Person, record: Any): Promise<Any> => {
  const made = done(await maker.call('POST', `/orders/${record.id}/shipments`, { body: { submit: true } }));
  return done(await signer.call('POST', `/shipments/${made.id}/decisions`, { body: { verdict: 'approve' } }));
};
