import { done } from './records.ts';
import type { Any, Person } from './world.ts';

/** A record once its critical changes have been approved by whoever of some people may. */
export const approvedBy = async (people: readonly Person[], collection: string, record: Any): Promise<Any> => {
  for (const id of new Set<string>(Object.values(record.pending ?? {}))) {
    let status = 'pending';
    for (const person of people) {
      if (status !== 'pending') break;
      const reply = await person.call('POST', `/change-requests/${id}/decisions`, { body: { verdict: 'approve' } });
      if (reply.status === 200) status = reply.body.status;
    }
    if (status !== 'applied') throw new Error(`change request ${id} is ${status}`);
  }
  return done(await people[0]!.call('GET', `/${collection}/${record.id}`));
};
