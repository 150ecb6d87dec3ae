import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it, onTestFinished } from 'vitest';
import { localClient } from './client.ts';
import { startObjects } from './objects.ts';
import { quiet, tempFolder } from './testing.ts';

const Bucket = 'files';
const page = 'http://localhost:3000';

async function setUp(folder = tempFolder()) {
  const clock = { now: Date.now() };
  const options = { dataDir: folder, buckets: [Bucket], corsOrigin: page, log: quiet };
  const objects = await startObjects({ ...options, now: () => clock.now });
  onTestFinished(() => objects.stop().catch(quiet));
  const config = { ...localClient(objects.endpoint), forcePathStyle: true, maxAttempts: 1 };
  const s3 = new S3Client({ ...config, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const read = async (Key: string) =>
    (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString('utf8');
  const files = () =>
    readdirSync(join(folder, 'objects', 'files'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  return { objects, config, s3, put, read, files, clock, folder };
}

describe('objects', () => {
  it('are kept with their headers over a restart, whatever the key', async () => {
    const first = await setUp();
    const keys = [
      "a b/ü+x(1)'*!&=?#%.txt",
      '../../escape',
      'a/../b',
      '/',
      'A',
      'a',
      '报价单/1.pdf',
      '.',
      'x'.repeat(1024),
    ];
    for (const Key of keys) {
      const Metadata = { made: 'here' };
      await first.s3.send(new PutObjectCommand({ Bucket, Key, Body: Key, ContentType: 'text/csv', Metadata }));
    }
    await first.objects.stop();
    const { s3, read, files } = await setUp(first.folder);
    for (const key of keys) expect(await read(key)).toBe(key);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    expect(head).toMatchObject({ ContentType: 'text/csv', ContentLength: 1, Metadata: { made: 'here' } });
    expect(head.ETag).toBe('"0cc175b9c0f1b6a831c399e269772661"');
    expect(files()).toHaveLength(keys.length);
  });

  it('are replaced whole, deleted, and missing with the names S3 uses', async () => {
    const { s3, put, read, files } = await setUp();
    await put('a', 'one');
    await put('a', 'two');
    expect(await read('a')).toBe('two');
    expect(files()).toHaveLength(1);
    const once = s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'three', IfNoneMatch: '*' }));
    await expect(once).rejects.toMatchObject({ name: 'PreconditionFailed' });
    const range = await s3.send(new GetObjectCommand({ Bucket, Key: 'a', Range: 'bytes=1-' }));
    expect([range.ContentRange, await range.Body?.transformToString()]).toEqual(['bytes 1-2/3', 'wo']);
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await expect(read('a')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({ name: 'NotFound' });
    expect(files()).toHaveLength(0);
    const other = s3.send(new GetObjectCommand({ Bucket: 'other', Key: 'a' }));
    await expect(other).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('are copied with their headers, and stay what they were when the first one is replaced', async () => {
    const { s3, put, read } = await setUp();
    await s3.send(new PutObjectCommand({ Bucket, Key: '图/a b', Body: 'first', ContentType: 'image/png' }));
    const copy = (CopySource: string) => s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource }));
    const { CopyObjectResult } = await copy(`${Bucket}/${encodeURI('图/a b')}`);
    await put('图/a b', 'second');
    expect(await read('b')).toBe('first');
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'b' }));
    expect(head).toMatchObject({ ContentType: 'image/png', ContentLength: 5, ETag: CopyObjectResult?.ETag });
    await expect(copy(`${Bucket}/none`)).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(copy('other/a')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('are listed in pages, by prefix and by folder', async () => {
    const { s3, put } = await setUp();
    for (const key of ['a/1', 'a/2', 'a/3', 'b/1', 'c', 'd/1', 'd/2', 'é']) await put(key, key);
    const walk = async (input: { Prefix?: string; Delimiter?: string }) => {
      const found: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const step = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, ContinuationToken, ...input }));
        expect(step.KeyCount).toBeLessThanOrEqual(2);
        found.push(...(step.Contents ?? []).map(({ Key }) => Key ?? ''));
        found.push(...(step.CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? ''));
        ContinuationToken = step.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      return found.sort();
    };
    expect(await walk({})).toEqual(['a/1', 'a/2', 'a/3', 'b/1', 'c', 'd/1', 'd/2', 'é']);
    expect(await walk({ Prefix: 'a/' })).toEqual(['a/1', 'a/2', 'a/3']);
    expect(await walk({ Delimiter: '/' })).toEqual(['a/', 'b/', 'c', 'd/', 'é']);
    await put('e<&">', 'x');
    const Objects = [{ Key: 'a/1' }, { Key: 'e<&">' }, { Key: 'none' }];
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toHaveLength(3);
    expect(await walk({ Prefix: 'a/' })).toEqual(['a/2', 'a/3']);
  });

  it('of 20 MB stream both ways, with chunked framing and checksums', async () => {
    const { config, s3 } = await setUp();
    const body = randomBytes(20 * 1024 * 1024);
    const checked = new S3Client(config);
    const pieces = Array.from({ length: 20 }, (_, at) => body.subarray(at * 1048576, (at + 1) * 1048576));
    const big = { Bucket, Key: 'big', ContentLength: body.length };
    await checked.send(new PutObjectCommand({ ...big, Body: Readable.from(pieces) }));
    const { Body, ContentLength, ContentEncoding } = await s3.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    expect([ContentLength, ContentEncoding]).toEqual([body.length, undefined]);
    expect(body.equals((await Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true);
    const wrong = checked.send(new PutObjectCommand({ Bucket, Key: 'w', Body: 'abc', ChecksumCRC32: 'AAAAAA==' }));
    await expect(wrong).rejects.toMatchObject({ name: 'BadDigest' });
  });
});

describe('presigned addresses', () => {
  const upload = { Bucket, Key: 'a/b.csv', ContentType: 'text/csv', ContentLength: 3 };
  const signableHeaders = new Set(['content-type', 'content-length']);

  it('take exactly the upload they were signed for, in time', async () => {
    const { s3, read, clock } = await setUp();
    const url = await getSignedUrl(s3, new PutObjectCommand(upload), { expiresIn: 60, signableHeaders });
    const send = (body: string, type = 'text/csv', to = url) =>
      fetch(to, { method: 'PUT', body, headers: { 'content-type': type, origin: page } });
    expect((await send('four')).status).toBe(403);
    expect((await send('abc', 'text/html')).status).toBe(403);
    expect((await send('abc', 'text/csv', url.replace('b.csv', 'c.csv'))).status).toBe(403);
    expect((await send('abc', 'text/csv', url.replace('Expires=60', 'Expires=6000'))).status).toBe(403);
    const sent = await send('abc');
    expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([200, page]);
    expect(await read('a/b.csv')).toBe('abc');
    clock.now += 61_000;
    const late = await send('abc');
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  });

  it('give a download the name asked for, and nothing without a signature', async () => {
    const { objects, s3, put } = await setUp();
    await put('a', 'one');
    const named = (ResponseContentDisposition: string) =>
      getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'a', ResponseContentDisposition }), { expiresIn: 60 });
    const disposition = "attachment; filename*=UTF-8''%E6%8A%A5%E4%BB%B7.csv";
    const found = await fetch(await named(disposition));
    expect([await found.text(), found.headers.get('content-disposition')]).toEqual(['one', disposition]);
    expect((await fetch(await named('attachment; filename="报价.csv"'))).status).toBe(400);
    expect((await fetch(`${objects.endpoint}/files/a`)).status).toBe(403);
    expect((await fetch(`${objects.endpoint}/files?list-type=2`)).status).toBe(403);
    const stranger = await getSignedUrl(
      new S3Client({
        ...localClient(objects.endpoint),
        credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
        forcePathStyle: true,
      }),
      new GetObjectCommand({ Bucket, Key: 'a' }),
    );
    expect((await fetch(stranger)).status).toBe(403);
  });

  it('work from pages of the allowed origin only', async () => {
    const { objects } = await setUp();
    const ask = (origin: string) =>
      fetch(`${objects.endpoint}/files/a`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
      });
    const allowed = await ask(page);
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PUT');
    const refused = await ask('http://evil.example');
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it('refuse an address the SDK signed over an empty body', async () => {
    const { config } = await setUp();
    const url = await getSignedUrl(new S3Client(config), new PutObjectCommand({ Bucket, Key: 'a' }));
    const answer = await fetch(url, { method: 'PUT', body: 'abc' });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('requestChecksumCalculation')]);
  });
});

describe('interruptions', () => {
  it('leave no torn object, and the next start removes what they left behind', async () => {
    const { s3, objects, put, read, files, folder } = await setUp();
    await put('a', 'old');
    const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'a' }), { expiresIn: 60 });
    await new Promise<void>((done) => {
      const upload = request(url, { method: 'PUT', headers: { 'content-length': 1000 } });
      upload.on('error', () => done());
      upload.write('half', () => setTimeout(() => upload.destroy(new Error('gone')), 20));
    });
    expect(await read('a')).toBe('old');
    await objects.stop();
    writeFileSync(join(folder, 'objects', 'incoming', 'left'), 'x');
    writeFileSync(join(files()[0]?.parentPath ?? '', 'orphan'), 'x');
    const again = await setUp(folder);
    expect(await again.read('a')).toBe('old');
    expect(again.files()).toHaveLength(1);
    expect(readdirSync(join(folder, 'objects', 'incoming'))).toEqual([]);
  });
});
