import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, MAX_FILES, UPLOAD_SECONDS } from '../../shared/attachments/attachment.ts';
import { zipOf } from '../../shared/attachments/zip.fixture.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { allItems } from '../harness/effects.ts';
import { done, makeRecord } from '../harness/records.ts';
import { expectRefusal } from '../harness/refusals.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let rep: Person;
let other: Person;
let manager: Person;
let record: Any;

beforeAll(async () => {
  world = await openWorld();
  rep = await world.person('service-agent', { scope: 'own' });
  other = await world.person('sales-rep', { scope: 'own' });
  manager = await world.person('sales-manager');
  record = await makeRecord(rep, complaint);
});
afterAll(() => world.close());

const encode = (text: string) => new TextEncoder().encode(text);
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Array<number>(24).fill(7)]);
const docx = new Uint8Array(zipOf(['[Content_Types].xml', 'word/document.xml']));
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const at = (id: string, rest = '') => `/complaints/${id}/attachments${rest}`;
const begin = (id: string, fileName: string, contentType: string, size: number, person = rep, headers = {}) =>
  person.call('POST', at(id), { body: { fileName, contentType, size }, headers });
const put = async (url: string, body: Uint8Array) =>
  (await fetch(url, { method: 'PUT', body: new Uint8Array(body) })).status;
const complete = (id: string, file: string, person = rep) =>
  person.call('POST', at(id, `/${file}/complete`), { body: {} });

const attach = async (
  id: string,
  fileName = 'weld.png',
  contentType = 'image/png',
  bytes: Uint8Array = png,
): Promise<Any> => {
  const { attachment, upload } = done(await begin(id, fileName, contentType, bytes.length));
  expect(await put(upload.url, bytes)).toBe(200);
  return done(await complete(id, attachment.id));
};
const names = async (id: string): Promise<string[]> =>
  done(await rep.call('GET', at(id))).items.map((one: Any) => one.fileName);
const objects = (prefix: string) => world.stack.deps.objects.list(prefix);
const fetched = async (id: string, file: string) => {
  const { url } = done(await rep.call('GET', at(id, `/${file}/download`)));
  const answer = await fetch(url);
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
};

describe('a file', () => {
  it('is there for whoever sees the record, once its bytes were looked at', async () => {
    const { id } = await makeRecord(rep, complaint);
    const begun = done(await begin(id, '../焊缝\u202e.PNG', 'image/png', png.length));
    expect(await names(id)).toEqual([]);
    expectRefusal(await rep.call('GET', at(id, `/${begun.attachment.id}/download`)), [404, 'not-found']);
    expectRefusal(await complete(id, begun.attachment.id), [409, 'conflict']);
    await put(begun.upload.url, png);
    const file = done(await complete(id, begun.attachment.id));
    expect(file).toMatchObject({ fileName: '焊缝.png', size: png.length, createdBy: rep.memberId });
    expect(done(await manager.call('GET', at(id))).items).toEqual([file]);
    const { answer, bytes } = await fetched(id, file.id);
    expect(bytes).toEqual(png);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-disposition')).toBe(
      `inline; filename*=UTF-8''${encodeURIComponent('焊缝.png')}`,
    );
  });

  it('that is no picture is saved and never shown', async () => {
    const { id } = await makeRecord(rep, complaint);
    const file = await attach(id, '8D report (1).docx', DOCX, docx);
    const { answer } = await fetched(id, file.id);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''8D%20report%20%281%29.docx`);
  });

  it('is what was looked at, whatever the upload address is used for afterwards', async () => {
    const { id } = await makeRecord(rep, complaint);
    const { attachment, upload } = done(await begin(id, 'a.png', 'image/png', png.length));
    await put(upload.url, png);
    done(await complete(id, attachment.id));
    await put(upload.url, encode('<html><script>'.padEnd(png.length)));
    done(await complete(id, attachment.id));
    expect((await fetched(id, attachment.id)).bytes).toEqual(png);
    expect(upload.url).not.toContain(attachment.id);
  });

  it('can be taken away and brought back, with who did it kept', async () => {
    const { id } = await makeRecord(rep, complaint);
    const file = await attach(id);
    done(await rep.call('DELETE', at(id, `/${file.id}`)));
    done(await rep.call('DELETE', at(id, `/${file.id}`)));
    expect(await names(id)).toEqual([]);
    expectRefusal(await rep.call('GET', at(id, `/${file.id}/download`)), [404, 'not-found']);
    expectRefusal(await complete(id, file.id), [404, 'not-found']);
    expect(await objects(`attachments/ws_main/${id}/`)).toEqual([]);
    const kept = (await allItems(world, `ws_main#${id}`)).find((item) => item['id'] === file.id);
    expect(kept).toMatchObject({ archivedBy: rep.memberId });
    expect(done(await rep.call('POST', at(id, `/${file.id}/restore`), { body: {} }))).toEqual(file);
    expect((await fetched(id, file.id)).bytes).toEqual(png);
    expect(await objects(`removed/ws_main/${file.id}`)).toEqual([]);
  });

  it('that the bucket has thrown away stays away', async () => {
    const { id } = await makeRecord(rep, complaint);
    const file = await attach(id);
    done(await rep.call('DELETE', at(id, `/${file.id}`)));
    for (const key of await objects('removed/')) await world.stack.deps.objects.remove(key);
    expectRefusal(await rep.call('POST', at(id, `/${file.id}/restore`), { body: {} }), [409, 'conflict']);
  });
});

describe('refused is', () => {
  it.each<[string, string, string, Uint8Array]>([
    ['a page that calls itself a picture', 'a.png', 'image/png', encode('<html><script>alert(1)</script>')],
    ['a program that calls itself a PDF', 'a.pdf', 'application/pdf', Uint8Array.from([0x4d, 0x5a, 0, 0, 0, 0])],
    ['an archive that calls itself a document', 'a.docx', DOCX, zipOf(['setup.exe'])],
    ['a picture that calls itself another kind', 'a.jpg', 'image/jpeg', png],
  ])('%s, and nothing of it stays', async (_name, fileName, contentType, bytes) => {
    const { id } = await makeRecord(rep, complaint);
    const { attachment, upload } = done(await begin(id, fileName, contentType, bytes.length));
    await put(upload.url, bytes);
    const before = await objects('');
    const reply = await complete(id, attachment.id);
    expectRefusal(reply, [422, 'unreadable-file']);
    expect(reply.body.errors).toMatchObject([{ field: 'contentType', code: 'not-allowed-value' }]);
    expect((await objects('')).length).toBe(before.length - 1);
    expectRefusal(await complete(id, attachment.id), [404, 'not-found']);
    expect(await names(id)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a file that is too large', { size: MAX_FILE_BYTES + 1 }, 'size'],
    ['an empty one', { size: 0 }, 'size'],
    ['a drawing with scripts', { fileName: 'a.svg', contentType: 'image/svg+xml' }, 'contentType'],
    ['a page', { fileName: 'a.html', contentType: 'text/html' }, 'contentType'],
    ['an archive', { fileName: 'a.zip', contentType: 'application/zip' }, 'contentType'],
    ['a name of another kind', { fileName: 'a.png.exe' }, 'fileName'],
    ['a name without an ending', { fileName: 'png' }, 'fileName'],
    ['a name that is all path', { fileName: '../../' }, 'fileName'],
    ['a name that turns round', { fileName: 'gnp.\u202egpj' }, 'fileName'],
    ['an endless name', { fileName: `${'x'.repeat(5000)}.png` }, 'fileName'],
  ])('%s', async (_name, change, field) => {
    const body = { fileName: 'a.png', contentType: 'image/png', size: 32, ...change };
    const reply = await rep.call('POST', at(record.id), { body });
    expectRefusal(reply, [400, 'invalid-input']);
    expect(reply.body.errors.map((one: Any) => one.field)).toEqual([field]);
  });

  it('an upload of another size, to another place, or to an address whose time was changed', async () => {
    const { id } = await makeRecord(rep, complaint);
    const { upload } = done(await begin(id, 'a.png', 'image/png', png.length));
    expect(await put(upload.url, png.subarray(1))).toBe(403);
    expect(await put(upload.url.replace('/uploads/', '/attachments/'), png)).toBe(403);
    expect(new URL(upload.url).searchParams.get('X-Amz-Expires')).toBe(String(UPLOAD_SECONDS));
    expect(await put(upload.url.replace('Expires=900', 'Expires=90000'), png)).toBe(403);
  });

  it('whoever does not see the record, and whoever may only read', async () => {
    const { id } = await makeRecord(rep, complaint);
    const file = await attach(id);
    const executive = await world.person('executive');
    const stranger = await world.person('administrator', { ws: 'ws_other' });
    const theirs = await makeRecord(stranger, complaint);
    for (const [method, path] of [
      ['GET', ''],
      ['GET', `/${file.id}/download`],
      ['DELETE', `/${file.id}`],
    ] as const) {
      expectRefusal(await other.call(method, at(id, path)), [404, 'not-found']);
      expectRefusal(await stranger.call(method, at(id, path)), [404, 'not-found']);
      expectRefusal(await stranger.call(method, at(theirs.id, path || '/att_none/download')), [404, 'not-found']);
    }
    expectRefusal(await begin(id, 'a.png', 'image/png', 32, other), [404, 'not-found']);
    expectRefusal(await begin(id, 'a.png', 'image/png', 32, executive), [403, 'forbidden']);
    expectRefusal(await complete(id, file.id, other), [404, 'not-found']);
    // A file is found under its own record alone.
    expectRefusal(await rep.call('GET', at(record.id, `/${file.id}/download`)), [404, 'not-found']);
    expect(await names(id)).toEqual(['weld.png']);
  });

  it('a change of an archived record, whose files can still be read', async () => {
    const made = await makeRecord(rep, complaint);
    const file = await attach(made.id);
    done(await rep.call('POST', `/complaints/${made.id}/archive`, { version: made.version, body: {} }));
    expectRefusal(await begin(made.id, 'a.png', 'image/png', 32), [409, 'conflict']);
    expectRefusal(await rep.call('DELETE', at(made.id, `/${file.id}`)), [409, 'conflict']);
    expect(await names(made.id)).toEqual(['weld.png']);
  });
});

describe('a record', () => {
  it('has as many files as it may and no more, however many come at once', async () => {
    const { id } = await makeRecord(rep, complaint);
    for (let count = 0; count < MAX_FILES - 2; count++) done(await begin(id, `${count}.png`, 'image/png', 32));
    const replies = await Promise.all([0, 1, 2, 3].map((n) => begin(id, `last-${n}.png`, 'image/png', 32)));
    expect(replies.map((one) => one.status).sort()).toEqual([201, 201, 409, 409]);
    expect(replies.find((one) => one.status === 409)?.body.code).toBe('limit-reached');
    // Uploads that nobody finished give their places back.
    world.clock.now += UPLOAD_SECONDS * 2000 + 1000;
    rep = await world.again(rep);
    done(await begin(id, 'later.png', 'image/png', 32));
    const items = (await allItems(world, `ws_main#${id}`)).filter((item) => String(item['sk']).startsWith('f#att_'));
    expect(items).toHaveLength(1);
  });

  it('does not take more by removing and bringing back', async () => {
    const { id } = await makeRecord(rep, complaint);
    const file = await attach(id);
    done(await rep.call('DELETE', at(id, `/${file.id}`)));
    for (let count = 0; count < MAX_FILES; count++) done(await begin(id, `${count}.png`, 'image/png', 32));
    expectRefusal(await rep.call('POST', at(id, `/${file.id}/restore`), { body: {} }), [409, 'limit-reached']);
  });

  it('has one file of a request that came twice', async () => {
    const { id } = await makeRecord(rep, complaint);
    const headers = { 'idempotency-key': `once-${id}` };
    const [first, second] = await Promise.all([0, 1].map(() => begin(id, 'a.png', 'image/png', 32, rep, headers)));
    expect(second?.body.attachment).toEqual(first?.body.attachment);
    expectRefusal(await begin(id, 'b.png', 'image/png', 32, rep, headers), [409, 'idempotency-reused']);
    await put(first?.body.upload.url, png);
    const both = await Promise.all([0, 1].map(() => complete(id, first?.body.attachment.id)));
    expect(both.map((one) => one.status)).toEqual([200, 200]);
    expect(await objects(`attachments/ws_main/${id}/`)).toHaveLength(1);
  });

  it('costs one query to show its files, and a few writes to take one', async () => {
    const { id } = await makeRecord(rep, complaint);
    const begun = await begin(id, 'a.png', 'image/png', png.length);
    await put(begun.body.upload.url, png);
    const ended = await complete(id, begun.body.attachment.id);
    const shown = await rep.call('GET', at(id));
    const units = [begun, ended, shown].map((one) => one.headers.get('x-capacity-units'));
    // Member and record in one BatchGet, then the query or the item; a transaction of two items, one write.
    expect(units).toEqual(['3r 4w', '3r 1w', '3r 0w']);
  });
});
