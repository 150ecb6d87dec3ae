import { describe, expect, it } from 'vitest';
import { MAX_NOTE } from '../../shared/activities/activity.ts';
import { cleanText, mailFields, outsiders, textOfHtml } from '../../shared/activities/mail.ts';
import { identityOf, readPasted, readSource } from './read-mail.ts';

const ZONE = 'Asia/Shanghai';
const NOW = '2026-11-21T02:00:00.000Z';
const lines = (...all: string[]): string => all.join('\r\n');
const fieldsOf = async (raw: string) => mailFields((await readPasted(raw, ZONE))!, NOW);

describe('a message’s source', () => {
  it('is read with encoded words and addresses of both languages', async () => {
    const mail = await readSource(
      lines(
        'Message-ID: <abc@example.com>',
        `From: =?UTF-8?B?${Buffer.from('王小明').toString('base64')}?= <Wang@Example.com>`,
        'To: "Li, Na" <li.na@evergreen.example>, Team: a@example.com, b@example.com;',
        'Date: Fri, 20 Nov 2026 10:30:00 +0800',
        `Subject: =?GBK?B?${Buffer.from([0xbd, 0xbb, 0xc6, 0xda]).toString('base64')}?=`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        '请确认交期。',
      ),
    );
    expect(mail).toEqual({
      id: 'abc@example.com',
      subject: '交期',
      from: { name: '王小明', address: 'wang@example.com' },
      to: [
        { name: 'Li, Na', address: 'li.na@evergreen.example' },
        { name: '', address: 'a@example.com' },
        { name: '', address: 'b@example.com' },
      ],
      at: '2026-11-20T02:30:00.000Z',
      text: '请确认交期。',
    });
  });

  it('that is HTML alone is reduced to its words', async () => {
    const fields = await fieldsOf(
      lines(
        'From: wang@example.com',
        'MIME-Version: 1.0',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<html><head><style>p{color:red}</style></head><body><p>Price &lt; &yen;5&nbsp;?</p><script>alert(1)</script><div>Yours<br>Wang</div></body></html>',
      ),
    );
    expect(fields['note']).toMatch(/^Price < .{1,5}5 \?\n+Yours\nWang$/);
    expect(fields['subject']).toMatch(/^Price/);
  });

  it('without a date, or with one that lies ahead, happened now', async () => {
    const at = async (date: string) =>
      (await fieldsOf(lines('From: w@example.com', `X-A: b${date}`, '', 'x')))['happenedAt'];
    expect(await at('')).toBe(NOW);
    expect(await at('\r\nDate: Mon, 01 Jan 2035 00:00:00 +0000')).toBe(NOW);
    expect(await at('\r\nDate: yesterday')).toBe(NOW);
    expect(await at('\r\nDate: Fri, 20 Nov 2026 00:00:00 +0000')).toBe('2026-11-20T00:00:00.000Z');
  });

  it('loses its attachments and keeps its text', async () => {
    const mail = await readSource(
      lines(
        'From: wang@example.com',
        'Subject: with a file',
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        'Content-Type: text/plain',
        '',
        'See the file.',
        '--x',
        'Content-Type: application/pdf; name=a.pdf',
        'Content-Disposition: attachment; filename=a.pdf',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('secret drawing').toString('base64'),
        '--x--',
      ),
    );
    expect(mail?.text).toBe('See the file.');
    expect(JSON.stringify(mail)).not.toContain('drawing');
  });

  it.each([
    ['nothing', ''],
    ['bytes', new Uint8Array(2000).map((_, i) => (i * 37) % 256)],
    [
      'parts in parts without an end',
      `From: a@b.cc\r\n${'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n'.repeat(3000)}`,
    ],
    ['a header without an end', `Subject: ${'x'.repeat(3_000_000)}`],
    ['no sender', 'Subject: x\r\n\r\ny'],
  ])('that is broken is told to be no message: %s', async (_name, raw) => {
    expect(await readSource(raw)).toBeUndefined();
  });
});

describe('what is copied out of a mail program', () => {
  it.each([
    [
      'Chinese',
      '发件人：王小明 <wang@example.com>\n发送时间：2026年11月20日(星期五) 下午 3:05\n收件人：李娜 <li.na@evergreen.example>；陈静 <chen@example.com>\n抄送：\n主题：交期确认\n\n李经理：\n请确认交期。',
      {
        subject: '交期确认',
        happenedAt: '2026-11-20T07:05:00.000Z',
        mailFrom: '王小明 <wang@example.com>',
        note: '李经理：\n请确认交期。',
      },
    ],
    [
      'Outlook in English',
      'From: Wang, Xiaoming <wang@example.com>\nSent: Friday, November 20, 2026 10:30 AM\nTo: Li Na\nSubject: RE: Delivery\n\nYes.',
      {
        subject: 'RE: Delivery',
        happenedAt: '2026-11-20T02:30:00.000Z',
        mailFrom: 'Wang, Xiaoming <wang@example.com>',
        note: 'Yes.',
      },
    ],
    [
      'with a time zone of its own',
      '> From: wang@example.com\n> Date: 2026-11-20 10:30:00 +01:00\n> Subject: Hello\n\n> text',
      { subject: 'Hello', happenedAt: '2026-11-20T09:30:00.000Z', mailFrom: 'wang@example.com' },
    ],
  ])('is read: %s', async (_name, raw, expected) => {
    expect(await fieldsOf(raw)).toMatchObject({ kind: 'email', ...expected });
  });

  it('is no message without a sender', async () => {
    expect(await readPasted('Please call Mr Wang: he asked about the price.', ZONE)).toBeUndefined();
  });
});

describe('a message', () => {
  const raw = 'From: wang@example.com\nTo: li.na@evergreen.example, chen@example.com\nSubject: A\n\ntext';
  it('is the same one however often it is read, and another one with another text', async () => {
    const id = async (text: string) => identityOf((await readPasted(text, ZONE))!);
    expect(await id(raw)).toBe(await id(raw));
    expect(await id(raw)).not.toBe(await id(`${raw} 2`));
    const long = (end: string) => `Message-ID: <${'x'.repeat(900)}${end}>\nFrom: a@example.com\n\ny`;
    expect((await id(long('a'))).length).toBeLessThan(100);
    expect(await id(long('a'))).not.toBe(await id(long('b')));
  });

  it('belongs to whoever of it is not of the house', async () => {
    const mail = (await readPasted(raw, ZONE))!;
    expect(outsiders(mail, (address) => address.endsWith('evergreen.example'))).toEqual([
      'wang@example.com',
      'chen@example.com',
    ]);
  });
});

it('hostile HTML costs no more than its length', () => {
  const started = performance.now();
  for (const bad of ['<', '<!--', '<a ', '&#', '<script>', '<p']) textOfHtml(bad.repeat(200_000));
  expect(performance.now() - started).toBeLessThan(2000);
});

describe('blanks without end', () => {
  const many = 300_000;
  it.each([
    ['a text', () => cleanText(`a${' '.repeat(many)}b \u00A0\t\nc`), `a${' '.repeat(MAX_NOTE - 2)}…`],
    ['the end of a line', () => cleanText(`a${' \t'.repeat(many)}\nb`), 'a\nb'],
    ['HTML', () => textOfHtml(`a${'&nbsp;'.repeat(many)}<br>b`), 'a\nb'],
  ])('in %s are read in one go', (_where, read, expected) => {
    expect(read()).toBe(expected);
  });
});
