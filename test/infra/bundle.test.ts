import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuiltFunction } from '../../scripts/build-functions.ts';
import { buildFunctions } from '../../scripts/build-functions.ts';
import { functions } from '../../shared/functions.ts';
import type { Paper } from '../../shared/papers/paper.ts';
import { documentOf, paperOf } from '../../shared/papers/source.fixture.ts';
import { pdfText } from '../harness/pdf-text.ts';

const folders: string[] = [];
const scratch = () => {
  const folder = mkdtempSync(join(tmpdir(), 'evergreen-bundle-'));
  folders.push(folder);
  return folder;
};
const shippedIn = (folder: string) => globSync('**/*.mjs', { cwd: folder }).sort();
const hashOf = (folder: string) => {
  const hash = createHash('sha256');
  for (const path of shippedIn(folder)) hash.update(`${path}\n`).update(readFileSync(join(folder, path)));
  return hash.digest('hex');
};

describe('the bundles', () => {
  let made: BuiltFunction[];
  const folderOf = (name: string) => made.find((one) => one.name === name)!.folder;
  const load = (name: string) =>
    import(/* @vite-ignore */ pathToFileURL(join(folderOf(name), 'index.mjs')).href) as Promise<{ handler: unknown }>;

  beforeAll(async () => {
    made = await buildFunctions(scratch());
  });

  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  test('there is one for each function of the list, and each can be loaded by itself', async () => {
    expect(made.map((one) => one.name)).toEqual(functions.map((one) => one.name));
    for (const { name } of made) expect(typeof (await load(name)).handler, name).toBe('function');
  });

  test('a start reads no client that only some requests need, and stays small', () => {
    for (const { name, startPackages, startBytes } of made) {
      for (const late of [
        '@aws-sdk/client-s3',
        '@aws-sdk/client-sqs',
        '@aws-sdk/client-sesv2',
        '@aws-sdk/s3-request-presigner',
      ])
        expect(startPackages, name).not.toContain(late);
      expect(startPackages.includes('@aws-sdk/client-cognito-identity-provider'), name).toBe(name === 'identity');
      // A seventh of it is the full metadata of phone numbers: the short one lets numbers of a wrong length pass.
      // Nobody waits in front of the worker.
      expect(startBytes, name).toBeLessThan((name === 'worker' ? 1600 : 1450) * 1024);
    }
  });

  test('papers are drawn with the fonts that lie beside the bundle, within what a function may weigh', async () => {
    const folder = folderOf('papers');
    const [chunk] = globSync('chunks/render-*.mjs', { cwd: folder });
    const { renderPaper } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, chunk!)).href)) as {
      renderPaper: (paper: Paper) => Promise<Uint8Array>;
    };
    const taskRoot = process.env['LAMBDA_TASK_ROOT'];
    process.env['LAMBDA_TASK_ROOT'] = folder;
    try {
      const pdf = await renderPaper(paperOf('quote', documentOf('quote'), 'zh-CN'));
      expect(pdfText(pdf)).toContain('上海远洋机械有限公司');
    } finally {
      if (taskRoot === undefined) delete process.env['LAMBDA_TASK_ROOT'];
      else process.env['LAMBDA_TASK_ROOT'] = taskRoot;
    }
    const bytes = globSync('**/*.{mjs,otf}', { cwd: folder }).reduce(
      (sum, path) => sum + statSync(join(folder, path)).size,
      0,
    );
    // The service takes 250 MB; what is fetched at a start ought to be far less.
    expect(bytes).toBeLessThan(25 * 1024 * 1024);
  });

  test('the core answers an unknown address without touching the world', async () => {
    const { handler } = (await load('core')) as unknown as {
      handler: (event: APIGatewayProxyEventV2) => Promise<{ statusCode: number; body: string }>;
    };
    const event = {
      rawPath: '/v1/nothing',
      headers: {},
      requestContext: { http: { method: 'GET' } },
    } as unknown as APIGatewayProxyEventV2;
    const answer = await handler(event);
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([404, 'no-such-route']);
  });

  test('the same sources make the same files, with nothing of this machine in them', async () => {
    const [again] = await buildFunctions(
      scratch(),
      functions.filter((one) => one.name === 'core'),
    );
    expect(hashOf(again!.folder)).toBe(hashOf(folderOf('core')));
    for (const { folder } of made)
      for (const path of shippedIn(folder))
        expect(readFileSync(join(folder, path), 'utf8').includes(process.cwd())).toBe(false);
  });
});
