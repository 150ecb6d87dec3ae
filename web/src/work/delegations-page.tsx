import '../styles/form.css';
import './delegations.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useTitles } from '../lib/titles.ts';
import { delegationState, delegationsQuery, endDeputy } from './delegations.ts';
import { useNow } from './now.ts';
import { useProcessWords } from './words.ts';

const DeputyDialog = part(() => import('./deputy-dialog.tsx'));

const tones = { running: 'good', coming: 'info', over: '', ended: '' } as const;

type Side = 'memberId' | 'deputyId' | 'any';

function Line({ record, side, now }: { record: WebRecord; side: Side; now: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.work.deputy;
  const format = useFormat();
  const titles = useTitles();
  const names = useProcessWords();
  const { workspaceId: ws, memberId, canWrite } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const state = delegationState(record, now);
  const deputy = String(record['deputyId']);
  const limited = Array.isArray(record['processes']) ? record['processes'].map(String) : [];
  const mayEnd =
    (state === 'running' || state === 'coming') && (record['memberId'] === memberId || canWrite('members'));
  const end = async () => {
    setBusy(true);
    try {
      await endDeputy(ws, record);
      toast({ text: words.ended(titles(deputy) ?? '') });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="dp-line">
      <div className="dp-who">
        {side === 'memberId' ? null : <Person id={String(record['memberId'])} />}
        {side === 'any' ? <Icon name="right" size={14} /> : null}
        {side === 'deputyId' ? null : <Person id={deputy} />}
        <span className={`badge ${tones[state]}`}>{words.states[state]}</span>
      </div>
      <div className="dp-when">
        {words.period(
          format.instant(String(record['from'])),
          format.instant(String(state === 'ended' ? record['endedAt'] : record['until'])),
        )}
      </div>
      <div className="dp-what">
        {limited.length === 0 ? words.allProcesses : limited.map(names.process).join(' · ')}
        {typeof record['why'] === 'string' ? <span className="q-quiet"> {record['why']}</span> : null}
      </div>
      <div className="dp-end">
        {mayEnd ? (
          <button type="button" className="btn small" disabled={busy} onClick={() => void end()}>
            {words.end}
          </button>
        ) : null}
      </div>
    </li>
  );
}

function Part({ side, title, empty, text }: { side: Side; title: string; empty: string; text?: string }) {
  const { t } = useI18n();
  const { workspaceId: ws, memberId } = useWorkspace();
  const now = useNow();
  const [all, setAll] = useState(false);
  const answer = useQuery(delegationsQuery(ws, side, memberId));
  const records = answer.data ?? [];
  const isOpen = (record: WebRecord) => ['running', 'coming'].includes(delegationState(record, now));
  const shown = records.filter((record) => all || isOpen(record));
  return (
    <section className="dp-part">
      <h2>{title}</h2>
      {text ? <p className="q-text">{text}</p> : null}
      {answer.isPending ? <Waiting /> : null}
      {answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.data && shown.length === 0 ? <p className="q-quiet">{empty}</p> : null}
      <ul>
        {shown.map((record) => (
          <Line key={record.id} record={record} side={side} now={now} />
        ))}
      </ul>
      {!all && records.length > shown.length ? (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t.work.deputy.earlier}
        </button>
      ) : null}
    </section>
  );
}

/** Who stands in for whom, and until when. */
export default function DelegationsPage() {
  const { t } = useI18n();
  const words = t.work.deputy;
  const { canWrite } = useWorkspace();
  const [naming, setNaming] = useState(false);
  useTitle(words.title);
  return (
    <>
      <header className="page-head">
        <Icon name="member" size={18} />
        <h1>{words.title}</h1>
        <span className="spread" />
        {canWrite('work') ? (
          <button
            type="button"
            className="btn primary"
            onPointerEnter={() => void DeputyDialog.preload()}
            onClick={() => setNaming(true)}
          >
            <Icon name="plus" />
            {words.create}
          </button>
        ) : null}
      </header>
      <div className="q-body">
        <Note>{words.may}</Note>
        <Part side="memberId" title={words.mine} empty={words.noMine} text={words.mineText} />
        <Part side="deputyId" title={words.others} empty={words.noOthers} />
        {canWrite('members') ? <Part side="any" title={words.all} empty={t.common.none} /> : null}
      </div>
      {naming ? <DeputyDialog onClose={() => setNaming(false)} /> : null}
    </>
  );
}
