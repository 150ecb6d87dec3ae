import { Readable } from 'node:stream';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient, GetRecordsCommand } from '@aws-sdk/client-dynamodb-streams';
import { unmarshall } from '@aws-sdk/util-dynamodb';

type Item = Record<string, unknown>;

/** What an item was before a write and is after it. */
export interface Image {
  before: Item | undefined;
  after: Item | undefined;
}

interface Wire {
  dynamodb?: { OldImage?: Record<string, AttributeValue>; NewImage?: Record<string, AttributeValue> };
}

interface Answer {
  statusCode: number;
  body: AsyncIterable<Uint8Array>;
}

const imageOf = ({ dynamodb: { OldImage, NewImage } = {} }: Wire): Image => ({
  before: OldImage && unmarshall(OldImage),
  after: NewImage && unmarshall(NewImage),
});

/** Listens to every page that this process reads of the table's stream: all states that were ever committed. */
export const watchImages = (wanted: (image: Image) => boolean): { images: Image[]; end: () => void } => {
  const images: Image[] = [];
  const send = DynamoDBStreamsClient.prototype.send;
  const listen = (command: GetRecordsCommand): void => {
    command.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const answer = result.response as Answer;
        if (answer.statusCode >= 300) return result;
        const chunks: Uint8Array[] = [];
        for await (const chunk of answer.body) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        answer.body = Readable.from([bytes]);
        const { Records = [] } = JSON.parse(bytes.toString('utf8')) as { Records?: Wire[] };
        images.push(...Records.map(imageOf).filter(wanted));
        return result;
      },
      { step: 'deserialize', priority: 'low', name: 'watchImages' },
    );
  };
  DynamoDBStreamsClient.prototype.send = function (this: DynamoDBStreamsClient, ...args: unknown[]) {
    if (args[0] instanceof GetRecordsCommand) listen(args[0]);
    return (send as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof send;
  return {
    images,
    end: () => {
      DynamoDBStreamsClient.prototype.send = send;
    },
  };
};
