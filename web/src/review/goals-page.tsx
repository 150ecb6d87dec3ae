import '../styles/form.css';
import './review.css';
import './goals.css';
import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { localMonth } from '../../../shared/kernel/time.ts';
import { measureGroups } from '../../../shared/review/compare.contract.ts';
import { getGoals, putGoals } from '../../../shared/review/goals.contract.ts';
import { aimedFigures } from '../../../shared/review/measures.ts';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { faultsByField, faultText } from '../lib/faults.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { MemberSelect } from '../meetings/member-select.tsx';
import { SettingFoot } from '../settings/setting-foot.tsx';
import { packQuery, reviewsQuery } from './api.ts';
import { useWrite } from './compared-table.tsx';
import type { Drafts, GoalDraft, GoalRow } from './goal-draft.ts';
import { draftOf, emptyDraft, goalRows, goalsOf, wrongNumbers } from './goal-draft.ts';
import { measureHref } from './measure-links.ts';
import { monthName } from './period.ts';

type Answer = EndpointOutput<typeof getGoals>;

const goalsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['review-goals', workspaceId],
    queryFn: ({ signal }) => call(getGoals, { params: { workspaceId }, signal }),
  });

interface LineProps {
  row: GoalRow;
  draft: GoalDraft;
  pack: ReviewPack | undefined;
  readOnly: boolean;
  /** What is wrong with a field, in words. */
  faultOf: (name: keyof GoalDraft) => string | undefined;
  onChange: (name: keyof GoalDraft, value: string) => void;
}

function Line({ row, draft, pack, readOnly, faultOf, onChange }: LineProps) {
  const { t, label } = useI18n();
  const { timeZone } = useWorkspace();
  const write = useWrite();
  const words = t.reviewParts.goals;
  const { measure, figure, currency, key } = row;
  const name = label(row.label);
  const field = (of: 'baseline' | 'baselineOn' | 'goal' | 'goalBy', kind: 'number' | 'date') => {
    const fault = faultOf(of);
    return (
      <td className={`rv-goal-${kind}`} data-head={words[of]}>
        <input
          className="input"
          aria-label={words.cell(words[of], currency ? `${name} ${currency}` : name)}
          aria-invalid={fault !== undefined}
          {...(kind === 'date'
            ? { type: 'date' }
            : { type: 'text', inputMode: 'decimal' as const, autoComplete: 'off' })}
          placeholder={kind === 'date' ? '' : currency || words.units[measure.unit]}
          disabled={readOnly}
          value={draft[of]}
          onChange={({ target }) => onChange(of, target.value)}
        />
        {fault ? <span className="form-fault">{fault}</span> : null}
      </td>
    );
  };
  return (
    <tr>
      <th scope="row">
        {name}
        {currency ? <span className="rv-unit"> {currency}</span> : null}
        <span className="rv-detail">
          {label(measure.definition)} {words.way[measure.wish]}
        </span>
      </th>
      <td className="rv-num" data-head={words.value}>
        {figure && pack ? <Link href={measureHref(key, pack, timeZone)}>{write(figure, figure.value)}</Link> : '—'}
      </td>
      {field('baseline', 'number')}
      {field('baselineOn', 'date')}
      {field('goal', 'number')}
      {field('goalBy', 'date')}
      <td className="rv-goal-owner" data-head={words.owner}>
        {readOnly && draft.owner === '' ? (
          '—'
        ) : (
          <MemberSelect label={words.owner} value={draft.owner} onChange={(id) => onChange('owner', id)} />
        )}
        {faultOf('owner') ? <span className="form-fault">{faultOf('owner')}</span> : null}
      </td>
    </tr>
  );
}

interface FormProps {
  answer: Answer;
  pack: ReviewPack | undefined;
  readOnly: boolean;
}

function Form({ answer, pack, readOnly }: FormProps) {
  const i18n = useI18n();
  const { t, lang, label } = i18n;
  const { workspaceId } = useWorkspace();
  const words = t.reviewParts.goals;
  const rows = useMemo(() => goalRows(pack ? aimedFigures(pack) : [], answer.goals), [pack, answer.goals]);
  const [drafts, setDrafts] = useState<Drafts>({});
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [find, setFind] = useState('');
  const [onlySet, setOnlySet] = useState(false);
  const draftFor = (row: GoalRow): GoalDraft => drafts[row.key] ?? draftOf(row, answer.goals[row.key]);
  const dirty = rows.some((row) => {
    const [now, was] = [drafts[row.key], draftOf(row, answer.goals[row.key])];
    return now !== undefined && JSON.stringify(now) !== JSON.stringify(was);
  });
  const blocked = rows.some((row) => wrongNumbers(row, draftFor(row)).length > 0);
  const server = faultsByField(problem);
  const faultOf = (row: GoalRow) => (name: keyof GoalDraft) => {
    const numbers: readonly string[] = wrongNumbers(row, draftFor(row));
    if (numbers.includes(name)) return words.notNumber;
    const one = server.get(`goals.${row.key}.${name}`);
    return one ? faultText(one, i18n) : undefined;
  };
  const change = (row: GoalRow) => (name: keyof GoalDraft, value: string) => {
    setProblem(undefined);
    setDrafts((old) => ({
      ...old,
      [row.key]: { ...(old[row.key] ?? draftOf(row, answer.goals[row.key])), [name]: value },
    }));
  };
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const all = Object.fromEntries(rows.map((row) => [row.key, draftFor(row)]));
      const goals = goalsOf(rows, all);
      const saved = await call(putGoals, { params: { workspaceId }, body: { goals }, version: answer.version });
      queryClient.setQueryData(goalsQuery(workspaceId).queryKey, saved);
      toast({ text: words.saved });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const wanted = find.trim().toLowerCase();
  const isShown = (row: GoalRow): boolean =>
    (wanted === '' || label(row.label).toLowerCase().includes(wanted)) &&
    (!onlySet || JSON.stringify(draftFor(row)) !== JSON.stringify(emptyDraft));
  const shown = rows.filter(isShown);
  const groups = measureGroups.filter((group) => shown.some((row) => row.measure.group === group));
  const value = pack ? words.now(monthName(pack.period, lang)) : words.value;
  const heads = [words.measure, value, words.baseline, words.baselineOn, words.goal, words.goalBy, words.owner];
  return (
    <>
      <p className="q-text">{words.intro}</p>
      {readOnly ? <Note>{words.readOnly}</Note> : null}
      {pack ? null : <p className="rv-note">{words.noPack}</p>}
      <div className="rv-goal-tools no-print">
        <input
          className="input"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={find}
          onChange={({ target }) => setFind(target.value)}
        />
        <label>
          <input type="checkbox" checked={onlySet} onChange={({ target }) => setOnlySet(target.checked)} />{' '}
          {words.onlySet}
        </label>
      </div>
      {shown.length === 0 ? <p className="message">{onlySet && wanted === '' ? words.empty : words.none}</p> : null}
      <table className="rv-goal-edit">
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" className={index === 1 ? 'rv-num' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group}>
            <tr className="rv-group">
              <th scope="rowgroup" colSpan={heads.length}>
                {t.reviews.compare.groups[group]}
              </th>
            </tr>
            {shown
              .filter((row) => row.measure.group === group)
              .map((row) => (
                <Line
                  key={row.key}
                  row={row}
                  draft={draftFor(row)}
                  pack={pack}
                  readOnly={readOnly}
                  faultOf={faultOf(row)}
                  onChange={change(row)}
                />
              ))}
          </tbody>
        ))}
      </table>
      {dirty ? (
        <SettingFoot
          words={words}
          problem={problem}
          wrong={server.size > 0 ? words.wrong : undefined}
          busy={busy}
          blocked={blocked}
          onReload={() => void queryClient.invalidateQueries({ queryKey: goalsQuery(workspaceId).queryKey })}
          onDiscard={() => {
            setDrafts({});
            setProblem(undefined);
            return () => setDrafts(drafts);
          }}
          onSave={() => void save()}
        />
      ) : null}
    </>
  );
}

/** Baselines and goals of the review's figures, beside their values in the newest review. */
export default function GoalsPage() {
  const { t } = useI18n();
  const { workspaceId, timeZone, can } = useWorkspace();
  const words = t.reviewParts.goals;
  useTitle(words.title);
  // What is being edited must not be replaced by looking away.
  const answer = useQuery({ ...goalsQuery(workspaceId), refetchOnWindowFocus: false });
  const list = useInfiniteQuery(reviewsQuery(workspaceId));
  const newest = list.data?.pages[0]?.items.map((one) => one.period).find((one) => /^\d{4}-\d\d$/.test(one));
  const current = localMonth(new Date().toISOString(), timeZone);
  const pack = useQuery({ ...packQuery(workspaceId, newest ?? '', current), enabled: newest !== undefined });
  const waits = answer.isPending || list.isPending || (newest !== undefined && pack.isPending);
  return (
    <>
      <header className="page-head">
        <Link href="/reviews" className="btn quiet small square no-print" aria-label={t.reviews.back}>
          <Icon name="left" />
        </Link>
        <h1>{words.title}</h1>
      </header>
      <div className="q-body rv-body">
        {answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : waits || !answer.data ? (
          <Waiting />
        ) : (
          <Form key={answer.data.version} answer={answer.data} pack={pack.data} readOnly={!can('reviews:write')} />
        )}
      </div>
    </>
  );
}
