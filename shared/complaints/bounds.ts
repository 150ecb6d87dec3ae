/** Contacts of a complaint that are shown: nobody reads more. */
export const MAX_CONTACTS = 200;
/** Customers who are listed as affected. */
export const MAX_AFFECTED = 200;
/** Shipments that are named of each of them; all are counted. */
export const MAX_SHIPMENTS = 20;
/** Without a batch: days before and after in which the same product went out. */
export const PERIOD_DAYS = 30;
