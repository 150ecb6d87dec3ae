import type { Key } from '../../shared/table/keys.ts';

export type Item = Record<string, unknown>;

/** What has to hold of an item, by field. A field that is to equal undefined is absent. */
export interface Conditions {
  equals?: Record<string, unknown>;
  atLeast?: Record<string, number>;
  atMost?: Record<string, number>;
}

/** One write of a transaction. Conditions are named, so that expression strings stay here and in table.ts. */
export type Write =
  | { op: 'create'; item: Item & Key }
  | { op: 'replace'; item: Item & Key; version: number }
  | { op: 'put'; item: Item & Key }
  | { op: 'add'; key: Key; amounts: Record<string, number>; set?: Item; where?: Conditions }
  /** Sets a text in a map of an item, where it is later than what stands there; nothing else of the item changes. */
  | { op: 'note'; key: Key; map: string; field: string; value: string }
  | { op: 'delete'; key: Key; where?: { field: string; equals: unknown } }
  | { op: 'advance'; item: Item & Key; field: string; below: number | string }
  | { op: 'check'; key: Key; field: string; equals: unknown };

/** The conditions as expressions; their names and values are added to those of the write. */
const conditionsOf = (
  where: Conditions = {},
  names: Record<string, string>,
  values: Record<string, unknown>,
): string[] => {
  const signs = { equals: '=', atLeast: '>=', atMost: '<=' } as const;
  return (Object.keys(signs) as (keyof Conditions)[]).flatMap((kind) =>
    Object.entries(where[kind] ?? {}).map(([field, value], i) => {
      const place = `${kind}${i}`;
      names[`#${place}`] = field;
      if (value === undefined) return `attribute_not_exists(#${place})`;
      values[`:${place}`] = value;
      return `#${place} ${signs[kind]} :${place}`;
    }),
  );
};

/** A write as the service takes it in a transaction. */
export const writeOf = (TableName: string, write: Write) => {
  switch (write.op) {
    case 'create':
      return {
        Put: {
          TableName,
          Item: write.item,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
        },
      };
    case 'replace':
      return {
        Put: {
          TableName,
          Item: write.item,
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':version': write.version },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
        },
      };
    case 'put':
      return { Put: { TableName, Item: write.item } };
    case 'advance':
      return {
        Put: {
          TableName,
          Item: write.item,
          ConditionExpression: 'attribute_not_exists(pk) OR #f < :below',
          ExpressionAttributeNames: { '#f': write.field },
          ExpressionAttributeValues: { ':below': write.below },
        },
      };
    case 'add': {
      const names: Record<string, string> = {};
      const values: Record<string, unknown> = {};
      const adds = Object.entries(write.amounts).map(([field, amount], i) => {
        names[`#a${i}`] = field;
        values[`:a${i}`] = amount;
        return `#a${i} :a${i}`;
      });
      const sets = Object.entries(write.set ?? {}).map(([field, value], i) => {
        names[`#s${i}`] = field;
        values[`:s${i}`] = value;
        return `#s${i} = :s${i}`;
      });
      const conditions = conditionsOf(write.where, names, values);
      return {
        Update: {
          TableName,
          Key: write.key,
          ...(conditions.length > 0 ? { ConditionExpression: conditions.join(' AND ') } : {}),
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: values,
          UpdateExpression: [sets.length ? `SET ${sets.join(', ')}` : '', adds.length ? `ADD ${adds.join(', ')}` : '']
            .filter(Boolean)
            .join(' '),
        },
      };
    }
    case 'note':
      return {
        Update: {
          TableName,
          Key: write.key,
          UpdateExpression: 'SET #m.#f = :v',
          ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(#m.#f) OR #m.#f < :v)',
          ExpressionAttributeNames: { '#m': write.map, '#f': write.field },
          ExpressionAttributeValues: { ':v': write.value },
        },
      };
    case 'delete':
      return {
        Delete: {
          TableName,
          Key: write.key,
          ...(write.where
            ? {
                ConditionExpression: 'attribute_not_exists(pk) OR #f = :v',
                ExpressionAttributeNames: { '#f': write.where.field },
                ExpressionAttributeValues: { ':v': write.where.equals },
              }
            : {}),
        },
      };
    case 'check':
      return {
        ConditionCheck: {
          TableName,
          Key: write.key,
          ConditionExpression: '#f = :v',
          ExpressionAttributeNames: { '#f': write.field },
          ExpressionAttributeValues: { ':v': write.equals },
        },
      };
  }
};
