import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { DONE, recordsIn, replayFailures } from './replay-failures.ts';

const change = (id: string, version: number): DynamoDBRecord => ({
  eventName: 'MODIFY',
  dynamodb: {
    Keys: { pk: { S: `ws_1#${id}` }, sk: { S: '#' } },
    SequenceNumber: String(version),
    ApproximateCreationDateTime: 1_795_000_000 + version,
  },
});
/** As Lambda keeps it: the event as text inside the invocation record. */
const kept = (...records: DynamoDBRecord[]) =>
  JSON.stringify({
    version: '1.0',
    DDBStreamBatchInfo: { shardId: 'shard' },
    payload: JSON.stringify({ Records: records }),
  });

const bucket = (content: Record<string, string>) => {
  const stored = new Map(Object.entries(content));
  const objects = {
    list: async (prefix: string) => [...stored.keys()].filter((key) => key.startsWith(prefix)).sort(),
    get: async (key: string) => (stored.has(key) ? new TextEncoder().encode(stored.get(key)) : undefined),
    put: async (key: string, body: Uint8Array | string) =>
      void stored.set(key, typeof body === 'string' ? body : new TextDecoder().decode(body)),
    remove: async (key: string) => void stored.delete(key),
  };
  return { stored, objects };
};

const setUp = (content: Record<string, string>, fails: (record: DynamoDBRecord) => boolean = () => false) => {
  const { stored, objects } = bucket(content);
  const seen: string[] = [];
  const lines: string[] = [];
  const handler = async (event: DynamoDBStreamEvent) => {
    const bad = event.Records.find(fails);
    if (bad) return { batchItemFailures: [{ itemIdentifier: bad.dynamodb!.SequenceNumber! }] };
    seen.push(
      ...event.Records.map((record) => `${record.dynamodb?.Keys?.['pk']?.S}@${record.dynamodb?.SequenceNumber}`),
    );
    return { batchItemFailures: [] };
  };
  const run = (mode: 'replay' | 'look' = 'replay') =>
    replayFailures({ objects, handler, mode, say: (line) => void lines.push(line) });
  return { stored, seen, lines, run };
};

describe('a replay', () => {
  test('hands over what was given up, oldest first, and puts it aside', async () => {
    const { stored, seen, run } = setUp({
      'aws/lambda/a/z.json': kept(change('x', 1)),
      'aws/lambda/a/b.json': kept(change('x', 3), change('y', 4)),
      'failures/1.json': JSON.stringify({ record: change('x', 2), error: {} }),
    });
    expect(await run()).toEqual({ replayed: 3, left: 0 });
    expect(seen).toEqual(['ws_1#x@1', 'ws_1#x@2', 'ws_1#x@3', 'ws_1#y@4']);
    expect([...stored.keys()].every((key) => key.startsWith(DONE))).toBe(true);
    expect(await run()).toEqual({ replayed: 0, left: 0 });
  });

  test('keeps what fails again, and what would overtake it', async () => {
    const { stored, seen, lines, run } = setUp(
      {
        'aws/lambda/1': kept(change('x', 1)),
        'aws/lambda/2': kept(change('y', 2)),
        'aws/lambda/3': kept(change('x', 3)),
      },
      (record) => record.dynamodb?.SequenceNumber === '1',
    );
    expect(await run()).toEqual({ replayed: 1, left: 2 });
    expect(seen).toEqual(['ws_1#y@2']);
    expect([...stored.keys()].sort()).toEqual(['aws/lambda/1', 'aws/lambda/3', 'replayed/aws/lambda/2']);
    expect(lines.join('\n')).toMatch(/aws\/lambda\/3.*follows one that failed/);
  });

  test('only looks when it is told so', async () => {
    const { stored, seen, lines, run } = setUp({ 'aws/lambda/1': kept(change('x', 1)) });
    expect(await run('look')).toEqual({ replayed: 0, left: 1 });
    expect([seen, [...stored.keys()], lines.length]).toEqual([[], ['aws/lambda/1'], 1]);
  });

  test('leaves what it cannot read, and says so', async () => {
    const { stored, lines, run } = setUp({
      'aws/lambda/1': '{',
      'aws/lambda/2': '{"payload":"{}"}',
      'other/3': kept(change('x', 1)),
    });
    expect(await run()).toEqual({ replayed: 0, left: 2 });
    expect(stored.size).toBe(3);
    expect(lines).toHaveLength(2);
  });

  test('reads the payload as text or as it is', () => {
    expect(recordsIn(JSON.stringify({ payload: { Records: [change('x', 1)] } }))).toHaveLength(1);
  });
});
