import '../styles/form.css';
import './duplicates.css';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { FieldEditor } from '../records/editors.tsx';
import type { FieldSpec } from '../records/fields.ts';
import { currencyOf, isBlank, isEditable, readField, useFieldSpecs } from '../records/fields.ts';
import { useRelatedCounts } from '../records/relations.ts';
import { FieldValue } from '../records/value.tsx';
import type { CheckedType, MergeAsk } from './api.ts';
import { isChecked, merge, undo } from './api.ts';

const same = (a: unknown, b: unknown): boolean => (isBlank(a) && isBlank(b)) || JSON.stringify(a) === JSON.stringify(b);

/** Fields that can be taken: a state is led by its process, an owner by the winner. */
const comparable = (specs: readonly FieldSpec[]): FieldSpec[] =>
  specs.filter((spec) => isEditable(spec) && !spec.governed && spec.place !== 'envelope');

/** What the loser has and the winner lacks is worth keeping. */
const proposed = (specs: readonly FieldSpec[], winner: WebRecord, loser: WebRecord): string[] =>
  specs
    .filter((spec) => !spec.critical && isBlank(readField(winner, spec)) && !isBlank(readField(loser, spec)))
    .map((spec) => spec.name);

/** How much hangs on a record. */
function Links({ entity, record }: { entity: Entity; record: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const counts = useRelatedCounts(entity, record.id);
  const total = Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return <span className="quiet-words">{t.duplicates.links(format.number(total))}</span>;
}

interface PairProps {
  type: CheckedType;
  records: [WebRecord, WebRecord];
}

function Compare({ type, records }: PairProps) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const entity = entityOf(type);
  const specs = comparable(useFieldSpecs(entity));
  const [swapped, setSwapped] = useState(false);
  const [winner, loser] = swapped ? [records[1], records[0]] : records;
  const [choices, setChoices] = useState<ReadonlySet<string>>();
  const [reason, setReason] = useState('');
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const key = useRef({ body: '', id: '' });
  const taken = choices ?? new Set(proposed(specs, winner, loser));
  const differing = specs.filter((spec) => !same(readField(winner, spec), readField(loser, spec)));
  const shown = all ? specs : differing;
  const choose = (spec: FieldSpec, from: 'winner' | 'loser') => {
    const next = new Set(taken);
    if (from === 'loser') next.add(spec.name);
    else next.delete(spec.name);
    setChoices(next);
  };
  const everything = (from: 'winner' | 'loser') =>
    setChoices(
      new Set(
        from === 'winner' ? [] : differing.filter((one) => !isBlank(readField(loser, one))).map((one) => one.name),
      ),
    );
  const send = async () => {
    const body: MergeAsk = {
      type,
      winnerId: winner.id,
      loserId: loser.id,
      winnerVersion: winner.version,
      loserVersion: loser.version,
      take: differing.filter((spec) => taken.has(spec.name)).map((spec) => spec.name),
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    };
    const text = JSON.stringify(body);
    // The key stays while the same is sent again after a lost answer.
    if (key.current.body !== text) key.current = { body: text, id: newKey() };
    setBusy(true);
    setProblem(undefined);
    try {
      const made = await merge(workspaceId, body, key.current.id);
      navigate(`/${entity.collection}/${winner.id}`);
      toast({
        text: made.asked?.length ? t.duplicates.mergedAsked(made.asked.length) : t.duplicates.merged(titleOf(winner)),
        action: {
          label: t.common.undo,
          run: () =>
            void undo(workspaceId, made).then(
              () => toast({ text: t.duplicates.undone }),
              (error: unknown) => toast({ text: errorText(error, i18n), tone: 'bad' }),
            ),
        },
      });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const cell = (record: WebRecord, spec: FieldSpec, from: 'winner' | 'loser') => {
    const chosen = taken.has(spec.name) === (from === 'loser');
    const differs = differing.includes(spec);
    const value = readField(record, spec);
    const face = isBlank(value) ? (
      <span className="quiet-words">–</span>
    ) : (
      <FieldValue value={value} spec={spec} record={record as unknown as Record<string, unknown>} />
    );
    if (!differs)
      return (
        <td>
          <span className="du-cell">{face}</span>
        </td>
      );
    return (
      <td>
        <label className={`du-cell${chosen ? ' chosen' : ''}`}>
          <input
            type="radio"
            name={spec.name}
            checked={chosen}
            disabled={from === 'loser' && isBlank(value)}
            aria-label={`${label(spec.label)}: ${from === 'winner' ? t.duplicates.stays : t.duplicates.goes}`}
            onChange={() => choose(spec, from)}
          />
          {face}
        </label>
      </td>
    );
  };
  const head = (record: WebRecord, words: string) => (
    <th scope="col">
      <span className="badge">{words}</span> <Link href={`/${entity.collection}/${record.id}`}>{titleOf(record)}</Link>
      <div>
        <Links entity={entity} record={record} />
      </div>
      <div className="quiet-words">{t.duplicates.madeOn(format.date(record.createdAt.slice(0, 10)))}</div>
    </th>
  );
  return (
    <>
      <div className="du-actions">
        <button
          type="button"
          className="btn small"
          onClick={() => {
            setSwapped(!swapped);
            setChoices(undefined);
          }}
        >
          {t.duplicates.swap}
        </button>
        <button type="button" className="btn small quiet" onClick={() => everything('winner')}>
          {t.duplicates.allOfWinner}
        </button>
        <button type="button" className="btn small quiet" onClick={() => everything('loser')}>
          {t.duplicates.allOfLoser}
        </button>
        <span className="spread" />
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {all ? t.duplicates.onlyDiffering : t.duplicates.showEqual(format.number(specs.length - differing.length))}
        </button>
      </div>
      <div className="du-compare">
        <table>
          <thead>
            <tr>
              <th scope="col">{t.duplicates.field}</th>
              {head(winner, t.duplicates.stays)}
              {head(loser, t.duplicates.goes)}
            </tr>
          </thead>
          <tbody>
            {shown.map((spec) => (
              <tr key={spec.name}>
                <th scope="row">
                  {label(spec.label)}
                  {spec.critical && taken.has(spec.name) ? (
                    <div className="quiet-hint">{t.duplicates.critical}</div>
                  ) : null}
                  {spec.type === 'money' ? <div className="quiet-hint">{currencyOf(winner as never, '')}</div> : null}
                </th>
                {cell(winner, spec, 'winner')}
                {cell(loser, spec, 'loser')}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {differing.length === 0 ? <p className="quiet-words">{t.duplicates.equal}</p> : null}
      <p className="quiet-hint">{t.duplicates.mergeHint}</p>
      {problem ? (
        <p className="form-problem" role="alert">
          {isStale(problem) ? t.duplicates.stale : errorText(problem, i18n)}
        </p>
      ) : null}
      <form
        className="du-foot"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <input
          className="input"
          maxLength={500}
          aria-label={t.duplicates.why}
          placeholder={t.duplicates.mergeWhy}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <button type="submit" className="btn primary" disabled={busy}>
          {busy ? t.common.saving : t.duplicates.mergeInto(titleOf(winner))}
        </button>
      </form>
    </>
  );
}

/** The other record of a pair is looked for by name. */
function Pick({ type, a }: { type: CheckedType; a: string }) {
  const { t, label } = useI18n();
  const [, navigate] = useLocation();
  const spec: FieldSpec = {
    name: 'other',
    type: 'ref',
    ref: type,
    label: entityOf(type).label,
    required: true,
    place: 'field',
  };
  return (
    <div className="form-line">
      <label htmlFor="merge-other">{t.duplicates.other(label(entityOf(type).label))}</label>
      <FieldEditor
        spec={spec}
        id="merge-other"
        draft=""
        opened
        invalid={false}
        describedBy="merge-other-hint"
        onDraft={(id) => {
          if (id && id !== a) navigate(`/duplicates/merge?type=${type}&a=${a}&b=${id}`, { replace: true });
        }}
      />
      <div id="merge-other-hint" className="quiet-hint">
        {t.duplicates.otherHint}
      </div>
    </div>
  );
}

function Pair({ type, a, b }: { type: CheckedType; a: string; b: string }) {
  const { t } = useI18n();
  const { workspaceId } = useWorkspace();
  const first = useQuery(recordQuery(workspaceId, type, a));
  const second = useQuery(recordQuery(workspaceId, type, b));
  const error = first.error ?? second.error;
  const retry = () => {
    void first.refetch();
    void second.refetch();
  };
  if (error) return <Failed error={error} onRetry={retry} />;
  if (!first.data || !second.data) return <Waiting />;
  if (first.data.id === second.data.id) return <p className="quiet-words">{t.duplicates.already}</p>;
  return <Compare key={`${a} ${b}`} type={type} records={[first.data, second.data]} />;
}

/** Two records side by side, field by field: which stays, and what it takes of the other. */
export default function MergePage() {
  const { t } = useI18n();
  const search = new URLSearchParams(useSearch());
  const type = search.get('type') ?? '';
  const [a, b] = [search.get('a') ?? '', search.get('b') ?? ''];
  useTitle(t.duplicates.mergeTitle);
  return (
    <>
      <header className="page-head">
        <Link href="/duplicates" className="btn quiet square" aria-label={t.duplicates.title}>
          <Icon name="left" />
        </Link>
        <h1>{t.duplicates.mergeTitle}</h1>
      </header>
      <div className="q-body">
        {!isChecked(type) || a === '' ? (
          <p className="quiet-words">{t.duplicates.nothing}</p>
        ) : b === '' ? (
          <Pick type={type} a={a} />
        ) : (
          <Pair type={type} a={a} b={b} />
        )}
      </div>
    </>
  );
}
