import { deflateRawSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { workbook, workbookFiles } from '../../functions/imports/workbook.fixture.ts';
import { account } from '../../shared/customers/account.ts';
import type { FileFaultCode } from '../../shared/imports/source.ts';
import { effects } from '../harness/effects.ts';
import { prepare, step, upload } from '../harness/imports.ts';
import { done, makeRecord } from '../harness/records.ts';
import { expectRefusal } from '../harness/refusals.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** Files come from anywhere: whatever is in them, the answer is a clear one, and no record is made of it. */
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

const unreadable = [422, 'unreadable-file'] as const;
const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

/** One file of an archive that says of itself whatever it likes. */
const zipOf = (name: string, data: Uint8Array, inflatedSize: number): Buffer => {
  const head = (signature: number, extra: number[]): Buffer => {
    const out = Buffer.alloc(26);
    out.writeUInt16LE(20, 0);
    out.writeUInt16LE(8, 4);
    out.writeUInt32LE(data.length, 14);
    out.writeUInt32LE(inflatedSize, 18);
    out.writeUInt16LE(name.length, 22);
    const mark = Buffer.alloc(4);
    mark.writeUInt32LE(signature);
    return Buffer.concat([mark, Buffer.from(extra), out]);
  };
  const local = Buffer.concat([head(0x04034b50, []), Buffer.from(name), data]);
  const central = Buffer.concat([head(0x02014b50, [20, 0]), Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
};

/** 400 MB of spaces in 400 kB, where a workbook has its list of parts. */
const bomb = (): Uint8Array => zipOf('_rels/.rels', deflateRawSync(Buffer.alloc(400_000_000, ' '), { level: 1 }), 1000);

const entities =
  '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
const sheet = (text: string) =>
  `<?xml version="1.0"?>${entities}<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`;

describe('a file that is not what it should be', () => {
  const files: [string, FileFaultCode, string, () => Uint8Array][] = [
    [
      'a quotation mark that is never closed',
      'csv-quote',
      'a.csv',
      () => bytes('code,name\nC000001,"Ocean\nC000002,Harbour\n'),
    ],
    ['text behind a closing quotation mark', 'csv-quote', 'a.csv', () => bytes('code,name\nC000001,"Ocean" Ltd\n')],
    ['control characters', 'file-not-text', 'a.csv', () => bytes('code,name\nC000001,Oc\u0007ean\n')],
    ['NUL bytes', 'file-not-text', 'a.csv', () => bytes('code,name\nC000001,Oc\u0000ean\n')],
    [
      'bytes of no encoding',
      'file-encoding',
      'a.csv',
      () => bytes('code,name\nC000001,', [0xff, 0xc0, 0x20, 0xff], '\n'),
    ],
    ['no column names', 'no-header', 'a.csv', () => bytes('1,2,3\n4,5,6\n')],
    ['nothing but blank lines', 'no-header', 'a.csv', () => bytes('\n\n  \n')],
    [
      '201 columns',
      'too-many-columns',
      'a.csv',
      () => bytes(`${Array.from({ length: 201 }, (_, index) => `c${index}`).join(',')}\n`),
    ],
    ['a cell of 40,000 letters', 'cell-too-long', 'a.csv', () => bytes(`code,name\nC000001,${'x'.repeat(40_000)}\n`)],
    ['a picture', 'file-not-text', 'a.csv', () => bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ['a PDF', 'file-format', 'a.xlsx', () => bytes('%PDF-1.7\n1 0 obj\n')],
    [
      'a web page under another name',
      'file-format',
      'a.csv',
      () => bytes('<!DOCTYPE html><html><script>alert(1)</script></html>'),
    ],
    ['a program', 'file-not-text', 'a.csv', () => bytes([0x4d, 0x5a, 0x90, 0x00, 0x03, 0x00])],
    ['an old Excel file', 'file-format', 'a.xls', () => bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    [
      'an archive of something else',
      'file-format',
      'a.xlsx',
      () => zipOf('readme.txt', deflateRawSync(Buffer.from('hello')), 5),
    ],
    [
      'half a workbook',
      'xlsx-broken',
      'a.xlsx',
      () => workbook({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }).slice(0, 400),
    ],
    [
      'a workbook without its sheets',
      'file-format',
      'a.xlsx',
      () => workbook({ files: { 'xl/_rels/workbook.xml.rels': '<Relationships/>' } }),
    ],
    [
      'a workbook that points outside of itself',
      'xlsx-broken',
      'a.xlsx',
      () =>
        workbook({
          files: {
            'xl/_rels/workbook.xml.rels': workbookFiles()['xl/_rels/workbook.xml.rels']!.replaceAll(
              'worksheets/',
              '../../../../etc/',
            ),
          },
        }),
    ],
    [
      'broken XML in a workbook',
      'xlsx-broken',
      'a.xlsx',
      () => workbook({ files: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1"' } }),
    ],
    [
      'entities in a workbook',
      'xlsx-broken',
      'a.xlsx',
      () => workbook({ files: { 'xl/worksheets/sheet1.xml': sheet('&b;&c;') } }),
    ],
    ['400 MB packed into a few kB', 'xlsx-too-large', 'a.xlsx', bomb],
  ];
  it.each(files)('is refused: %s', async (_, code, name, make) => {
    const id = await upload(admin, { target: 'account', files: [{ name, bytes: make() }] });
    const before = await effects(world);
    const started = performance.now();
    const reply = await admin.call('POST', `/imports/${id}/read`, { body: {} });
    expectRefusal(reply, unreadable);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(reply.body.errors).toMatchObject([{ field: 'files.0', message: expect.any(String), expected: code }]);
    expect(await effects(world)).toEqual(before);
    expect(done(await admin.call('GET', `/imports/${id}`))).toMatchObject({ state: 'uploading', version: 1 });
  });

  it('is told apart by its place where it is one of several', async () => {
    const files = [
      { name: 'good.csv', bytes: 'code,name\nC000001,Ocean\n' },
      { name: 'bad.csv', bytes: 'code,"name\n' },
    ];
    const reply = await admin.call('POST', `/imports/${await upload(admin, { target: 'account', files })}/read`, {
      body: {},
    });
    expectRefusal(reply, unreadable);
    expect(reply.body).toMatchObject({
      detail: expect.stringMatching(/^bad\.csv: /),
      errors: [{ field: 'files.1', expected: 'csv-quote' }],
    });
  });

  it('further down ends the import, and nothing of what stood before is kept', async () => {
    const good = Array.from({ length: 40 }, (_, index) => `C${String(index + 1).padStart(6, '0')},Ocean ${index}`).join(
      '\n',
    );
    const { id } = await prepare(admin, {
      target: 'account',
      files: [{ name: 'a.csv', bytes: `code,name\n${good}\nC000099,"Harbour\n` }],
    });
    for (const name of ['check', 'run'] as const) {
      const ended = await step(world, admin, id, name).catch((error: Error) => error.message);
      expect(ended).toMatchObject({ state: 'failed', problem: { code: 'csv-quote', file: 'a.csv', row: 42 } });
      // It can be mapped and tried again; what was wrong is said as long as it is so.
      const again = done(
        await admin.call('PATCH', `/imports/${id}`, { version: ended.version, body: { name: 'once more' } }),
      );
      expect(again).toMatchObject({ state: 'mapping' });
      expect(again.problem).toBeUndefined();
    }
  });
});
