import { useQuery } from '@tanstack/react-query';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import type { FieldChange } from '../../../shared/process/change-request.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { currencyOf, isBlank, lineSpecs, useFieldSpecs } from '../records/fields.ts';
import { plainValue } from '../records/plain-value.ts';
import { RefChip } from '../records/value.tsx';
import { type ChangeRow, changeRows } from './change-rows.ts';
import { percentText } from './percent.ts';

function Value({ row, value, currency }: { row: ChangeRow; value: unknown; currency: string }) {
  const { t } = useI18n();
  const format = useFormat();
  if (!row.spec) return <em className="q-quiet">{t.work.approvals.hidden}</em>;
  if (isBlank(value)) return <em className="q-quiet">{t.work.approvals.nothing}</em>;
  if (row.spec.type === 'ref' && typeof value === 'string') return <RefChip id={value} />;
  return <>{plainValue(value, row.spec, format, currency)}</>;
}

function Table({ request, entity }: { request: WebRecord; entity: Entity }) {
  const { t, label } = useI18n();
  const words = t.work.approvals;
  const format = useFormat();
  const workspace = useWorkspace();
  const subject = useQuery({
    ...recordQuery(workspace.workspaceId, entity.name, String(request['subjectId'])),
    enabled: workspace.can(`${entity.domain}:read`),
  });
  const fields = useFieldSpecs(entity);
  const lines = entity.lines ? lineSpecs(entity.lines, workspace) : [];
  const rows = changeRows((request['changes'] ?? []) as FieldChange[], { fields, lines });
  const currency = currencyOf(subject.data, format.style.own);
  const periodText = ([from, to]: NonNullable<ChangeRow['period']>): string =>
    words.period(from ? format.date(from) : words.openEnd, to ? format.date(to) : words.openEnd);
  return (
    <section className="ap-section">
      <h3>{words.changes}</h3>
      <div className="q-scroll">
        <table className="q-table ap-changes">
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
              <th scope="col" className="number">
                {words.movement}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {row.spec ? label(row.spec.label) : row.field}
                  {row.line ? <span className="badge ap-whole">{words.lineIs[row.line]}</span> : null}
                  {row.period ? <span className="ap-period">{periodText(row.period)}</span> : null}
                </th>
                <td className="ap-before">
                  <Value row={row} value={row.before} currency={currency} />
                </td>
                <td className="ap-after">
                  <Value row={row} value={row.after} currency={currency} />
                </td>
                <td className="number">
                  {row.movement === undefined ? (
                    ''
                  ) : (
                    <span className={`badge ${Math.abs(row.movement) >= 20 ? 'warn' : ''}`}>
                      {percentText(row.movement, format)}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What a change request changes: before and after, and by how much. */
export function ChangeTable({ request }: { request: WebRecord }) {
  const type = String(request['subjectType']);
  return isEntity(type) ? <Table request={request} entity={entityOf(type)} /> : null;
}
