import './changes.css';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useWithCurrency } from '../prices/list-currency.ts';
import { currencyOf, type FieldSpec, isBlank } from '../records/fields.ts';
import { FieldValue } from '../records/value.tsx';
import type { Line, LineDifference } from './lines-diff.ts';
import { changedFields, countKinds, diffLines } from './lines-diff.ts';
import type { FieldChange } from './subjects.ts';
import { changesOf, fieldSpecOf, lineSpecsOf, subjectEntity, useFieldName, useSubjects } from './subjects.ts';

const linesOf = (value: unknown): Line[] =>
  Array.isArray(value) ? value.filter((one): one is Line => typeof one === 'object' && one !== null) : [];

/** Percent by which a number moved; undefined where there is no number to start from. */
const movementOf = ({ before, after }: FieldChange): number | undefined =>
  typeof before === 'number' && typeof after === 'number' && before !== 0
    ? ((after - before) / Math.abs(before)) * 100
    : undefined;

function Value({ value, spec, currency }: { value: unknown; spec: FieldSpec | undefined; currency: string }) {
  const { t } = useI18n();
  if (isBlank(value)) return <span className="empty-value">{t.changes.blank}</span>;
  return spec ? <FieldValue value={value} spec={spec} record={{ currency }} /> : <span>{String(value)}</span>;
}

/** By how much a number moves: in its own unit and in percent. */
function Movement({ change, spec, currency }: { change: FieldChange; spec: FieldSpec | undefined; currency: string }) {
  const format = useFormat();
  const percent = movementOf(change);
  if (typeof change.before !== 'number' || typeof change.after !== 'number') return null;
  const by = change.after - change.before;
  const size = spec?.type === 'money' ? format.money(Math.abs(by), currency) : format.number(Math.abs(by));
  const share = percent === undefined ? '' : ` (${format.number(Math.round(Math.abs(percent) * 10) / 10)}%)`;
  return (
    <span className="chg-move">
      <span aria-hidden="true">{by > 0 ? '▲' : by < 0 ? '▼' : '＝'}</span> {by < 0 ? '−' : '+'}
      {size}
      {share}
    </span>
  );
}

const marks = { added: '+', removed: '−', changed: '≠', same: '' } as const;

function LineRow({
  difference,
  specs,
  currency,
}: {
  difference: LineDifference;
  specs: readonly FieldSpec[];
  currency: string;
}) {
  const { t } = useI18n();
  const { kind, before, after } = difference;
  const moved = before && after ? changedFields(before, after) : [];
  return (
    <tr className={`chg-line ${kind}`}>
      <td className="chg-kind">
        <span aria-hidden="true">{marks[kind]}</span> {t.changes.lines.kinds[kind]}
      </td>
      {specs.map((spec) => (
        <td key={spec.name} className={spec.type === 'money' ? 'number' : undefined} data-label={spec.name}>
          {moved.includes(spec.name) ? (
            <>
              <del>
                <Value value={before?.[spec.name]} spec={spec} currency={currency} />
              </del>{' '}
              <ins>
                <Value value={after?.[spec.name]} spec={spec} currency={currency} />
              </ins>
            </>
          ) : (
            <FieldValue value={(after ?? before)?.[spec.name]} spec={spec} record={{ currency }} />
          )}
        </td>
      ))}
    </tr>
  );
}

/** The difference of a document's lines: only what moved, and how many stay. */
function LinesDiff({
  change,
  specs,
  currency,
}: {
  change: FieldChange;
  specs: readonly FieldSpec[];
  currency: string;
}) {
  const { t, label } = useI18n();
  const differences = diffLines(linesOf(change.before), linesOf(change.after));
  const { same } = countKinds(differences);
  const moved = differences.filter((one) => one.kind !== 'same');
  const shown = specs.filter((spec) =>
    moved.some((one) => !isBlank(one.before?.[spec.name]) || !isBlank(one.after?.[spec.name])),
  );
  return (
    <div className="q-scroll">
      <table className="q-table chg-lines">
        <thead>
          <tr>
            <td />
            {shown.map((spec) => (
              <th key={spec.name} scope="col" className={spec.type === 'money' ? 'number' : undefined}>
                {label(spec.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moved.map((difference, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own, and these never change place
            <LineRow key={index} difference={difference} specs={shown} currency={currency} />
          ))}
        </tbody>
      </table>
      {same > 0 ? <p className="quiet-hint">{t.changes.lines.unchanged(same)}</p> : null}
    </div>
  );
}

/** What a change of lines comes to, in a few words. */
export const useLinesSummary = () => {
  const { t } = useI18n();
  return (change: FieldChange): string => {
    const counts = countKinds(diffLines(linesOf(change.before), linesOf(change.after)));
    return t.changes.lines.summary(counts.added, counts.changed, counts.removed);
  };
};

interface RowProps {
  entity: Entity | undefined;
  change: FieldChange;
  currency: string;
}

/** Before and after of one value in a line, for lists. */
export function ChangeLine({ entity, change, currency }: RowProps) {
  const { t } = useI18n();
  const nameOf = useFieldName();
  const summary = useLinesSummary();
  const spec = fieldSpecOf(entity, change.field);
  return (
    <span className="chg-short">
      <span className="chg-field">{nameOf(entity, change.field)}</span>
      {change.field === 'lines' ? (
        <span>{summary(change)}</span>
      ) : (
        <>
          <span className="chg-before">
            <Value value={change.before} spec={spec} currency={currency} />
          </span>
          <Icon name="right" size={12} />
          <span className="hidden-text">{t.changes.to}</span>
          <strong>
            <Value value={change.after} spec={spec} currency={currency} />
          </strong>
          <Movement change={change} spec={spec} currency={currency} />
        </>
      )}
    </span>
  );
}

/** All values of a change request, before beside after: money in the record's currency, lines as a difference. */
export function ChangeTable({ request }: { request: WebRecord }) {
  const { t } = useI18n();
  const workspace = useWorkspace();
  const nameOf = useFieldName();
  const subjects = useSubjects([request]);
  const entity = subjectEntity(request);
  const subject = useWithCurrency(subjects.get(String(request['subjectId'])));
  const currency = currencyOf(subject, workspace.currency);
  const changes = changesOf(request);
  const lineFields = lineSpecsOf(entity, workspace);
  const values = changes.filter((change) => change.field !== 'lines');
  const lines = changes.find((change) => change.field === 'lines');
  const { columns } = t.changes;
  if (changes.length === 0) return <p className="quiet-hint">{t.changes.hidden}</p>;
  return (
    <>
      {values.length > 0 ? (
        <table className="q-table chg-table">
          <thead>
            <tr>
              <th scope="col">{columns.field}</th>
              <th scope="col">{columns.before}</th>
              <th scope="col">{columns.after}</th>
              <th scope="col">{columns.movement}</th>
            </tr>
          </thead>
          <tbody>
            {values.map((change) => {
              const spec = fieldSpecOf(entity, change.field);
              return (
                <tr key={change.field}>
                  <th scope="row">{nameOf(entity, change.field)}</th>
                  <td data-label={columns.before} className="chg-before">
                    <Value value={change.before} spec={spec} currency={currency} />
                  </td>
                  <td data-label={columns.after} className="chg-after">
                    <Value value={change.after} spec={spec} currency={currency} />
                  </td>
                  <td data-label={columns.movement}>
                    <Movement change={change} spec={spec} currency={currency} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
      {lines ? (
        <div className="chg-lines-box">
          <h3>{nameOf(entity, 'lines')}</h3>
          <LinesDiff change={lines} specs={lineFields} currency={currency} />
        </div>
      ) : null}
    </>
  );
}
