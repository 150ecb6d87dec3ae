import { MAX_LINES } from '../kernel/entity.ts';
import type { Names } from '../review/measures.ts';
import { narrativeOf } from '../review/narrative.ts';
import type { ReviewPack } from '../review/review.contract.ts';
import type { MeetingLine } from './meeting.ts';
import { MAX_LINE } from './meeting.ts';

export type AgendaLanguage = 'zh-CN' | 'en';

/** What waits for the meeting beside the pack: how many tips nobody has judged. */
export interface Waiting {
  tips: number;
}

const tipsLine = (tips: number, language: AgendaLanguage): MeetingLine => ({
  kind: 'topic',
  source: 'waiting|tips',
  text:
    language === 'en'
      ? `${tips} ${tips === 1 ? 'tip waits' : 'tips wait'} for a decision.`
      : `有 ${tips} 条员工建议等待处理。`,
});

/**
 * Topics that a pack proposes: what got worse, is overdue or came back, the weightiest first. Each names where it comes from, so that
 * it is proposed once; amounts of money are left to the pack itself, which fewer people read than the agenda.
 */
export const agendaOf = (
  pack: ReviewPack,
  names: Names,
  { tips }: Waiting,
  language: AgendaLanguage,
): MeetingLine[] => [
  ...narrativeOf(pack, names)
    .filter(
      ({ key, tone }) =>
        tone === 'bad' &&
        !/^(orders|quotes|shipments|payments|receivables)\..*\|/.test(key) &&
        // Tips that wait have a line of their own, as they wait now.
        key !== 'waiting.tips',
    )
    .map(
      ({ key, en, zh }): MeetingLine => ({
        kind: 'topic',
        source: key.slice(0, 120),
        text: (language === 'en' ? en : zh).slice(0, MAX_LINE),
      }),
    ),
  ...(tips > 0 ? [tipsLine(tips, language)] : []),
];

/** An agenda with what is proposed and is not on it yet; never more than a document holds. */
export const withProposed = (lines: readonly MeetingLine[], proposed: readonly MeetingLine[]): MeetingLine[] => {
  const known = new Set(lines.flatMap((line) => (line['source'] === undefined ? [] : [String(line['source'])])));
  return [...lines, ...proposed.filter((line) => !known.has(String(line['source'])))].slice(0, MAX_LINES);
};
