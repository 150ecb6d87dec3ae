import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, it, onTestFinished } from 'vitest';
import { localClient } from './client.ts';
import { createTable, startEmulator, streamTrimmer } from './emulator.ts';
import { openState } from './state.ts';
import { deliver } from './stream/deliver.ts';
import { type StreamOptions, startStream } from './stream.ts';
import { quiet, tempFolder } from './testing.ts';

const nameOf = (record: DynamoDBRecord) => record.dynamodb?.Keys?.['pk']?.S ?? '';
const names = (event: DynamoDBStreamEvent) => event.Records.map(nameOf).join('');
const sequences = (event: DynamoDBStreamEvent) => event.Records.map((record) => record.dynamodb?.SequenceNumber ?? '');

async function setUp() {
  const folder = tempFolder();
  const emulator = await startEmulator({ dataDir: folder, log: quiet });
  onTestFinished(() => emulator.stop());
  const client = new DynamoDBClient(localClient(emulator.endpoint));
  await createTable({
    client,
    table: {
      TableName: 'records',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    },
  });
  const put = async (...keys: string[]) => {
    for (const pk of keys) {
      const Item = { pk: { S: pk }, raw: { M: { b: { B: new Uint8Array([1, 2, 250]) } } }, n: { N: '7' } };
      await client.send(new PutItemCommand({ TableName: 'records', Item }));
    }
  };
  const trimmer = streamTrimmer(emulator.dbFile, 'records');
  onTestFinished(() => trimmer.close());
  const state = openState(folder, { formatVersion: 1 });
  onTestFinished(() => state.close());
  const start = (options: Pick<StreamOptions, 'handler'> & Partial<StreamOptions>) => {
    const stream = startStream({
      endpoint: emulator.endpoint,
      tableName: 'records',
      state,
      trim: trimmer.trim,
      changed: trimmer.changed,
      onFailure: async () => {},
      backoffMs: 1,
      log: quiet,
      ...options,
    });
    onTestFinished(() => stream.stop());
    return stream;
  };
  return { put, start };
}

describe('stream', () => {
  it('hands over records as Lambda does, in order, and goes on where the last run ended', async () => {
    const { put, start } = await setUp();
    const events: DynamoDBStreamEvent[] = [];
    const handler = async (event: DynamoDBStreamEvent) => void events.push(event);
    await put('a', 'b', 'a');
    const first = start({ handler });
    await first.idle();
    expect(events.map(names).join('')).toBe('aba');
    expect(events.flatMap((event) => event.Records).map((record) => record.eventName)).toEqual([
      'INSERT',
      'INSERT',
      'MODIFY',
    ]);
    expect(events[0]?.Records[0]?.dynamodb?.NewImage).toEqual({
      pk: { S: 'a' },
      raw: { M: { b: { B: 'AQL6' } } },
      n: { N: '7' },
    });
    expect(typeof events[0]?.Records[0]?.dynamodb?.ApproximateCreationDateTime).toBe('number');
    await first.stop();
    await put('c');
    events.length = 0;
    const second = start({ handler });
    await put('d');
    await second.idle();
    expect(events.map(names).join('')).toBe('cd');
  });

  it('begins again just before the first failed record, and hands over a poison record alone', async () => {
    const { put, start } = await setUp();
    await put('a', 'b', 'x', 'c', 'd');
    const calls: string[] = [];
    const failures: string[] = [];
    const stream = start({
      retries: 2,
      onFailure: async ({ record }) => void failures.push(nameOf(record)),
      handler: async (event) => {
        calls.push(names(event));
        const at = event.Records.findIndex((record) => nameOf(record) === 'x');
        const itemIdentifier = sequences(event)[at] ?? '';
        return { batchItemFailures: at < 0 ? [] : [{ itemIdentifier }] };
      },
    });
    await stream.idle();
    expect(calls).toEqual(['abxcd', 'xcd', 'xcd', 'x', 'cd']);
    expect(failures).toEqual(['x']);
  });

  it('redelivers what a kill left unconfirmed, from the durable checkpoint and not from the start', async () => {
    const { put, start } = await setUp();
    await put('a', 'b');
    const first = start({ handler: async () => {} });
    await first.idle();
    let entered = () => {};
    const inHand = new Promise<void>((resolve) => {
      entered = resolve;
    });
    // As when the process dies inside the handler: the effects may have happened, the checkpoint has not moved.
    let release = () => {};
    const hang = new Promise<void>((_, reject) => {
      release = () => reject(new Error('killed'));
    });
    await first.stop();
    // Only now, or the first consumer could take them before it has stopped.
    await put('c', 'd');
    const killed = start({
      handler: async () => {
        entered();
        await hang;
      },
    });
    await inHand;
    const stopping = killed.stop();
    release();
    await stopping;
    const seen: string[] = [];
    const after = start({ handler: async (event) => void seen.push(names(event)) });
    await after.idle();
    expect(seen.join('')).toBe('cd');
  });

  it('is idle although writes go on', async () => {
    const { put, start } = await setUp();
    let writing = true;
    const stream = start({ handler: async () => {} });
    const writes = (async () => {
      for (let at = 0; writing; at++) await put(`k${at}`);
    })();
    await stream.idle();
    writing = false;
    await writes;
  });
});

describe('deliver', () => {
  const batch = Array.from({ length: 16 }, (_, at) => ({ dynamodb: { SequenceNumber: String(at + 1) } }));
  const settings = { retries: 1, backoffMs: 0, signal: new AbortController().signal, log: quiet };

  it('finds the record that makes the handler throw by halving, and delivers all others', async () => {
    const done = new Set<string>();
    const poison: string[] = [];
    const advanced: number[] = [];
    let calls = 0;
    await deliver(batch, {
      ...settings,
      handler: async (event) => {
        calls++;
        if (sequences(event).includes('11')) throw new Error('cannot');
        for (const sequence of sequences(event)) done.add(sequence);
      },
      onFailure: async ({ record }) => void poison.push(record.dynamodb?.SequenceNumber ?? ''),
      advance: (sequence) => void advanced.push(Number(sequence)),
    });
    expect(poison).toEqual(['11']);
    expect(done.size).toBe(15);
    expect(advanced).toEqual([...advanced].sort((a, b) => a - b));
    expect(advanced.at(-1)).toBe(16);
    expect(calls).toBeLessThan(16);
  });

  it('takes an unknown identifier for the failure of the whole batch', async () => {
    const sizes: number[] = [];
    await deliver(batch.slice(0, 2), {
      ...settings,
      handler: async (event) => {
        sizes.push(event.Records.length);
        return { batchItemFailures: sizes.length === 1 ? [{ itemIdentifier: 'none' }] : [] };
      },
      onFailure: async () => {},
      advance: () => {},
    });
    expect(sizes).toEqual([2, 2]);
  });

  it('repeats the failure handler until it has taken the record', async () => {
    let tries = 0;
    const advanced: string[] = [];
    await deliver(batch.slice(0, 1), {
      ...settings,
      retries: 0,
      handler: () => Promise.reject(new Error('cannot')),
      onFailure: async () => {
        if (++tries < 3) throw new Error('not yet');
        expect(advanced).toEqual([]);
      },
      advance: (sequence) => void advanced.push(sequence),
    });
    expect(tries).toBe(3);
    expect(advanced).toEqual(['1']);
  });
});
