import { describe, expect, it } from 'vitest';
import type { Notice, NoticeKind } from './notices.contract.ts';
import { noticeKinds } from './notices.contract.ts';
import { noticeMail } from './texts.ts';

const context = {
  timeZone: 'Asia/Shanghai',
  workspaceName: 'Evergreen',
  url: 'https://crm.example/ws_1/orders/ord_1',
  settingsUrl: 'https://crm.example/ws_1/notices/settings',
};
const noticeOf = (kind: NoticeKind, parts: Partial<Notice> = {}): Notice => ({
  id: 'ntc_1',
  kind,
  at: '2026-11-21T02:00:00.000Z',
  subjectType: 'order',
  subjectId: 'ord_1',
  title: 'SO-1',
  ...parts,
});
const kinds = Object.keys(noticeKinds) as NoticeKind[];
const han = /\p{Script=Han}/u;

describe.each(kinds)('the mail of %s', (kind) => {
  const full = noticeOf(kind, {
    due: '2026-11-23T10:00:00.000Z',
    comment: 'OK',
    fields: ['number'],
    action: 'approve',
  });
  it('is in one language, names the document and leads to it', () => {
    const en = noticeMail(full, { ...context, language: 'en', by: 'Li' });
    const zh = noticeMail(full, { ...context, language: 'zh-CN', by: 'Li' });
    expect(`${en.subject}${en.text}${en.html}`).not.toMatch(han);
    expect(zh.subject).toMatch(han);
    for (const mail of [en, zh]) {
      expect(mail.subject).toContain('SO-1');
      expect(mail.subject).not.toMatch(/[{}]|undefined/);
      // The company's clock, not Greenwich's.
      expect(mail.text).toContain('2026-11-23 18:00');
      for (const address of [context.url, context.settingsUrl]) {
        expect(mail.text).toContain(address);
        expect(mail.html).toContain(`href="${address}"`);
      }
    }
  });
});

describe('a mail', () => {
  it.each([
    ['approve', 'Approved: Sales order SO-1', '审批通过：销售订单 SO-1'],
    ['reject', 'Rejected: Sales order SO-1', '已驳回：销售订单 SO-1'],
    ['send-back', 'Sent back: Sales order SO-1', '已退回：销售订单 SO-1'],
    [undefined, 'Decided on: Sales order SO-1', '审批有结果：销售订单 SO-1'],
  ])('says what was decided: %s', (action, en, zh) => {
    const notice = noticeOf('approval-decided', action ? { action } : {});
    expect(noticeMail(notice, { ...context, language: 'en' }).subject).toBe(`${en} · Evergreen`);
    expect(noticeMail(notice, { ...context, language: 'zh-CN' }).subject).toBe(`${zh} · Evergreen`);
  });

  it('has a subject of one line and of bounded length, and no markup of other people’s', () => {
    const title = `A\r\nBcc: all@example.com <script>&"${'x'.repeat(400)}`;
    const mail = noticeMail(noticeOf('overdue', { title, comment: '<img src=x>' }), { ...context, language: 'en' });
    expect(mail.subject).not.toMatch(/\p{Cc}/u);
    expect(mail.subject.length).toBeLessThan(240);
    expect(mail.html).not.toMatch(/<script|<img/);
  });

  it('names fields as people know them', () => {
    const notice = noticeOf('controlled-changed', { fields: ['number', 'no-longer-known'] });
    expect(noticeMail(notice, { ...context, language: 'zh-CN' }).text).toContain('字段：订单号、no-longer-known');
    expect(noticeMail(notice, { ...context, language: 'en' }).text).toContain('Fields: Order number, no-longer-known');
  });
});
