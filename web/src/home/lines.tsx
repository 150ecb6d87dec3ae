import { useState } from 'react';
import { Link } from 'wouter';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { toneOf } from '../kit/tones.ts';
import { localParts } from '../lib/dates.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { titleOf } from '../lib/titles.ts';
import { saveRecord } from '../records/save.ts';
import { RefChip } from '../records/value.tsx';

interface Props {
  record: WebRecord;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** When something is due, in words; red with the word once it is past. */
function Due({ date }: { date: string | undefined }) {
  const { t } = useI18n();
  const format = useFormat();
  if (!date) return <span className="badge">{t.home.noDue}</span>;
  const today = format.today();
  const tone = date < today ? 'bad' : date === today ? 'warn' : '';
  return (
    <span className={`badge ${tone}`}>
      {date < today ? t.home.overdue(format.day(date)) : t.home.due(format.day(date))}
    </span>
  );
}

export function FindingLine({ record }: Props) {
  const { label } = useI18n();
  const rules = useRules();
  const rule = rules.data?.items.find((one) => one.id === record['rule']);
  const type = text(record['subjectType']) ?? '';
  const field = text(record['locator']);
  const href = isEntity(type)
    ? `/${entityOf(type).collection}/${String(record['subjectId'])}${field ? `?fix=${field}` : ''}`
    : undefined;
  const severity = text(record['severity']) ?? 'low';
  return (
    <>
      <span className={`dot ${toneOf(severity)}`} title={severity} />
      <span className="home-text">
        {href ? (
          <Link href={href} className="home-title ellipsis">
            {titleOf(record)}
          </Link>
        ) : (
          <span className="home-title ellipsis">{titleOf(record)}</span>
        )}
        <span className="home-detail ellipsis">{rule ? label(rule.label) : text(record['rule'])}</span>
      </span>
      <Due date={text(record['dueDate'])} />
    </>
  );
}

export function TaskLine({ record }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId: ws, timeZone, canWrite } = useWorkspace();
  const [done, setDone] = useState(false);
  const due = text(record['dueAt']);
  const account = text(record['accountId']);
  const set = async (now: WebRecord, value: boolean): Promise<void> => {
    setDone(value);
    try {
      const saved = await saveRecord(ws, now, { done: value });
      if (value)
        toast({
          text: t.home.doneToast(titleOf(record)),
          action: { label: t.common.undo, run: () => void set(saved, false) },
        });
    } catch (error) {
      setDone(!value);
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  return (
    <>
      {canWrite('activities') ? (
        <input
          type="checkbox"
          checked={done}
          aria-label={t.home.setDone(titleOf(record))}
          onChange={(event) => void set(record, event.target.checked)}
        />
      ) : null}
      <span className="home-text">
        <Link href={`/activities/${record.id}`} className="home-title ellipsis">
          {titleOf(record)}
        </Link>
        {account ? (
          <span className="home-detail">
            <RefChip id={account} />
          </span>
        ) : null}
      </span>
      <Due date={due ? localParts(due, timeZone).date : undefined} />
    </>
  );
}

export function OpportunityLine({ record }: Props) {
  const format = useFormat();
  const account = text(record['accountId']);
  const amount = record['amount'];
  return (
    <>
      <span className="home-text">
        <Link href={`/opportunities/${record.id}`} className="home-title ellipsis">
          {titleOf(record)}
        </Link>
        {account ? (
          <span className="home-detail">
            <RefChip id={account} />
          </span>
        ) : null}
      </span>
      {typeof amount === 'number' ? (
        <span className="home-amount">{format.moneyShort(amount, text(record['currency']))}</span>
      ) : null}
      <Due date={text(record['closeDate'])} />
    </>
  );
}

export function StepLine({ record }: Props) {
  return (
    <>
      <span className="home-text">
        <Link href={`/opportunities/${record.id}`} className="home-title ellipsis">
          {text(record['nextStep']) ?? titleOf(record)}
        </Link>
        <span className="home-detail ellipsis">{titleOf(record)}</span>
      </span>
      <Due date={text(record['nextStepDate'])} />
    </>
  );
}

/** Something new: what it is, its name, and how long ago. */
export function NewsLine({ record, what }: Props & { what: string }) {
  const format = useFormat();
  const amount = record['amount'];
  return (
    <>
      <Icon name={iconOfType(record.type)} />
      <span className="home-text">
        <Link href={`/${entityOf(record.type).collection}/${record.id}`} className="home-title ellipsis">
          {titleOf(record)}
        </Link>
        <span className="home-detail ellipsis">
          {what}
          {typeof amount === 'number' ? ` · ${format.moneyShort(amount, text(record['currency']))}` : ''}
        </span>
      </span>
      <time className="home-time" dateTime={record.createdAt}>
        {format.ago(text(record['stageSince']) ?? record.createdAt)}
      </time>
    </>
  );
}
