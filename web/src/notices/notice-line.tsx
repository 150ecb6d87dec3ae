import { Link } from 'wouter';
import { noticeKinds } from '../../../shared/notices/notices.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useRefTitle } from '../lib/titles.ts';
import type { ProcessWords } from '../work/words.ts';
import type { Notice, NoticeKind } from './api.ts';
import { hrefOfNotice } from './api.ts';

const icons: Record<NoticeKind, IconName> = {
  'approval-asked': 'sign',
  'approval-decided': 'check',
  'step-assigned': 'task',
  'due-soon': 'clock',
  overdue: 'warning',
  escalated: 'warning',
  'change-decided': 'check',
  'controlled-changed': 'info',
  delegated: 'member',
  'proposal-decided': 'check',
  'supervised-step': 'eye',
  'payment-overdue': 'warning',
  'lead-recall-soon': 'clock',
  'lead-recalled': 'info',
  reminder: 'bell',
  'help-asked': 'help',
  'help-answered': 'help',
  'findings-overdue': 'finding',
  'findings-escalated': 'finding',
  'entry-stale': 'clock',
  'weekly-errors': 'finding',
  'scorecard-ready': 'chart',
  recognised: 'check',
  'tip-judged': 'check',
  'issue-reported': 'warning',
  'issue-answered': 'help',
};

interface Props {
  notice: Notice;
  words: ProcessWords;
  onOpen: () => void;
}

/** One notice: what, about which document, by whom, when. */
export function NoticeLine({ notice, words, onOpen }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const by = useRefTitle(notice.by?.startsWith('mem_') ? notice.by : undefined);
  const href = hrefOfNotice(notice);
  const details = [
    notice.process ? words.process(notice.process) : undefined,
    notice.process && notice.state ? words.state(notice.process, notice.state) : undefined,
    notice.due ? t.notices.due(format.instant(notice.due)) : undefined,
    by ? t.notices.by(by) : undefined,
  ].filter((one) => one !== undefined);
  const face = (
    <>
      <Icon name={icons[notice.kind] ?? 'info'} />
      <span className="nt-text">
        <span className="nt-kind">
          {label(noticeKinds[notice.kind])}
          {notice.readAt ? null : <span className="nt-dot" role="img" aria-label={t.notices.unread} />}
        </span>
        <span className="nt-title">{notice.title}</span>
        {details.length > 0 ? <span className="nt-detail">{details.join(' · ')}</span> : null}
        {notice.comment ? <q className="nt-detail">{notice.comment}</q> : null}
      </span>
      <time className="nt-time" dateTime={notice.at}>
        {format.ago(notice.at)}
      </time>
    </>
  );
  const look = `nt-line${notice.readAt ? '' : ' unread'}`;
  return href ? (
    <Link href={href} className={look} onClick={onOpen}>
      {face}
    </Link>
  ) : (
    <button type="button" className={look} onClick={onOpen}>
      {face}
    </button>
  );
}
