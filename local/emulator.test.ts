import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type CreateTableCommandInput, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { localClient } from './client.ts';
import { isAlive } from './emulator/process.ts';
import { createTable, startEmulator, streamTrimmer } from './emulator.ts';
import { quiet, tempFolder } from './testing.ts';

const table: CreateTableCommandInput = {
  TableName: 'records',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

async function open(dataDir: string) {
  const emulator = await startEmulator({ dataDir, log: quiet });
  onTestFinished(() => emulator.stop());
  const client = new DynamoDBClient(localClient(emulator.endpoint));
  const put = (pk: string) => client.send(new PutItemCommand({ TableName: 'records', Item: { pk: { S: pk } } }));
  return { emulator, client, put };
}

describe('emulator', () => {
  it('names the way out where there is no binary for the platform', async () => {
    const arch = Object.getOwnPropertyDescriptor(process, 'arch')!;
    onTestFinished(() => void Object.defineProperty(process, 'arch', arch));
    Object.defineProperty(process, 'arch', { ...arch, value: 'sparc' });
    const start = startEmulator({ dataDir: tempFolder(), log: quiet });
    await expect(start).rejects.toThrow(
      /^No embedded DynamoDB for \w+-sparc: .*docker run.*amazon\/dynamodb-local.*DYNAMODB_ENDPOINT.*$/,
    );
  });

  it('keeps items over a restart, creates the table once and refuses one of another shape', async () => {
    const folder = tempFolder();
    const first = await open(folder);
    await createTable({ client: first.client, table });
    await first.put('a');
    await first.emulator.stop();
    const { client } = await open(folder);
    expect((await createTable({ client, table })).TableStatus).toBe('ACTIVE');
    const found = await client.send(new GetItemCommand({ TableName: 'records', Key: { pk: { S: 'a' } } }));
    expect(found.Item).toEqual({ pk: { S: 'a' } });
    const other = {
      ...table,
      AttributeDefinitions: [{ AttributeName: 'other', AttributeType: 'S' as const }],
      KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' as const }],
    };
    await expect(createTable({ client, table: other })).rejects.toThrow(/^The table records has the keys HASH:pk, but/);
  });

  it('trims up to a checkpoint and never the newest record, or the sequence would begin again', async () => {
    const { emulator, client, put } = await open(tempFolder());
    await createTable({ client, table });
    for (const pk of ['a', 'b', 'c', 'd']) await put(pk);
    const trimmer = streamTrimmer(emulator.dbFile, 'records');
    expect([trimmer.changed(), trimmer.changed()]).toEqual([true, false]);
    const db = new DatabaseSync(emulator.dbFile, { readOnly: true });
    const left = () => db.prepare('SELECT sequence_number AS n FROM _stream_records ORDER BY id').all();
    expect(trimmer.trim('2')).toBe(2);
    expect(left().map((row) => row['n'])).toEqual(['3', '4']);
    expect(trimmer.trim('4')).toBe(1);
    expect(trimmer.changed()).toBe(false);
    await put('e');
    expect(trimmer.changed()).toBe(true);
    expect(left().map((row) => row['n'])).toEqual(['4', '5']);
    const plan = db
      .prepare(
        'EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?',
      )
      .all('records');
    expect(plan[0]?.['detail']).toContain('stream_by_sequence');
    db.close();
    trimmer.close();
  });

  it('ends with its process even when that is killed, refuses a folder in use, and ends an orphan', async () => {
    const folder = tempFolder();
    const script = `
      import { startEmulator } from ${JSON.stringify(join(import.meta.dirname, 'emulator.ts'))};
      await startEmulator({ dataDir: ${JSON.stringify(folder)}, log() {} });
      process.stdout.write('ready');
      setInterval(() => {}, 1000);`;
    const start = async () => {
      const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(parent.stdout, 'data');
      const { pid } = JSON.parse(readFileSync(join(folder, 'dynamodb.pid'), 'utf8')) as { pid: number };
      return { parent, pid };
    };
    const gone = async (pid: number) => {
      for (let tries = 0; tries < 100; tries++) {
        if (!isAlive(pid)) return true;
        await new Promise((wait) => setTimeout(wait, 10));
      }
      return false;
    };
    const first = await start();
    await expect(startEmulator({ dataDir: folder, log: quiet })).rejects.toThrow(/is in use by process/);
    first.parent.kill('SIGKILL');
    expect(await gone(first.pid)).toBe(true);
    const { client } = await open(folder);
    await createTable({ client, table });
  });
});
