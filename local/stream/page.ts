import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  type GetRecordsCommandInput,
} from '@aws-sdk/client-dynamodb-streams';
import type { WireRecord } from './record.ts';

/** The part of an HTTP answer that is looked into before the SDK reads it. */
interface Answer {
  statusCode: number;
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'statusCode' in value;

/**
 * One page of a stream with its records as they were written. The SDK would turn each of their values into its own form, only for
 * it to be turned back: a tenth of the time of a large import.
 */
export async function readPage(
  client: DynamoDBStreamsClient,
  input: GetRecordsCommandInput,
): Promise<{ records: WireRecord[]; next: string | undefined }> {
  let records: WireRecord[] = [];
  const command = new GetRecordsCommand(input);
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (isAnswer(response) && response.statusCode < 300 && !(response.body instanceof Uint8Array)) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of response.body) chunks.push(chunk);
        const { Records, ...rest } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
        records = Records ?? [];
        response.body = Buffer.from(JSON.stringify(rest));
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'recordsAsWritten' },
  );
  const page = await client.send(command);
  return { records, next: page.NextShardIterator };
}
