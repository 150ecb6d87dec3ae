import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { listen, readJson } from './aws/http.ts';
import { startStream } from './stream.ts';
import { quiet, tempState } from './testing.ts';

/** One shard: its records, its parent, and whether it is closed. */
interface FakeShard {
  parent?: string;
  records: string[];
  closed: boolean;
}

/** The streams API over shards in memory; an iterator is `<shard>:<position>`. */
async function fakeStreams(shards: Record<string, FakeShard>, faults: string[]) {
  const operations: Record<string, (input: Record<string, unknown>) => object> = {
    listStreams: () => ({ Streams: [{ StreamArn: 'arn', StreamLabel: '1', TableName: 'records' }] }),
    describeStream: () => ({
      StreamDescription: {
        StreamArn: 'arn',
        Shards: Object.entries(shards).map(([ShardId, { parent }]) => ({ ShardId, ParentShardId: parent })),
      },
    }),
    getShardIterator: ({ ShardId, ShardIteratorType, SequenceNumber }) => {
      const at = shards[`${ShardId}`]?.records.indexOf(`${SequenceNumber}`) ?? -1;
      return { ShardIterator: `${ShardId}:${ShardIteratorType === 'TRIM_HORIZON' ? 0 : at + 1}` };
    },
    getRecords: ({ ShardIterator, Limit }) => {
      const [id = '', position] = `${ShardIterator}`.split(':');
      const { records, closed } = shards[id]!;
      const page = records.slice(Number(position), Number(position) + Number(Limit));
      const end = Number(position) + page.length;
      return {
        Records: page.map((SequenceNumber) => ({ eventName: 'INSERT', dynamodb: { SequenceNumber } })),
        ...(!(closed && end === records.length) && { NextShardIterator: `${id}:${end}` }),
      };
    },
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const target = `${request.headers['x-amz-target']}`.split('.')[1] ?? '';
    const name = target.charAt(0).toLowerCase() + target.slice(1);
    const input = await readJson(request);
    const fault = name === 'getRecords' ? faults.shift() : undefined;
    response.statusCode = fault ? 400 : 200;
    response.end(JSON.stringify(fault ? { __type: fault } : operations[name]?.(input)));
  };
  const server = await listen(0, (request, response) => void answer(request, response));
  onTestFinished(() => server.stop());
  return server.endpoint;
}

it('reads a closed shard to its end before its child, a new shard when it comes, and survives expired iterators', async () => {
  const shards: Record<string, FakeShard> = {
    child: { parent: 'parent', records: ['c1', 'c2'], closed: false },
    parent: { parent: 'forgotten', records: ['p1', 'p2', 'p3'], closed: true },
  };
  const endpoint = await fakeStreams(shards, ['ExpiredIteratorException', '', 'ExpiredIteratorException']);
  const state = tempState();
  const seen: string[] = [];
  const start = () => {
    const stream = startStream({
      endpoint,
      tableName: 'records',
      state,
      batchSize: 2,
      idleMs: 5,
      onFailure: async () => {},
      log: quiet,
      handler: async (event) => void seen.push(...event.Records.map((record) => record.dynamodb?.SequenceNumber ?? '')),
    });
    onTestFinished(() => stream.stop());
    return stream;
  };
  const first = start();
  await first.idle();
  expect(seen).toEqual(['p1', 'p2', 'p3', 'c1', 'c2']);
  shards['child']?.records.push('c3');
  shards['child']!.closed = true;
  shards['grandchild'] = { parent: 'child', records: ['g1'], closed: false };
  await first.idle();
  await first.stop();
  shards['grandchild']?.records.push('g2');
  await start().idle();
  expect(seen.slice(5)).toEqual(['c3', 'g1', 'g2']);
});
