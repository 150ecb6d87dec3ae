import type { ProcessStanding } from './process.ts';

/** The envelope that every record carries from its first version on. Instants are ISO 8601 UTC. */
export interface Rec<D = Record<string, unknown>, L = Record<string, unknown>> {
  type: string;
  id: string;
  ws: string;
  /** Raised by one with each write; the condition of every write. */
  version: number;
  /** Version of the entity's stored form; older ones are lifted on read. */
  schemaVersion: number;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
  /** The person for whom `updatedBy` acted (deputy, sponsor). */
  onBehalfOf?: string;
  /** How the write came: a person in the client, an API key, an import, a job. */
  via: Via;
  reason?: string;
  /** When the thing itself happened, as far as known; enteredAt is when it came into the system. */
  occurredAt: string;
  enteredAt: string;
  /** Where it came from: `web`, `api`, `import:<id>`, `seed`, the name of a connected system. */
  source: string;
  /** Ids in other systems: { legacy: '11000' }. */
  externalIds?: Record<string, string>;
  archivedAt?: string;
  /** Set when a person's data was erased: history keeps digests of what this version and earlier ones said. */
  erasedAt?: string;
  /** Set on a record whose making was undone: hidden everywhere; the table lets go of it by `ttl` (s). */
  removedAt?: string;
  ttl?: number;
  /** Set on the loser of a merge: the id that reads resolve to. */
  aliasOf?: string;
  /** Losers of merges that became this record, those that they had taken in included: what points to them belongs here. */
  aliases?: string[];
  /** When and by whom it was last confirmed to be right; a change by a person is as good. */
  verifiedAt?: string;
  verifiedBy?: string;
  ownerId?: string;
  teamId?: string;
  /** The declared fields. */
  data: D;
  /** Lines of a document, in one item with it. */
  lines?: L[];
  /** Values of an import that did not parse, as they came: field path (`orderDate`, `lines.2.amount`) to text. */
  asImported?: Record<string, string>;
  /** Where a governed document stands on its path. */
  process?: ProcessStanding;
  /** Critical fields with the change request that waits for a second person. */
  pending?: Record<string, string>;
  /** Critical fields that an import changed, with the import: until a change of the field is approved. */
  unreviewed?: Record<string, { import: string; by: string }>;
  /** Who approved the change of this version, when it was a change of critical fields. */
  approvedBy?: string;
}

export type Via = 'web' | 'api' | 'import' | 'job' | 'stream';

/** Fields of the envelope that people filter and sort by, besides the declared ones. */
export const envelopeFields = [
  'id',
  'createdAt',
  'updatedAt',
  'occurredAt',
  'enteredAt',
  'source',
  'ownerId',
  'teamId',
  'verifiedAt',
] as const;
