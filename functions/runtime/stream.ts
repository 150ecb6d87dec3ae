import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { isEntity } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { RECORD } from '../../shared/table/keys.ts';
import type { Deps } from './deps.ts';
import { processDeps } from './deps.ts';
import { toRec } from './stored.ts';
import type { Item } from './table.ts';

/** A new image of a record with the one before. */
export interface RecordChange {
  next: Rec;
  old: Rec | undefined;
  sequence: string;
}

/** What the stream feeds: takes the changes of a batch in order, each of which may come again. */
export type Projector = (changes: readonly RecordChange[], deps: Deps) => Promise<void>;

type Image = Record<string, AttributeValue>;

const imageOf = (
  image: DynamoDBRecord['dynamodb'] extends infer D ? (D extends { NewImage?: infer I } ? I : never) : never,
): Item | undefined => (image ? unmarshall(image as unknown as Image) : undefined);

/** Changes of records in a batch; guards, counters, history and the like are passed over by their keys before they are unpacked. */
export const changesIn = (event: DynamoDBStreamEvent): RecordChange[] =>
  event.Records.flatMap((record) => {
    const image = record.dynamodb?.NewImage;
    if (!image || image['sk']?.S !== RECORD || !isEntity(image['type']?.S)) return [];
    const next = imageOf(image);
    const old = imageOf(record.dynamodb?.OldImage);
    // Only the keys moved (an alarm that was put off): that is no change of the record.
    if (old && next?.['version'] === old['version']) return [];
    return next
      ? [{ next: toRec(next), old: old ? toRec(old) : undefined, sequence: record.dynamodb?.SequenceNumber ?? '' }]
      : [];
  });

/**
 * The consumer of the table's stream. A batch that fails is tried again from its first record; what was done already is
 * recognised by each projector, so that nothing counts twice.
 */
export const streamHandler =
  (projectors: readonly Projector[], deps: () => Deps = processDeps) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const changes = changesIn(event);
    if (changes.length === 0) return { batchItemFailures: [] };
    try {
      for (const project of projectors) await project(changes, deps());
      return { batchItemFailures: [] };
    } catch (error) {
      console.error(
        JSON.stringify({
          level: 'error',
          at: 'stream',
          message: (error as Error).message,
          stack: (error as Error).stack,
        }),
      );
      return { batchItemFailures: [{ itemIdentifier: event.Records[0]?.dynamodb?.SequenceNumber ?? '' }] };
    }
  };
