import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '../../shared/table/keys.ts';
import type { IndexName } from '../../shared/table/table.ts';
import { table as shape } from '../../shared/table/table.ts';
import { clientConfig, env, formOfSignature } from './env.ts';
import type { Item, Write } from './table-writes.ts';
import { writeOf } from './table-writes.ts';

export type { Conditions, Item, Write } from './table-writes.ts';

/** Counts the capacity units that an operation costs; one per request, portion or run. */
export interface Units {
  read: number;
  write: number;
}

/** Errors carry items as the service has them: the document client unpacks answers only. */
const plain = (item: Record<string, AttributeValue> | undefined): Item | undefined =>
  item ? unmarshall(item) : undefined;

/** A transaction whose condition failed: index of the first failed write and the item that stood there. */
export class WriteRefused extends Error {
  readonly index: number;
  readonly existing: Item | undefined;
  readonly failed: readonly number[];
  constructor(failed: readonly number[], existing: Item | undefined) {
    super(`write ${failed.join(', ')} refused by its condition`);
    this.name = 'WriteRefused';
    this.index = failed[0] ?? 0;
    this.failed = failed;
    this.existing = existing;
  }
}

/** Whether a write lost to another one: its condition failed, or another transaction held one of its items. Nothing was written then. */
export const lostRace = (error: unknown): boolean =>
  error instanceof WriteRefused ||
  (error as { CancellationReasons?: { Code?: string }[] })?.CancellationReasons?.some(
    (reason) => reason.Code === 'TransactionConflict',
  ) === true;

export interface QueryInput {
  index?: IndexName;
  partition: string;
  begins?: string;
  between?: readonly [string, string];
  limit?: number;
  descending?: true;
  start?: Item | undefined;
  consistent?: true;
}

type Consumed = {
  ReadCapacityUnits?: number | undefined;
  WriteCapacityUnits?: number | undefined;
  CapacityUnits?: number | undefined;
};

/**
 * The table, with the few calls that the product makes. Keeps expression strings in one place and counts capacity units.
 * @param units gets the units of every call added
 */
export const openTable = (client: DynamoDBDocumentClient, name: string, units: Units = { read: 0, write: 0 }) => {
  const read = (consumed: Consumed | undefined) => {
    units.read += consumed?.CapacityUnits ?? 0;
  };
  const wrote = (consumed: Consumed | undefined) => {
    units.write += consumed?.WriteCapacityUnits ?? consumed?.CapacityUnits ?? 0;
  };
  const indexOf = (index: IndexName | undefined) => shape.indexes.find((i) => i.name === index);

  const get = async (key: Key): Promise<Item | undefined> => {
    const answer = await client.send(
      new GetCommand({ TableName: name, Key: key, ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' }),
    );
    read(answer.ConsumedCapacity);
    return answer.Item;
  };

  /** Items in the order of their keys, undefined where there is none; any number of keys, read consistently. */
  const batchGet = async (keys: readonly Key[]): Promise<(Item | undefined)[]> => {
    const wanted = new Map(keys.map((key) => [`${key.pk}\u0000${key.sk}`, key]));
    const found = new Map<string, Item>();
    let rest = [...wanted.values()];
    for (let round = 0; rest.length > 0; round++) {
      if (round > keys.length / 100 + 12) throw new Error('batch get does not finish');
      const part = rest.slice(0, 100);
      const answer = await client.send(
        new BatchGetCommand({
          RequestItems: { [name]: { Keys: part, ConsistentRead: true } },
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      for (const consumed of answer.ConsumedCapacity ?? []) read(consumed);
      for (const item of answer.Responses?.[name] ?? []) found.set(`${item['pk']}\u0000${item['sk']}`, item);
      const left = (answer.UnprocessedKeys?.[name]?.Keys ?? []) as Key[];
      rest = [...left, ...rest.slice(100)];
    }
    return keys.map((key) => found.get(`${key.pk}\u0000${key.sk}`));
  };

  const query = async (input: QueryInput): Promise<{ items: Item[]; next: Item | undefined }> => {
    const index = indexOf(input.index);
    const partition = index?.partition ?? shape.key.partition;
    const sort = index?.sort ?? shape.key.sort;
    const names: Record<string, string> = { '#p': partition };
    const values: Record<string, unknown> = { ':p': input.partition };
    let condition = '#p = :p';
    if (input.begins !== undefined) {
      names['#s'] = sort;
      values[':s'] = input.begins;
      condition += ' AND begins_with(#s, :s)';
    } else if (input.between) {
      names['#s'] = sort;
      values[':a'] = input.between[0];
      values[':b'] = input.between[1];
      condition += ' AND #s BETWEEN :a AND :b';
    }
    const answer = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: condition,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
        ReturnConsumedCapacity: 'TOTAL',
        ...(index ? { IndexName: index.name } : { ConsistentRead: input.consistent ?? false }),
        ...(input.limit ? { Limit: input.limit } : {}),
        ...(input.descending ? { ScanIndexForward: false } : {}),
        ...(input.start ? { ExclusiveStartKey: input.start } : {}),
      }),
    );
    read(answer.ConsumedCapacity);
    return { items: answer.Items ?? [], next: answer.LastEvaluatedKey };
  };

  /** Every item of a partition or range, page by page. */
  async function* queryAll(input: QueryInput): AsyncGenerator<Item> {
    let start = input.start;
    do {
      const page = await query({ ...input, start });
      yield* page.items;
      start = page.next;
    } while (start);
  }

  /** One conditional write, or several in one transaction (at most 100). @throws WriteRefused */
  const write = async (writes: readonly Write[], token?: string): Promise<void> => {
    try {
      if (writes.length === 1) await single(writes[0]!);
      else {
        const answer = await client.send(
          new TransactWriteCommand({
            TransactItems: writes.map((w) => writeOf(name, w)),
            ReturnConsumedCapacity: 'TOTAL',
            ...(token ? { ClientRequestToken: token } : {}),
          }),
        );
        for (const consumed of answer.ConsumedCapacity ?? []) wrote(consumed);
      }
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) throw new WriteRefused([0], plain(error.Item));
      if (error instanceof TransactionCanceledException) {
        const reasons = error.CancellationReasons ?? [];
        const failed = reasons.flatMap((reason, index) => (reason.Code === 'ConditionalCheckFailed' ? [index] : []));
        if (failed.length > 0) throw new WriteRefused(failed, plain(reasons[failed[0]!]?.Item));
      }
      throw error;
    }
  };

  /** Raises a counter and answers what it is then. */
  const increase = async (key: Key, by = 1): Promise<number> => {
    const answer = await client.send(
      new UpdateCommand({
        TableName: name,
        Key: key,
        ExpressionAttributeNames: { '#n': 'last' },
        ExpressionAttributeValues: { ':by': by },
        UpdateExpression: 'ADD #n :by',
        ReturnValues: 'UPDATED_NEW',
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    wrote(answer.ConsumedCapacity);
    return Number(answer.Attributes?.['last']);
  };

  const single = async (one: Write): Promise<void> => {
    const params = writeOf(name, one);
    const options = { ReturnConsumedCapacity: 'TOTAL' as const };
    if (params.Put) wrote((await client.send(new PutCommand({ ...params.Put, ...options }))).ConsumedCapacity);
    else if (params.Update)
      wrote((await client.send(new UpdateCommand({ ...params.Update, ...options }))).ConsumedCapacity);
    else if (params.Delete)
      wrote((await client.send(new DeleteCommand({ ...params.Delete, ...options }))).ConsumedCapacity);
    else await client.send(new TransactWriteCommand({ TransactItems: [params] }));
  };

  return { name, client, units, get, batchGet, query, queryAll, write, increase };
};

export type Table = ReturnType<typeof openTable>;

/** The same table with a meter of its own. */
export const metered = (table: Table, units: Units): Table => openTable(table.client, table.name, units);

const clients = new Map<string, DynamoDBDocumentClient>();

/** The process's document client; made once (once an endpoint in the local stack, where tests start several). */
export const documentClient = (): DynamoDBDocumentClient => {
  const endpoint = env.dynamoEndpoint ?? '';
  let client = clients.get(endpoint);
  if (!client) {
    const signer = env.dynamoEmbedded ? { signer: formOfSignature } : {};
    const plain = new DynamoDBClient({ ...clientConfig(env.dynamoEndpoint), ...signer, maxAttempts: 5 });
    client = DynamoDBDocumentClient.from(plain, {
      // The second for maps with a key `constructor`, which are else taken for objects of a class.
      marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: true },
    });
    clients.set(endpoint, client);
  }
  return client;
};
