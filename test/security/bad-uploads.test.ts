import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { uploadKey } from '../../functions/imports/store.ts';
import { account } from '../../shared/customers/account.ts';
import { effects } from '../harness/effects.ts';
import { prepare, step, upload } from '../harness/imports.ts';
import { done, makeRecord } from '../harness/records.ts';
import { expectRefusal, sendRaw } from '../harness/refusals.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

/** Uploads go past the API: what they may be is in their address, and looked at again when they are read. */
let world: World;
let admin: Person;
let first: Any;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  first = await makeRecord(admin, account);
});
afterEach(async () => {
  expect(done(await admin.call('GET', '/accounts?archived=all')).items).toEqual([first]);
});
afterAll(() => world.close());

const invalid = [400, 'invalid-input'] as const;
describe('long texts in a file', () => {
  it('do not make an import too large to be kept', async () => {
    const header = Array.from({ length: 40 }, (_, index) => `column ${index}`).join(',');
    const row = Array.from({ length: 40 }, () => '长'.repeat(3_000)).join(',');
    const id = await upload(admin, {
      target: 'account',
      files: [{ name: 'a.csv', bytes: `code,name,${header}\n${`C000001,Ocean,${row}\n`.repeat(3)}` }],
    });
    const read = await admin.call('POST', `/imports/${id}/read`, { body: {} });
    expect([read.status, read.body.state]).toEqual([202, 'mapping']);
    expect(read.body.files[0].sample[0].slice(0, 2)).toEqual(['C000001', 'Ocean']);
    expect(JSON.stringify(read.body).length).toBeLessThan(60_000);
  });
});

describe('an upload', () => {
  const begin = async (size: number) =>
    done(await admin.call('POST', '/imports', { body: { target: 'account', files: [{ fileName: 'a.csv', size }] } }));
  const put = async (url: string, body: string, headers = {}) =>
    (await fetch(url, { method: 'PUT', body, headers })).status;

  it.each([
    ['larger', 11],
    ['smaller', 9],
  ])('%s than declared is refused at its address', async (_, length) => {
    const { import: job, uploads } = await begin(10);
    expect(await put(uploads[0].url, 'x'.repeat(length))).toBe(403);
    expectRefusal(await admin.call('POST', `/imports/${job.id}/read`, { body: {} }), [409, 'conflict']);
  });

  it('that came larger by another way is refused when it is read, and thrown away', async () => {
    const { import: job } = await begin(10);
    const key = uploadKey({ ws: MAIN, id: job.id }, 0);
    await world.stack.deps.objects.put(key, 'code,name\nC000001,Ocean\n');
    expectRefusal(await admin.call('POST', `/imports/${job.id}/read`, { body: {} }), [413, 'upload-too-large']);
    expect(await world.stack.deps.objects.size(key)).toBeUndefined();
  });

  it('goes to its own address only', async () => {
    const [mine, other] = [await begin(10), await begin(10)];
    const url = new URL(mine.uploads[0].url);
    const there = new URL(other.uploads[0].url);
    const elsewhere = [
      Object.assign(new URL(url), { pathname: there.pathname }),
      Object.assign(new URL(url), { pathname: url.pathname.replace(/upload-0$/, '../x') }),
    ];
    for (const address of elsewhere) expect(await put(address.href, 'x'.repeat(10))).toBe(403);
    expect((await fetch(url.href)).status).toBe(403);
    const longer = url.href.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=600000');
    expect(await put(longer, 'x'.repeat(10))).toBe(403);
    expect(await world.stack.deps.objects.list(`imports/${MAIN}/${mine.import.id}/`)).toEqual([]);
  });
});

describe('beginning an import', () => {
  const begin = (body: unknown) => admin.call('POST', '/imports', { body });
  const files = (...names: string[]) => names.map((fileName) => ({ fileName, size: 10 }));

  it.each([
    '../a.csv',
    '..\\a.csv',
    '/etc/passwd',
    'C:\\a.csv',
    'a/b.csv',
    'a\u0000.csv',
    'a\n.csv',
    '',
    'x'.repeat(201),
  ])('with a name that has a path or more in it is refused: %j', async (name) => {
    const before = await effects(world);
    expectRefusal(await begin({ target: 'account', files: files(name) }), invalid);
    expect(await effects(world)).toEqual(before);
  });

  it.each<[string, unknown]>([
    ['without files', { target: 'account', files: [] }],
    ['with seven files', { target: 'account', files: files(...'abcdefg') }],
    ['of something that cannot be imported', { target: 'member', files: files('a.csv') }],
    ['of nothing', { target: '__proto__', files: files('a.csv') }],
    ['of an empty file', { target: 'account', files: [{ fileName: 'a.csv', size: 0 }] }],
    ['of a file that is too large', { target: 'account', files: [{ fileName: 'a.csv', size: 50_000_001 }] }],
    ['of a file of half a byte', { target: 'account', files: [{ fileName: 'a.csv', size: 1.5 }] }],
    ['with a name that shows nothing', { target: 'account', name: ' ', files: files('a.csv') }],
  ])('%s is refused', async (_, body) => {
    const before = await effects(world);
    expectRefusal(await begin(body), invalid);
    expect(await effects(world)).toEqual(before);
  });

  it('under a name that means something to a browser harms nobody who downloads it', async () => {
    const name = 'a";filename=evil.html.csv';
    const rows = Array.from({ length: 6 }, (_, index) => `C00000${index},,1985-04-0${index + 1}`).join('\n');
    const { id } = await prepare(admin, {
      target: 'account',
      files: [{ name, bytes: `code,name,birth date\n${rows}\n` }],
    });
    expect(await step(world, admin, id, 'run')).toMatchObject({ counts: { refused: 6 }, errorsFile: true });
    const { url } = done(await admin.call('GET', `/imports/${id}/errors-file`));
    const disposition = (await fetch(url)).headers.get('content-disposition');
    expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[\w.%-]+$/);
  });
});

describe('a step of an import', () => {
  it.each(['check', 'run', 'undo'])('is refused before the files were read: %s', async (name) => {
    const id = await upload(admin, { target: 'account', files: [{ name: 'a.csv', bytes: 'code,name\n' }] });
    expectRefusal(await admin.call('POST', `/imports/${id}/${name}`, { body: {} }), [409, 'conflict']);
  });

  it.each(['imp_none', 'acc_1', 'imp_%00', 'imp_1%2f..', `imp_${'x'.repeat(3000)}`])(
    'of one that there is not is refused: %s',
    async (id) => {
      for (const path of ['', '/rows', '/errors-file'])
        expectRefusal(await sendRaw(world, `/v1/workspaces/${MAIN}/imports/${id}${path}`, { token: admin.token }));
    },
  );

  it('of another workspace’s is one of nothing', async () => {
    const stranger = await world.person('administrator', { ws: 'ws_other' });
    const id = await upload(stranger, { target: 'account', files: [{ name: 'a.csv', bytes: 'code,name\n' }] });
    for (const path of ['read', 'check', 'run', 'undo'])
      expectRefusal(await admin.call('POST', `/imports/${id}/${path}`, { body: {} }), [404, 'not-found']);
  });
});
