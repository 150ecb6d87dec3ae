import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { isBlank, readField, useFieldSpecs } from '../records/fields.ts';
import { useFindings } from '../records/relations.ts';
import { FieldValue, RefChip } from '../records/value.tsx';

/** Shown elsewhere on the page, or of no use for the decision. */
const elsewhere = new Set([
  'accountId',
  'amount',
  'currency',
  'submittedAt',
  'approvedAt',
  'approvedBy',
  'changes',
  'processKey',
  'subjectType',
  'reason',
]);
/** Facts in short. */
const FACTS = 10;

/** How many findings are open on a record, as a way to them. */
function FindingCount({ id }: { id: string }) {
  const { t } = useI18n();
  const format = useFormat();
  const { can } = useWorkspace();
  const findings = useFindings(id);
  if (!can('findings:read')) return null;
  if (findings.length === 0)
    return (
      <span className="q-quiet ap-healthy">
        <Icon name="healthy" size={14} />
        {t.work.approvals.noFindings}
      </span>
    );
  return (
    <Link href={`/findings?filter=subjectId:eq:${id}`} className="badge warn">
      <Icon name="finding" size={14} />
      {t.work.approvals.findings(format.number(findings.length), findings.length === 1)}
    </Link>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Who it is for, who made it, why, and what it says: the fields of a document in short. */
export function DocumentFacts({ entity, record }: { entity: Entity; record: WebRecord }) {
  const { t, label } = useI18n();
  const words = t.work.approvals;
  const specs = useFieldSpecs(entity).filter(
    (spec) =>
      spec.place !== 'envelope' &&
      spec.name !== entity.title &&
      spec.name !== entity.process?.field &&
      !elsewhere.has(spec.name) &&
      !isBlank(readField(record, spec)),
  );
  const { accountId, subjectId, reason } = record;
  return (
    <dl className="ap-facts">
      {typeof accountId === 'string' ? (
        <Fact name={words.account}>
          <RefChip id={accountId} />
          <FindingCount id={accountId} />
        </Fact>
      ) : null}
      {typeof subjectId === 'string' ? (
        <Fact name={words.subject}>
          <RefChip id={subjectId} />
          <FindingCount id={subjectId} />
        </Fact>
      ) : (
        <Fact name={words.documentFindings}>
          <FindingCount id={record.id} />
        </Fact>
      )}
      <Fact name={words.madeBy}>
        {record.createdBy.startsWith('mem_') ? <Person id={record.createdBy} /> : t.common.system}
        {record.ownerId && record.ownerId !== record.createdBy ? (
          <span className="ap-owner">
            {words.owner} <Person id={record.ownerId} />
          </span>
        ) : null}
      </Fact>
      {typeof reason === 'string' && reason !== '' ? (
        <Fact name={words.why}>
          <span className="ap-long">{reason}</span>
        </Fact>
      ) : null}
      {specs
        .filter((spec) => spec.name !== 'subjectId')
        .slice(0, FACTS)
        .map((spec) => (
          <Fact key={spec.name} name={label(spec.label)}>
            {spec.type === 'longText' ? (
              <span className="ap-long">{String(readField(record, spec))}</span>
            ) : (
              <FieldValue value={readField(record, spec)} spec={spec} record={record} />
            )}
          </Fact>
        ))}
    </dl>
  );
}
