import '../styles/form.css';
import './proposals.css';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { processes } from '../../../shared/processes.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { ProcessSelect } from '../kit/process-select.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import type { Names } from '../procedures/definitions.ts';
import { useNames } from '../procedures/definitions.ts';
import { deviationsQuery, MOST } from './api.ts';
import type { DeviationGroup } from './groups.ts';
import { groupDeviations } from './groups.ts';
import { MakeProposal } from './make-proposal.tsx';

const periods = ['30', '90', '365', '0'] as const;
type Period = (typeof periods)[number];
const isPeriod = (text: string | null): text is Period => (periods as readonly (string | null)[]).includes(text);

/** Rows of a kind that stand on the page once it is opened. */
const FIRST = 20;

const versionOf = (row: WebRecord) => ({
  process: String(row['processKey'] ?? ''),
  version: typeof row['processVersion'] === 'number' ? row['processVersion'] : 0,
});

function Rows({ rows }: { rows: readonly WebRecord[] }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.proposals.deviations;
  return (
    <ul className="pp-rows">
      {rows.slice(0, FIRST).map((row) => (
        <li key={row.id}>
          <Link href={`/deviations/${row.id}`} className="q-main">
            {titleOf(row)}
          </Link>
          <Person id={String(row['memberId'] ?? row.createdBy)} />
          <time dateTime={row.createdAt} title={format.instant(row.createdAt)}>
            {format.ago(row.createdAt)}
          </time>
          <span className="badge">{t.proposals.version(format.number(versionOf(row).version))}</span>
        </li>
      ))}
      {rows.length > FIRST ? (
        <li className="quiet-hint">{words.moreRows(format.number(rows.length - FIRST))}</li>
      ) : null}
    </ul>
  );
}

interface GroupProps {
  group: DeviationGroup;
  names: Names;
  /** Proposals that came out of deviations of this kind. */
  proposals: readonly WebRecord[];
  onMake: () => void;
}

function Group({ group, names, proposals, onMake }: GroupProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { canWrite } = useWorkspace();
  const [open, setOpen] = useState(false);
  const words = t.proposals.deviations;
  const times = format.number(group.rows.length);
  return (
    <Fragment>
      <tr className={open ? 'pp-opened' : undefined}>
        <td data-label={words.columns.step}>
          <button
            type="button"
            className="pp-toggle"
            aria-expanded={open}
            title={open ? words.close : words.open(times)}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'down' : 'right'} size={14} />
            {names.action(group, group.action)}
          </button>
          <div className="quiet-hint">
            {names.process(group.process)} · {words.way(names.state(group, group.from), names.state(group, group.to))}
          </div>
        </td>
        <td data-label={words.columns.what}>
          <ul className="pp-rules">
            {group.rules.map((rule) => (
              <li key={rule}>{names.rule(rule)}</li>
            ))}
          </ul>
        </td>
        <td className="number" data-label={words.columns.times}>
          <strong>{times}</strong>
        </td>
        <td className="number" data-label={words.columns.documents}>
          {format.number(group.documents)}
        </td>
        <td data-label={words.columns.people}>
          {group.people.length === 1 ? <Person id={group.people[0]!} /> : words.peopleCount(group.people.length)}
        </td>
        <td className="nowrap" data-label={words.columns.last}>
          {format.ago(group.last)}
        </td>
        <td data-label={words.columns.proposal}>
          <div className="pp-actions">
            {proposals.map((one) => (
              <Link key={one.id} href={`/proposals/${one.id}`} className="chip ref" title={titleOf(one)}>
                <span className="ellipsis">{titleOf(one)}</span>
              </Link>
            ))}
            {canWrite('proposals') ? (
              <button type="button" className="btn small" title={words.made} onClick={onMake}>
                <Icon name="proposal" size={14} />
                {words.make}
              </button>
            ) : null}
          </div>
        </td>
      </tr>
      {open ? (
        <tr className="pp-opened">
          <td colSpan={7}>
            <Rows rows={group.rows} />
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

/** Departures from processes by kind: how often, by how many, and what became of them. */
export default function DeviationsPage() {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const params = new URLSearchParams(useSearch());
  const asked = params.get('days');
  const period: Period = isPeriod(asked) ? asked : '90';
  const process = processes.find((one) => one.id === params.get('process'))?.id ?? '';
  const action = params.get('action') ?? '';
  const [making, setMaking] = useState<DeviationGroup>();
  // The day is the query's key: an instant would ask anew on each drawing.
  const day = new Date(Date.parse(`${format.today()}T00:00:00Z`) - Number(period) * 86_400_000).toISOString();
  const filter = [
    ...(period === '0' ? [] : [`createdAt:gte:${day}`]),
    ...(process ? [`processKey:eq:${process}`] : []),
    ...(action ? [`action:eq:${action}`] : []),
  ];
  const answer = useQuery(deviationsQuery(workspaceId, filter));
  const proposals = useQuery(pageQuery(workspaceId, 'proposal', { filter: ['deviationId:filled'], limit: 200 }));
  const rows = answer.data?.items ?? [];
  const groups = groupDeviations(rows);
  const names = useNames(rows.map(versionOf));
  const words = t.proposals.deviations;
  useTitle(words.title);
  const show = (next: { period?: Period; process?: string }) => {
    const chosen = next.process ?? process;
    navigate(`/deviations?days=${next.period ?? period}${chosen ? `&process=${chosen}` : ''}`, { replace: true });
  };
  const body = () => {
    if (answer.isPending) return <Waiting />;
    if (answer.isError && rows.length === 0)
      return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
    if (groups.length === 0)
      return (
        <div className="message">
          <Icon name="deviation" size={28} />
          <p className="q-text">{words.empty}</p>
          <p className="q-text">{words.emptyHint}</p>
        </div>
      );
    return (
      <div className="q-scroll">
        <table className="q-table pp-groups">
          <thead>
            <tr>
              <th scope="col">{words.columns.step}</th>
              <th scope="col">{words.columns.what}</th>
              <th scope="col" className="number">
                {words.columns.times}
              </th>
              <th scope="col" className="number">
                {words.columns.documents}
              </th>
              <th scope="col">{words.columns.people}</th>
              <th scope="col">{words.columns.last}</th>
              <th scope="col">{words.columns.proposal}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Group
                key={group.key}
                group={group}
                names={names}
                proposals={(proposals.data?.items ?? []).filter((one) =>
                  group.rows.some((row) => row.id === one['deviationId']),
                )}
                onMake={() => setMaking(group)}
              />
            ))}
          </tbody>
        </table>
      </div>
    );
  };
  return (
    <>
      <header className="page-head">
        <Icon name="deviation" size={18} />
        <h1>{words.title}</h1>
        {answer.data ? (
          <span className="badge">{words.count(format.number(answer.data.total), answer.data.total === 1)}</span>
        ) : null}
      </header>
      <div className="q-body">
        <p className="q-text">{words.intro}</p>
        <div className="q-row">
          <Choice
            label={words.since}
            value={period}
            onChange={(next) => show({ period: next })}
            options={periods.map((one) => ({ value: one, label: words.periods[one] }))}
          />
          <ProcessSelect
            className="pp-select"
            label={words.process}
            everyProcess={words.everyProcess}
            value={process}
            onChange={(next) => show({ process: next })}
          />
        </div>
        {answer.data && answer.data.total > rows.length ? <Note>{words.newest(format.number(MOST))}</Note> : null}
        {body()}
      </div>
      {making ? <MakeProposal group={making} names={names} onClose={() => setMaking(undefined)} /> : null}
    </>
  );
}
