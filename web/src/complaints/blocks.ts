/** The fields of a complaint by the block of its page in which they stand. */
export const blockFields = {
  facts: [
    'subject',
    'description',
    'severity',
    'channel',
    'happenedAt',
    'reportedAt',
    'accountId',
    'contactId',
    'productId',
    'batch',
    'quantity',
    'orderId',
    'shipmentId',
    'enquiryId',
  ],
  people: ['ownerId', 'salesId', 'investigatorId', 'actionOwnerId', 'verifierId'],
  containment: ['containment'],
  cause: ['causeId', 'causeNote'],
  affected: ['othersAffected', 'affectedNote'],
  verify: ['verifyOn', 'verifyResult', 'confirmed'],
  rejected: ['rejectReason'],
  ended: ['closedAt', 'closedBy'],
  cost: ['cost', 'currency', 'note'],
} as const satisfies Record<string, readonly string[]>;

/** What the page shows in ways of its own: the state, the chain of whys, links and counts. */
const elsewhere: readonly string[] = [
  'number',
  'status',
  'whys',
  'contacts',
  'firstContactAt',
  'lastContactAt',
  'reopened',
  'recurrenceOfId',
  'recurredById',
];

const placed = new Set<string>([...Object.values(blockFields).flat(), ...elsewhere]);

/** Fields that no block has: a company's own ones, and whatever the complaint is given later. Nothing is lost from sight. */
export const restOf = (names: readonly string[]): string[] => names.filter((name) => !placed.has(name));
