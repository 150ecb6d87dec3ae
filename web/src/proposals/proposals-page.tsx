import '../styles/form.css';
import './proposals.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { proposal } from '../../../shared/process/proposal.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { Person } from '../kit/person.tsx';
import { toneOf } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery, summaryQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { useNames } from '../procedures/definitions.ts';
import CreateDrawer from '../records/create-drawer.tsx';
import { leaveTrail } from '../records/trail.ts';
import { RefChip } from '../records/value.tsx';
import { warmRecord } from '../records/warm.ts';

const states = entityFields(proposal).find((field) => field.name === 'status')?.values ?? [];

/** Where a version of a process is shown. */
export const versionHref = (process: string, version: number): string => `/processes/${process}/versions/${version}`;

/** The version that a proposal was adopted as. */
export const adoptedVersion = (record: WebRecord): number | undefined =>
  typeof record['adoptedVersion'] === 'number' ? record['adoptedVersion'] : undefined;

/** Where a proposal stands, in words. */
export function ProposalStatus({ record }: { record: WebRecord }) {
  const { label } = useI18n();
  const status = String(record['status'] ?? '');
  const state = states.find((one) => one.value === status);
  return <span className={`badge ${toneOf(status)}`}>{state ? label(state.label) : status}</span>;
}

function Row({ record, onOpen }: { record: WebRecord; onOpen: () => void }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const names = useNames();
  const { columns } = t.proposals;
  const process = String(record['processKey'] ?? '');
  const adopted = adoptedVersion(record);
  const deviation = record['deviationId'];
  return (
    <tr onPointerEnter={() => warmRecord(workspaceId, 'proposal', record.id)}>
      <td>
        <Link className="q-main" href={`/proposals/${record.id}`} onClick={onOpen}>
          {titleOf(record)}
        </Link>
      </td>
      <td data-label={columns.process}>{names.process(process)}</td>
      <td data-label={columns.status}>
        <ProposalStatus record={record} />
      </td>
      <td data-label={columns.out}>{typeof deviation === 'string' ? <RefChip id={deviation} /> : null}</td>
      <td data-label={columns.by}>
        <Person id={record.ownerId ?? record.createdBy} />
      </td>
      <td data-label={columns.at} className="nowrap">
        {format.ago(record.createdAt)}
      </td>
      <td data-label={columns.adopted} className="nowrap">
        {adopted === undefined ? null : (
          <Link href={versionHref(process, adopted)}>{t.proposals.version(format.number(adopted))}</Link>
        )}
      </td>
    </tr>
  );
}

/** Proposals to change a process, by where they stand. */
export default function ProposalsPage() {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const params = new URLSearchParams(useSearch());
  const wanted = params.get('status');
  const status = states.find((one) => one.value === wanted)?.value ?? '';
  const [opened, setCreating] = useState(false);
  const creating = canWrite('proposals') && (opened || params.has('new'));
  const ask = { filter: status ? [`status:eq:${status}`] : [], sort: '-createdAt' };
  const list = useInfiniteQuery(listQuery(workspaceId, 'proposal', ask));
  const counts = useQuery(summaryQuery(workspaceId, 'proposal', { group: 'status' }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { columns } = t.proposals;
  useTitle(t.proposals.title);
  usePageKeys({ n: () => canWrite('proposals') && setCreating(true) });
  const href = status ? `/proposals?status=${status}` : '/proposals';
  const counted = (value: string) => counts.data?.groups.find((one) => one.value === value)?.count ?? 0;
  const onOpen = () => leaveTrail({ ws: workspaceId, type: 'proposal', href, ask });
  const add = canWrite('proposals') ? (
    <button type="button" className="btn primary" title="N" onClick={() => setCreating(true)}>
      <Icon name="plus" />
      {t.proposals.add}
    </button>
  ) : null;
  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && rows.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (rows.length === 0)
      return (
        <div className="message">
          <Icon name="proposal" size={28} />
          <p className="q-text">{t.proposals.empty}</p>
          <Link className="btn" href="/deviations">
            {t.proposals.toDeviations}
          </Link>
        </div>
      );
    return (
      <div className="q-scroll">
        <table className="q-table pp-groups">
          <thead>
            <tr>
              {(['title', 'process', 'status', 'out', 'by', 'at', 'adopted'] as const).map((name) => (
                <th key={name} scope="col">
                  {columns[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((record) => (
              <Row key={record.id} record={record} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
    );
  };
  const total = counts.data?.total;
  return (
    <>
      <header className="page-head">
        <Icon name="proposal" size={18} />
        <h1>{t.proposals.title}</h1>
        <span className="spread" />
        {add}
      </header>
      <div className="q-body">
        <p className="q-text">{t.proposals.intro}</p>
        <Choice
          label={t.proposals.status}
          value={status}
          onChange={(next) => navigate(next ? `/proposals?status=${next}` : '/proposals', { replace: true })}
          options={[
            { value: '', label: total === undefined ? t.proposals.all : `${t.proposals.all} ${format.number(total)}` },
            ...states.map((one) => ({
              value: one.value,
              label: counts.data ? `${label(one.label)} ${format.number(counted(one.value))}` : label(one.label),
            })),
          ]}
        />
        {body()}
        <MoreButton list={list} />
      </div>
      {creating ? (
        <CreateDrawer
          entity={proposal}
          onClose={() => {
            setCreating(false);
            if (params.has('new')) navigate(href, { replace: true });
          }}
        />
      ) : null}
    </>
  );
}
