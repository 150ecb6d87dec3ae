import type { Business } from './month-business.ts';
import type { Any } from './world.ts';

/** Findings by conditions, as the desk shows them. */
export const findingsOf = async ({ company }: Business, ...conditions: string[]): Promise<Any[]> => {
  const query = conditions.map((one) => `filter=${encodeURIComponent(one)}`).join('&');
  return (await company.call('auditor', 'GET', `/findings?limit=200&${query}`)).items;
};

/** The one finding of a rule about a record. */
export const findingOf = async (of: Business, subject: { id: string }, rule: string): Promise<Any> => {
  const items = await findingsOf(of, `subjectId:eq:${subject.id}`, `rule:eq:${rule}`);
  if (items.length !== 1) throw new Error(`${items.length} findings of ${rule}`);
  return items[0];
};
