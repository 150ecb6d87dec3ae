import { describe, expect, it } from 'vitest';
import { feedEvents } from '../../shared/activities/feed.ts';
import { calendarText } from './calendar-text.ts';

const NOW = '2026-11-21T02:00:00.000Z';
const row = (id: string, data: Record<string, unknown>) => ({ id, updatedAt: '2026-11-20T01:00:00.000Z', ...data });
const view = {
  language: 'zh' as const,
  now: NOW,
  accountName: (id: string) => (id === 'acc_1' ? '东方机械' : undefined),
};
const own = {
  activities: [
    row('act_1', {
      kind: 'meeting',
      subject: '方案评审；第二轮, 含报价',
      accountId: 'acc_1',
      dueAt: '2026-11-23T01:30:00.000Z',
      durationMinutes: 90,
      place: '三楼会议室, 东',
      remindAt: '2026-11-23T01:15:00.000Z',
    }),
    row('act_2', { kind: 'task', subject: '已完成', done: true, dueAt: '2026-11-20T01:00:00.000Z' }),
    row('act_3', { kind: 'visit', subject: '回访', done: true, dueAt: '2026-11-20T01:00:00.000Z', accountId: 'acc_2' }),
    row('act_4', { kind: 'visit', subject: '很久以前', done: true, dueAt: '2026-01-20T01:00:00.000Z' }),
    row('act_5', { kind: 'call', subject: '没有时间' }),
    row('act_6', { kind: 'task', subject: '已归档', dueAt: '2026-11-23T01:00:00.000Z', archivedAt: NOW }),
  ],
  opportunities: [
    row('opp_1', { name: '二号车间', nextStep: '提交方案', nextStepDate: '2026-11-25', stage: 'proposal' }),
    row('opp_2', { name: '丢了', nextStep: '提交方案', nextStepDate: '2026-11-25', stage: 'lost' }),
  ],
};
const text = (events = feedEvents(own, view)) =>
  calendarText(events, {
    name: '长青 · 李娜',
    language: 'zh',
    timeZone: 'Asia/Shanghai',
    base: 'https://crm.example/ws_1',
  });
const unfolded = (ics: string): string => ics.replace(/\r\n[ \t]/g, '');

describe('a person’s calendar', () => {
  it('has what is planned and open, next steps of deals, and fresh appointments', () => {
    expect(feedEvents(own, view).map(({ id }) => id)).toEqual(['act_3', 'act_1', 'opp_1']);
  });

  it('is text as RFC 5545 wants it: escaped, folded by bytes, instants in UTC, whole days as dates', () => {
    const ics = text();
    expect(unfolded(ics)).toContain('SUMMARY:会议：方案评审；第二轮\\, 含报价 · 东方机械');
    expect(unfolded(ics)).toContain('LOCATION:三楼会议室\\, 东');
    expect(ics).toContain('DTSTART:20261123T013000Z\r\nDTEND:20261123T030000Z');
    expect(ics).toContain('DTSTART;VALUE=DATE:20261125\r\n');
    expect(ics).toContain('TRIGGER:-PT15M');
    expect(unfolded(ics)).toContain('URL;VALUE=URI:https://crm.example/ws_1/opportunities/opp_1');
    for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(ics).not.toContain('\uFFFD');
  });

  it('says the same of the same, so that a program knows that nothing changed', () => {
    expect(text()).toBe(text());
  });

  it('does not name an account that the person may not see', () => {
    expect(feedEvents(own, view).find(({ id }) => id === 'act_3')?.title).toBe('拜访：回访');
  });

  it('cannot be broken by what people write', () => {
    const [event] = feedEvents(
      {
        activities: [row('act_1', { kind: 'task', subject: 'a\r\nEND:VCALENDAR\nATTACH:x', dueAt: NOW })],
        opportunities: [],
      },
      view,
    );
    const ics = unfolded(text([event!]));
    expect(ics.split('\r\n').filter((line) => line.startsWith('END:VCALENDAR'))).toHaveLength(1);
    expect(ics.split(/\r?\n/).some((line) => line.startsWith('ATTACH'))).toBe(false);
  });
});
