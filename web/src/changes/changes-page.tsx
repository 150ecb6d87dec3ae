import '../styles/form.css';
import '../styles/record.css';
import './changes.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { changeRequest } from '../../../shared/process/change-request.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { Person } from '../kit/person.tsx';
import { toneOf } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import { usePhone, useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery } from '../lib/records.ts';
import { useRefTitle } from '../lib/titles.ts';
import { currencyOf } from '../records/fields.ts';
import { leaveTrail } from '../records/trail.ts';
import { warmRecord } from '../records/warm.ts';
import { ChangeLine } from './change-table.tsx';
import { changesOf, subjectEntity, useSubjects } from './subjects.ts';

const tabs = ['waiting', 'mine', 'decided', 'all'] as const;
type Tab = (typeof tabs)[number];
const isTab = (text: string | null): text is Tab => (tabs as readonly (string | null)[]).includes(text);

const filterOf = (tab: Tab, memberId: string): string[] => {
  if (tab === 'waiting') return ['status:in:pending|returned'];
  if (tab === 'decided') return ['status:in:applied|rejected|withdrawn'];
  return tab === 'mine' ? [`createdBy:eq:${memberId}`] : [];
};

/** How many values stand in the list before the rest is only counted. */
const SHOWN = 3;

const states = entityFields(changeRequest).find((field) => field.name === 'status')?.values ?? [];

/** The words of a request's state. */
function ChangeStatus({ request }: { request: WebRecord }) {
  const { label } = useI18n();
  const status = String(request['status'] ?? '');
  const state = states.find((one) => one.value === status);
  return <span className={`badge ${toneOf(status)}`}>{state ? label(state.label) : status}</span>;
}

interface RowProps {
  request: WebRecord;
  subject: WebRecord | undefined;
  onOpen: () => void;
}

function Values({ request, subject }: Omit<RowProps, 'onOpen'>) {
  const { t } = useI18n();
  const { currency } = useWorkspace();
  const changes = changesOf(request);
  if (changes.length === 0) return <span className="quiet-hint">{t.changes.hidden}</span>;
  return (
    <div className="chg-values">
      {changes.slice(0, SHOWN).map((change) => (
        <ChangeLine
          key={change.field}
          entity={subjectEntity(request)}
          change={change}
          currency={currencyOf(subject, currency)}
        />
      ))}
      {changes.length > SHOWN ? <span className="quiet-hint">{t.changes.more(changes.length - SHOWN)}</span> : null}
    </div>
  );
}

function Title({ request, subject, onOpen }: RowProps) {
  const { workspaceId } = useWorkspace();
  const name = useRefTitle(subject?.id);
  return (
    <Link
      className="q-main"
      href={`/change-requests/${request.id}`}
      onClick={onOpen}
      onPointerEnter={() => warmRecord(workspaceId, 'changeRequest', request.id)}
    >
      {name ?? String(request['title'] ?? request.id)}
    </Link>
  );
}

function Table({ rows, subjectOf, onOpen }: ListProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { columns } = t.changes;
  return (
    <div className="q-scroll">
      <table className="q-table">
        <thead>
          <tr>
            <th scope="col">{columns.record}</th>
            <th scope="col">{columns.change}</th>
            <th scope="col">{columns.by}</th>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.status}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((request) => {
            const entity = subjectEntity(request);
            return (
              <tr key={request.id}>
                <td>
                  <Title request={request} subject={subjectOf(request)} onOpen={onOpen} />
                  <div className="quiet-hint">{entity ? label(entity.label) : null}</div>
                </td>
                <td>
                  <Values request={request} subject={subjectOf(request)} />
                </td>
                <td>
                  <Person id={request.createdBy} />
                </td>
                <td className="nowrap" title={format.instant(request.createdAt)}>
                  {format.ago(request.createdAt)}
                </td>
                <td>
                  <ChangeStatus request={request} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ rows, subjectOf, onOpen }: ListProps) {
  const format = useFormat();
  return (
    <ul className="chg-cards">
      {rows.map((request) => (
        <li key={request.id} className="chg-card">
          <Title request={request} subject={subjectOf(request)} onOpen={onOpen} />
          <Values request={request} subject={subjectOf(request)} />
          <div className="chg-card-facts">
            <ChangeStatus request={request} />
            <Person id={request.createdBy} />
            <span>{format.ago(request.createdAt)}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

interface ListProps {
  rows: readonly WebRecord[];
  subjectOf: (request: WebRecord) => WebRecord | undefined;
  onOpen: () => void;
}

/** Changes of critical values: those that wait, one's own, those decided. */
export default function ChangesPage() {
  const { t } = useI18n();
  const { workspaceId, memberId } = useWorkspace();
  const phone = usePhone();
  const [, navigate] = useLocation();
  const search = useSearch();
  const asked = new URLSearchParams(search).get('show');
  const tab: Tab = isTab(asked) ? asked : 'waiting';
  // What waits longest comes first; what is decided newest first.
  const ask = { filter: filterOf(tab, memberId), sort: tab === 'waiting' ? 'createdAt' : '-createdAt' };
  const list = useInfiniteQuery(listQuery(workspaceId, 'changeRequest', ask));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const subjects = useSubjects(rows);
  useTitle(t.changes.title);
  const onOpen = () =>
    leaveTrail({
      ws: workspaceId,
      type: 'changeRequest',
      href: tab === 'waiting' ? '/change-requests' : `/change-requests?show=${tab}`,
      ask,
    });
  const List = phone ? Cards : Table;
  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && rows.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (rows.length === 0)
      return (
        <div className="message">
          <Icon name="change" size={28} />
          <p className="q-text">{t.changes.empty[tab]}</p>
        </div>
      );
    return <List rows={rows} subjectOf={(request) => subjects.get(String(request['subjectId']))} onOpen={onOpen} />;
  };
  return (
    <>
      <header className="page-head">
        <Icon name="change" size={18} />
        <h1>{t.changes.title}</h1>
      </header>
      <div className="q-body">
        <p className="q-text">{t.changes.intro}</p>
        <Choice
          label={t.changes.which}
          value={tab}
          onChange={(next) => navigate(`/change-requests?show=${next}`, { replace: true })}
          options={tabs.map((one) => ({ value: one, label: t.changes.tabs[one] }))}
        />
        {body()}
        <MoreButton list={list} />
      </div>
    </>
  );
}
