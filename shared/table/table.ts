/**
 * The one table. `pk`/`sk` address an item; three indexes serve all access patterns of docs/access-patterns.md:
 * - g1 `changes`: every record by type and time of change (lists, audits, change feed, exports); all attributes.
 * - g2 `related`: what belongs to a record (timeline, contacts, memberships of a user); without lines.
 * - g3 `due`: what has to be looked at by a time (sparse); keys only.
 */
export const table = {
  name: 'evergreen',
  key: { partition: 'pk', sort: 'sk' },
  ttl: 'ttl',
  stream: 'NEW_AND_OLD_IMAGES',
  indexes: [
    { name: 'changes', partition: 'g1p', sort: 'g1s', projection: { type: 'ALL' } },
    {
      name: 'related',
      partition: 'g2p',
      sort: 'g2s',
      projection: {
        type: 'INCLUDE',
        attributes: [
          'type',
          'id',
          'ws',
          'version',
          'data',
          'ownerId',
          'teamId',
          'occurredAt',
          'createdAt',
          'createdBy',
          'updatedAt',
          'updatedBy',
          'archivedAt',
          'aliasOf',
          'source',
          'enteredAt',
          'schemaVersion',
          'via',
        ],
      },
    },
    { name: 'due', partition: 'g3p', sort: 'g3s', projection: { type: 'KEYS_ONLY' } },
  ],
} as const;

export type IndexName = (typeof table.indexes)[number]['name'];

/** The table as the CreateTable call takes it (local stack and tests). */
export const createTableInput = (name: string) => {
  const keys = [table.key, ...table.indexes].flatMap((k) => [k.partition, k.sort]);
  const schema = (k: { partition: string; sort: string }) => [
    { AttributeName: k.partition, KeyType: 'HASH' as const },
    { AttributeName: k.sort, KeyType: 'RANGE' as const },
  ];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: schema(table.key),
    GlobalSecondaryIndexes: table.indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: schema(index),
      Projection: {
        ProjectionType: index.projection.type,
        ...('attributes' in index.projection ? { NonKeyAttributes: [...index.projection.attributes] } : {}),
      },
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream },
  };
};
