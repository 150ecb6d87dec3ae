import '../styles/records.css';
import '../work/work.css';
import './complaints.css';
import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { complaint, severities } from '../../../shared/complaints/complaint.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { noteTitles, titleOf, useMembers } from '../lib/titles.ts';
import { FieldEditor } from '../records/editors.tsx';
import { useFieldSpecs } from '../records/fields.ts';
import { leaveTrail } from '../records/trail.ts';
import type { View } from '../records/view.ts';
import { useNow } from '../work/now.ts';
import { useWorkKeys } from '../work/use-work-keys.ts';
import { useDefinition } from '../work/words.ts';
import { openStates } from './desk.ts';
import { DeskLine } from './desk-line.tsx';
import { type Desk, type DeskChoice, useDesk, whoses } from './use-desk.ts';

const ComplaintBoard = part(() => import('./board.tsx'));

const tabs = ['queue', 'board', 'overdue'] as const;
type Tab = (typeof tabs)[number];

interface Shown extends DeskChoice {
  tab: Tab;
}

const read = (search: string): Shown => {
  const params = new URLSearchParams(search);
  const severity = params.get('severity') ?? '';
  return {
    tab: tabs.find((one) => one === params.get('tab')) ?? 'queue',
    whose: whoses.find((one) => one === params.get('whose')) ?? 'all',
    person: params.get('person') ?? '',
    severity: severity in severities ? severity : '',
    product: params.get('product') ?? '',
  };
};

const write = (shown: Shown): string => {
  const usual: Shown = { tab: 'queue', whose: 'all', person: '', severity: '', product: '' };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(shown)) if (value !== usual[name as keyof Shown]) params.set(name, value);
  const text = params.toString();
  return text ? `?${text}` : '';
};

interface FilterProps {
  shown: Shown;
  role: boolean;
  onChange: (part: Partial<Shown>) => void;
}

/** What the desk shows: whose turn, how grave, which product. */
function Filters({ shown, role, onChange }: FilterProps) {
  const { t, label } = useI18n();
  const words = t.complaints.desk;
  const { memberId } = useWorkspace();
  const members = useMembers();
  const people = (members.data ?? []).filter((one) => !one.archivedAt && one['status'] !== 'disabled');
  const product = useFieldSpecs(complaint).find((one) => one.name === 'productId');
  return (
    <div className="cp-filters">
      {shown.tab === 'queue' ? (
        <Choice
          label={words.whose}
          value={shown.whose}
          onChange={(whose) => onChange({ whose, person: '' })}
          options={whoses.filter((one) => role || one !== 'role').map((value) => ({ value, label: words.who[value] }))}
        />
      ) : null}
      {shown.tab === 'queue' && shown.whose === 'all' ? (
        <select
          className="input"
          aria-label={words.person}
          value={shown.person}
          onChange={(event) => onChange({ person: event.target.value })}
        >
          <option value="">{words.anyone}</option>
          {people
            .filter((one) => one.id !== memberId)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {titleOf(one)}
              </option>
            ))}
        </select>
      ) : null}
      <select
        className="input"
        aria-label={words.severity}
        value={shown.severity}
        onChange={(event) => onChange({ severity: event.target.value })}
      >
        <option value="">{words.anySeverity}</option>
        {Object.entries(severities).map(([value, name]) => (
          <option key={value} value={value}>
            {label(name)}
          </option>
        ))}
      </select>
      {product ? (
        <label className="cp-product" htmlFor="cp-product">
          <span className="hidden-text">{words.product}</span>
          <FieldEditor
            id="cp-product"
            spec={product}
            placeholder={words.anyProduct}
            draft={shown.product}
            onDraft={(id) => onChange({ product: id })}
          />
        </label>
      ) : null}
    </div>
  );
}

/** Complaints as they come to the people who work on them: the queue, the board, and what is late. */
export default function ComplaintDesk() {
  const { t } = useI18n();
  const words = t.complaints.desk;
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const shown = useMemo(() => read(search), [search]);
  const now = useNow();
  const definition = useDefinition('complaint');
  const { queue, overdue, role } = useDesk(shown, now);
  const [active, setActive] = useState<string>();
  useTitle(words.title);
  const desk: Desk = shown.tab === 'overdue' ? overdue : queue;
  const rows = shown.tab === 'board' ? [] : desk.rows;
  useEffect(() => noteTitles(ws, rows), [ws, rows]);
  const writes = canWrite('complaints');
  const change = (part: Partial<Shown>) => navigate(`${path}${write({ ...shown, ...part })}`, { replace: true });
  const filter = definition ? [`status:in:${openStates(definition).join('|')}`] : [];
  // From a complaint one walks on through all that are open.
  const leave = () =>
    leaveTrail({ ws, type: complaint.name, href: `${path}${write(shown)}`, ask: { filter, sort: 'stepDue' } });
  const create = () => writes && navigate('/complaints/new');
  usePageKeys({ n: create });
  useWorkKeys({
    keys: rows.map((one) => one.id),
    active,
    onActive: setActive,
    onOpen: (id) => {
      leave();
      navigate(`/complaints/${id}`);
    },
  });
  const narrowed = shown.person !== '' || shown.severity !== '' || shown.product !== '';
  const view: View = {
    conditions: [
      ...(shown.severity ? [{ field: 'severity', op: 'eq' as const, value: shown.severity }] : []),
      ...(shown.product ? [{ field: 'productId', op: 'eq' as const, value: shown.product }] : []),
    ],
    sort: undefined,
    columns: undefined,
    archived: 'no',
    q: '',
    shape: 'board',
  };

  const empty = () => {
    const text = narrowed ? words.empty.filtered : words.empty[shown.tab === 'overdue' ? 'overdue' : shown.whose];
    const whole = shown.tab === 'overdue' || shown.whose === 'all';
    return (
      <div className="message">
        <Icon name="healthy" size={32} />
        <p>{text}</p>
        {narrowed || !whole ? (
          <button
            type="button"
            className="btn"
            onClick={() => change({ whose: 'all', person: '', severity: '', product: '' })}
          >
            {words.showAll}
          </button>
        ) : writes && shown.tab === 'queue' ? (
          <button type="button" className="btn primary" onClick={create}>
            <Icon name="plus" />
            {words.create}
          </button>
        ) : null}
      </div>
    );
  };
  const lines = () => {
    if (!definition || (desk.pending && rows.length === 0)) return <Waiting />;
    if (desk.error && rows.length === 0) return <Failed error={desk.error} onRetry={desk.retry} />;
    if (rows.length === 0) return empty();
    return (
      <>
        <ul className="cp-lines">
          {rows.map((row) => (
            <DeskLine
              key={row.id}
              row={row}
              definition={definition}
              now={now}
              active={row.id === active}
              onActive={() => setActive(row.id)}
              onLeave={leave}
            />
          ))}
        </ul>
        {desk.more ? (
          <button type="button" className="btn work-more" disabled={desk.fetchingMore} onClick={desk.more}>
            {words.more}
          </button>
        ) : null}
      </>
    );
  };
  const counts: Partial<Record<Tab, number>> = {
    ...(queue.pending ? {} : { queue: queue.total }),
    ...(overdue.pending ? {} : { overdue: overdue.total }),
  };
  return (
    <section className="list cp-desk">
      <header className="page-head">
        <Icon name="warning" size={18} />
        <h1>{words.title}</h1>
        <span className="spread" />
        <Link href="/causes/tree" className="btn quiet wide-only">
          {words.causes}
        </Link>
        <Link href="/complaints" className="btn quiet wide-only">
          {words.list}
        </Link>
        {writes ? (
          <button type="button" className="btn primary" title="N" aria-label={words.create} onClick={create}>
            <Icon name="plus" />
            <span className="wide-only">{words.create}</span>
          </button>
        ) : null}
      </header>
      <Tabs
        tabs={tabs.map((key) => ({ key, label: words[key], count: counts[key] }))}
        active={shown.tab}
        onChange={(tab) => change({ tab: tab as Tab })}
        label={words.tabs}
      >
        <Filters shown={shown} role={role} onChange={change} />
        {shown.tab === 'board' ? <ComplaintBoard view={view} /> : <div className="work-body">{lines()}</div>}
      </Tabs>
      {shown.tab === 'board' ? null : (
        <footer className="work-foot">
          <span>{desk.pending ? '' : words.count(format.number(desk.total))}</span>
          <span className="quiet-hint wide-only">{shown.tab === 'queue' ? words.whoHint[shown.whose] : ''}</span>
          <span className="spread" />
          <span className="wide-only">{words.keys}</span>
        </footer>
      )}
    </section>
  );
}
