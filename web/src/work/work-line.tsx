import { Link } from 'wouter';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { RefChip } from '../records/value.tsx';
import { warmRecord } from '../records/warm.ts';
import { keyOf, type WorkItem } from './api.ts';
import { dueText, dueTone, groupOf } from './due.ts';
import type { ProcessWords } from './words.ts';

/** The page of the document. */
export const documentHref = (item: Pick<WorkItem, 'type' | 'id'>): string | undefined =>
  isEntity(item.type) ? `/${entityOf(item.type).collection}/${item.id}` : undefined;

/** Where a signature is given with all that it needs beside it. */
export const decideHref = (item: Pick<WorkItem, 'id' | 'slot'>): string =>
  `/approvals?on=${encodeURIComponent(`${item.id}.${item.slot}`)}`;

/** Where Enter goes: a signature to the approvals, a step to its document. */
export const workHref = (item: WorkItem): string =>
  item.kind === 'approval' ? decideHref(item) : (documentHref(item) ?? '/work');

/** When it is due, in words; the instant itself on the mark's title. */
export function DueBadge({ due, now }: { due: string | undefined; now: string }) {
  const { t } = useI18n();
  const format = useFormat();
  if (due === undefined) return <span className="badge">{t.work.noDue}</span>;
  const group = groupOf(due, now, format.style.timeZone);
  return (
    <time className={`badge ${dueTone(group)}`} dateTime={due} title={format.instant(due)}>
      {dueText(due, now, format.style, t.work)}
    </time>
  );
}

/** By which right it is the member's: a role, or as somebody's deputy; nothing when it is theirs by name. */
export function Standing({ item, words }: { item: WorkItem; words: ProcessWords }) {
  const { t } = useI18n();
  const person = useRefTitle(item.onBehalfOf);
  if (item.onBehalfOf) return <span className="badge info">{t.work.onBehalf(person ?? t.common.unknownPerson)}</span>;
  return item.role ? <span className="work-role">{t.work.byRole(words.role(item.role))}</span> : null;
}

interface Props {
  item: WorkItem;
  now: string;
  words: ProcessWords;
  active: boolean;
  onActive: () => void;
  onLeave: () => void;
}

/** One thing to do in a line: what, on which document, for whom, how much, by when. */
export function WorkLine({ item, now, words, active, onActive, onLeave }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const href = documentHref(item);
  const process = words.process(item.process);
  return (
    <li
      className={`work-line${active ? ' active' : ''}`}
      data-work={keyOf(item)}
      {...(active ? { 'aria-current': true } : {})}
      onPointerDown={onActive}
      onPointerEnter={() => {
        if (isEntity(item.type)) warmRecord(workspaceId, item.type, item.id);
      }}
    >
      <Icon name={item.kind === 'approval' ? 'sign' : iconOfType(item.type)} />
      <div className="work-what">
        {href ? (
          <Link href={href} className="work-title ellipsis" onClick={onLeave}>
            {item.title}
          </Link>
        ) : (
          <span className="work-title ellipsis">{item.title}</span>
        )}
        <span className="work-detail ellipsis">
          {item.kind === 'approval'
            ? t.work.sign(process)
            : t.work.step(process, words.state(item.process, item.state))}
        </span>
      </div>
      <div className="work-account">{item.accountId ? <RefChip id={item.accountId} /> : null}</div>
      <div className="work-amount">
        {item.amount === undefined ? null : format.moneyShort(item.amount, item.currency)}
      </div>
      <div className="work-for">
        <Standing item={item} words={words} />
        <span className="work-since">{t.work.since(format.ago(item.since))}</span>
      </div>
      <div className="work-due">
        <DueBadge due={item.due} now={now} />
      </div>
      <div className="work-act">
        {item.kind === 'approval' ? (
          <Link href={decideHref(item)} className="btn small" onClick={onLeave}>
            {t.work.decide}
          </Link>
        ) : null}
      </div>
    </li>
  );
}
