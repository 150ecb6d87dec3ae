import './proposals.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { PageProps } from '../app/route.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { useNames, useProcesses } from '../procedures/definitions.ts';
import RecordPage from '../records/record-page.tsx';
import { saveRecord } from '../records/save.ts';
import { RefChip } from '../records/value.tsx';
import { adoptedVersion, versionHref } from './proposals-page.tsx';

const stages = ['open', 'analysed', 'adopted', 'rejected'] as const;
type Stage = (typeof stages)[number];
const isStage = (value: unknown): value is Stage => stages.some((one) => one === value);

/** A version that was made out of the proposal and is not entered yet. */
function EnterVersion({ record, version }: { record: WebRecord; version: number }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    try {
      await saveRecord(workspaceId, record, { adoptedVersion: version });
      toast({ text: t.proposals.entered(format.number(version)) });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" className="btn small primary" disabled={busy} onClick={() => void enter()}>
      <Icon name="check" size={14} />
      {t.proposals.enterVersion(format.number(version))}
    </button>
  );
}

/** What a proposal is about, what came of it, and what comes next. */
function Strip({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const { canWrite, can } = useWorkspace();
  const names = useNames();
  const processes = useProcesses();
  const process = String(record['processKey'] ?? '');
  const stage = isStage(record['status']) ? record['status'] : 'open';
  const settled = stage === 'adopted' || stage === 'rejected';
  const linked = processes.data?.items
    .find((one) => one.id === process)
    ?.versions.filter((one) => one.proposalId === record.id)
    .at(-1);
  const adopted = adoptedVersion(record);
  const deviation = record['deviationId'];
  return (
    <section className="pp-strip no-print" aria-label={t.proposals.title}>
      <p>{t.proposals.next[linked && stage === 'analysed' ? 'linked' : stage]}</p>
      <span className="pp-fact">
        <span>{t.proposals.concerns}</span>
        <Link href={`/processes/${process}`}>{names.process(process)}</Link>
      </span>
      {typeof deviation === 'string' ? (
        <span className="pp-fact">
          <span>{t.proposals.cameFrom}</span>
          <RefChip id={deviation} />
        </span>
      ) : null}
      {adopted === undefined ? null : (
        <span className="pp-fact">
          <span>{t.proposals.adoptedAs}</span>
          <Link href={versionHref(process, adopted)}>{t.proposals.version(format.number(adopted))}</Link>
        </span>
      )}
      {linked && adopted !== linked.version ? (
        <span className="pp-fact">
          <Link href={versionHref(process, linked.version)}>{t.proposals.linked(format.number(linked.version))}</Link>
        </span>
      ) : null}
      {linked && adopted === undefined && !settled && canWrite('proposals') ? (
        <EnterVersion record={record} version={linked.version} />
      ) : null}
      {!linked && adopted === undefined && stage === 'analysed' && can('processes:write') ? (
        <Link className="btn small" href={`/processes/${process}?proposal=${record.id}`}>
          <Icon name="process" size={14} />
          {t.proposals.design}
        </Link>
      ) : null}
    </section>
  );
}

/** A proposal: what it is about and what comes next above the record with its process. */
export default function ProposalPage(props: PageProps) {
  const { workspaceId } = useWorkspace();
  const answer = useQuery(recordQuery(workspaceId, 'proposal', props.params['id'] ?? ''));
  return (
    <>
      {answer.data ? <Strip record={answer.data} /> : null}
      <RecordPage {...props} />
    </>
  );
}
