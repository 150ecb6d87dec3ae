import '../styles/records.css';
import './findings.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { entities } from '../../../shared/entities.ts';
import { finding as entity } from '../../../shared/findings/finding.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { usePhone, useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { conditionText } from '../records/conditions.ts';
import type { FieldSpec } from '../records/fields.ts';
import { useFieldSpecs } from '../records/fields.ts';
import { AddFilter, FilterChips } from '../records/filter-bar.tsx';
import { selectionOf, useSelection } from '../views/selection.ts';
import { useAsked } from './asked.ts';
import type { Conditions, StateChoice } from './board.ts';
import {
  boardText,
  extraConditions,
  hasQuick,
  isMine,
  quickNames,
  readBoard,
  ruleOf,
  stateChoices,
  stateOf,
  toggledQuick,
  withOwner,
  withState,
} from './board.ts';
import { DeskBar } from './desk-bar.tsx';
import type { DeskKind } from './desk-dialog.tsx';
import { FindingRows } from './finding-rows.tsx';
import { RuleList } from './rule-list.tsx';
import { useBoardKeys } from './use-board-keys.ts';

const FindingDrawer = lazy(() => import('./finding-drawer.tsx'));
const DeskDialog = lazy(() => import('./desk-dialog.tsx'));

/** Fields as people filter by them: rules and kinds of record by their names. */
const useBoardSpecs = (): FieldSpec[] => {
  const specs = useFieldSpecs(entity);
  const rules = useRules();
  return useMemo(
    () =>
      specs.map((spec): FieldSpec => {
        if (spec.name === 'rule')
          return {
            ...spec,
            type: 'enum',
            values: (rules.data?.items ?? []).map((rule) => ({ value: rule.id, label: rule.label })),
          };
        if (spec.name === 'subjectType')
          return { ...spec, type: 'enum', values: entities.map((one) => ({ value: one.name, label: one.label })) };
        return spec;
      }),
    [specs, rules.data],
  );
};

interface HeadProps {
  conditions: Conditions;
  specs: readonly FieldSpec[];
  onChange: (conditions: Conditions) => void;
}

function Head({ conditions, specs, onChange }: HeadProps) {
  const { t } = useI18n();
  const { memberId, scope, can } = useWorkspace();
  const words = t.findings;
  const mine = isMine(conditions, memberId);
  const state = stateOf(conditions);
  return (
    <header className="page-head fnd-head">
      <Icon name="finding" size={18} />
      <h1>{words.title}</h1>
      {scope === 'own' ? null : (
        <Choice
          label={words.whose}
          value={mine ? 'mine' : 'all'}
          onChange={(who) => onChange(withOwner(conditions, who === 'mine' ? memberId : undefined))}
          options={[
            { value: 'mine', label: words.who.mine },
            { value: 'all', label: scope === 'team' ? words.who.team : words.who.all },
          ]}
        />
      )}
      <select
        className="input fnd-state"
        aria-label={words.stateLabel}
        value={state ?? ''}
        onChange={(event) => onChange(withState(conditions, event.target.value as StateChoice))}
      >
        {state ? null : <option value="">…</option>}
        {stateChoices.map((one) => (
          <option key={one} value={one}>
            {words.states[one]}
          </option>
        ))}
      </select>
      {quickNames
        .filter((quick) => quick !== 'unassigned' || scope === 'all')
        .map((quick) => (
          <button
            key={quick}
            type="button"
            className="btn small quiet fnd-quick"
            aria-pressed={hasQuick(conditions, quick)}
            onClick={() => onChange(toggledQuick(conditions, quick))}
          >
            {words.quick[quick]}
          </button>
        ))}
      <span className="spread" />
      <AddFilter specs={specs} onAdd={(condition) => onChange([...conditions, condition])} />
      {can('audit:read') ? (
        <Link className="btn quiet" href="/findings/preventions" title={words.preventions.title}>
          <Icon name="chart" />
          <span className="wide-only">{words.preventions.title}</span>
        </Link>
      ) : null}
      {can('findings:read') ? (
        <Link className="btn quiet" href="/audit/rules" title={words.ruleCatalogue}>
          <Icon name="book" />
          <span className="wide-only">{words.ruleCatalogue}</span>
        </Link>
      ) : null}
    </header>
  );
}

function Empty({ conditions, onChange }: Omit<HeadProps, 'specs'>) {
  const { t } = useI18n();
  const { memberId, scope } = useWorkspace();
  const words = t.findings;
  const standard = boardText(conditions, memberId) === '';
  return (
    <div className="message">
      <Icon name="healthy" size={32} />
      <p>{standard ? words.emptyMine : conditions.length === 0 ? words.emptyAll : words.emptyFiltered}</p>
      {conditions.length > 0 && scope !== 'own' ? (
        <button
          type="button"
          className="btn"
          onClick={() => onChange(standard ? withOwner(conditions, undefined) : [])}
        >
          {words.showAll}
        </button>
      ) : null}
    </div>
  );
}

interface Opened {
  finding: WebRecord;
  start: 'fix' | 'explain';
}

/** What the audit has found: by rule, most urgent first, each to be put right where it stands. */
export default function FindingsPage() {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId, memberId, canWrite } = useWorkspace();
  const phone = usePhone();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const conditions = useMemo(() => readBoard(search, memberId), [search, memberId]);
  const specs = useBoardSpecs();
  const [active, setActive] = useState<string>();
  const [opened, setOpened] = useState<Opened>();
  useTitle(t.findings.title);
  const [together, setTogether] = useState<DeskKind>();
  const asked = useAsked(conditions);
  const ask = useMemo(() => ({ sort: 'dueDate', filter: asked.map(conditionText) }), [asked]);
  const list = useInfiniteQuery(listQuery(workspaceId, 'finding', ask));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total;

  const selection = useSelection(rows, total ?? rows.length, ask);
  const chooses = canWrite('findings') && canWrite('lists') && !phone;
  const change = (next: Conditions) => {
    const text = boardText(next, memberId);
    navigate(text ? `${path}?${text}` : path, { replace: true });
  };
  const open = (finding: WebRecord, start: Opened['start'] = 'fix') => {
    setActive(finding.id);
    setOpened({ finding, start });
  };
  useBoardKeys({
    rows,
    active,
    onActive: setActive,
    onOpen: open,
    onChoose: (finding) => (chooses ? selection.toggle([finding]) : undefined),
    onExplainChosen: selection.count > 0 ? () => setTogether('explain') : undefined,
  });
  const extra = extraConditions(conditions, memberId);
  const following = opened ? rows[rows.findIndex((row) => row.id === opened.finding.id) + 1] : undefined;
  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && rows.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (rows.length === 0) return <Empty conditions={conditions} onChange={change} />;
    return (
      <>
        <FindingRows
          rows={rows}
          active={active}
          hide={{ rule: ruleOf(conditions) !== undefined, owner: isMine(conditions, memberId) }}
          selection={chooses ? selection : undefined}
          onOpen={(finding) => open(finding)}
        />
        {list.hasNextPage ? (
          <button
            type="button"
            className="btn fnd-next"
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t.findings.more}
          </button>
        ) : null}
      </>
    );
  };
  return (
    <>
      <Head conditions={conditions} specs={specs} onChange={change} />
      <FilterChips
        conditions={extra}
        specs={specs}
        onChange={(next) => change([...conditions.filter((one) => !extra.includes(one)), ...next])}
      />
      <div className="fnd-board">
        <RuleList conditions={conditions} onChange={change} />
        <div className="fnd-list">
          {selection.count > 0 ? (
            <DeskBar selection={selection} total={total ?? rows.length} onChoose={setTogether} />
          ) : null}
          {body()}
        </div>
      </div>
      <footer className="fnd-foot">
        <span>{total === undefined ? '' : t.findings.count(format.number(total), total === 1)}</span>
        <span className="spread" />
        <span className="wide-only">{t.findings.keys}</span>
      </footer>
      <Suspense fallback={null}>
        {together ? (
          <DeskDialog
            kind={together}
            count={selection.count}
            selection={selectionOf(selection, ask)}
            specs={specs}
            onClose={() => setTogether(undefined)}
            onDone={() => {
              setTogether(undefined);
              selection.clear();
            }}
          />
        ) : null}
        {opened ? (
          <FindingDrawer
            key={opened.finding.id}
            finding={opened.finding}
            start={opened.start}
            onNext={following ? () => open(following) : undefined}
            onClose={() => setOpened(undefined)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
