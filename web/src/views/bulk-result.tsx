import type { BulkEdit, BulkRefusal } from '../../../shared/views/bulk-edits.contract.ts';
import { bulkOutcomes } from '../../../shared/views/bulk-edits.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import type { FieldSpec } from '../records/fields.ts';
import { FieldValue } from '../records/value.tsx';
import { fetchBulkFile } from './jobs.ts';

interface Props {
  edit: BulkEdit;
  specs: readonly FieldSpec[];
  ws: string;
}

const specOf = (specs: readonly FieldSpec[], field: string): FieldSpec =>
  specs.find((one) => one.name === field) ?? {
    name: field,
    type: 'text',
    label: { en: field, zh: field },
    required: false,
    place: 'field',
  };

function Refusals({ refusals, specs }: { refusals: readonly BulkRefusal[]; specs: readonly FieldSpec[] }) {
  const { t, label } = useI18n();
  const format = useFormat();
  return (
    <table className="bulk-table">
      <caption className="hidden-text">{t.views.bulk.why}</caption>
      <tbody>
        {refusals.map((one) => (
          <tr key={`${one.code} ${one.field ?? ''} ${one.en}`}>
            <td>
              {one.field ? <b>{label(specOf(specs, one.field).label)} </b> : null}
              {label(one)}
              <div className="quiet-hint">{one.examples.map((example) => example.title).join(' · ')}</div>
            </td>
            <td className="number">{t.views.bulk.times(format.number(one.count))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a bulk edit would do: counts, why records are refused, some of them before and after. */
export function BulkResult({ edit, specs, ws }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const b = t.views.bulk;
  const format = useFormat();
  if (edit.state === 'previewing')
    return (
      <div role="status">
        <p>
          {edit.progress.total === 0
            ? t.common.loading
            : b.previewing(format.number(edit.progress.done), format.number(edit.progress.total))}
        </p>
        <progress className="bulk-progress" value={edit.progress.done} max={Math.max(1, edit.progress.total)} />
      </div>
    );
  const counts = edit.preview ?? {};
  const shown = bulkOutcomes.filter((one) => (counts[one] ?? 0) > 0);
  const will = (counts['changed'] ?? 0) + (counts['requested'] ?? 0);
  return (
    <div>
      <ul className="bulk-counts">
        {shown.map((one) => (
          <li key={one}>
            <span
              className={`badge ${one === 'refused' ? 'bad' : one === 'requested' ? 'warn' : one === 'changed' ? 'good' : ''}`}
            >
              {b.will[one](format.number(counts[one] ?? 0))}
            </span>
            {one === 'refused' && edit.refusedFile ? (
              <button
                type="button"
                className="link"
                onClick={() =>
                  void fetchBulkFile(ws, edit.id, 'refused').catch((error: unknown) =>
                    toast({ text: errorText(error, i18n), tone: 'bad' }),
                  )
                }
              >
                {b.download}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {will === 0 ? <p>{b.nothing}</p> : null}
      {edit.refusals && edit.refusals.length > 0 ? (
        <>
          <h3>{b.why}</h3>
          <Refusals refusals={edit.refusals} specs={specs} />
        </>
      ) : null}
      {edit.sample && edit.sample.length > 0 ? (
        <>
          <h3>{b.sample}</h3>
          <table className="bulk-table">
            <thead>
              <tr>
                <th>{b.record}</th>
                <th>{b.field}</th>
                <th>{b.before}</th>
                <th>{b.after}</th>
              </tr>
            </thead>
            <tbody>
              {edit.sample.flatMap((one) =>
                one.changes.map((change, at) => {
                  const spec = specOf(specs, change.field);
                  return (
                    <tr key={`${one.id} ${change.field}`}>
                      <td>{at === 0 ? one.title : ''}</td>
                      <td>{label(spec.label)}</td>
                      <td>
                        <FieldValue value={change.before} spec={spec} />
                      </td>
                      <td>
                        <FieldValue value={change.after} spec={spec} />
                      </td>
                    </tr>
                  );
                }),
              )}
            </tbody>
          </table>
        </>
      ) : null}
    </div>
  );
}
