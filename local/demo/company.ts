import type { Rec } from '../../shared/kernel/record.ts';
import { makeActivities } from './activities.ts';
import { calendarOf } from './calendar.ts';
import { makeCategories, makeProducts } from './catalog.ts';
import { makeContacts, makeCustomers } from './customers.ts';
import { makeOpportunities } from './deals.ts';
import type { Fault } from './faults.ts';
import { withFaults } from './faults.ts';
import { makeLeads } from './leads.ts';
import { makeOrders } from './orders.ts';
import type { Setting } from './record.ts';
import { makeService } from './service.ts';

/**
 * All records of the demo company, and the faults put into it. The same setting makes the same records; dates are counted back
 * from `anchor` (ms), so that the company is in the middle of its work whenever it is made.
 */
export const makeCompany = (anchor: number, world: Omit<Setting, 'calendar'>): { records: Rec[]; faults: Fault[] } => {
  const setting: Setting = { ...world, calendar: calendarOf(anchor) };
  const customers = makeCustomers(setting);
  const contacts = makeContacts(setting, customers);
  const products = makeProducts(setting);
  const deals = makeOpportunities(setting, customers, contacts);
  const sound = [
    ...customers.map(({ rec }) => rec),
    ...contacts,
    ...makeCategories(setting),
    ...products,
    ...deals,
    ...makeOrders(setting, { customers, products, deals }),
    ...makeLeads(setting),
    ...makeService(setting, { customers, products }),
    ...makeActivities(setting, { customers, contacts, deals }),
  ];
  const { records, faults } = withFaults(sound, setting);
  // Old changes first: the list index takes a time for read once it has read later ones.
  return { records: records.sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt)), faults };
};
