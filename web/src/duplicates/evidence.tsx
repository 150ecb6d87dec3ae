import { entityOf } from '../../../shared/entities.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import type { Candidate } from './api.ts';

/** What speaks for and against two records being one: sign, words and colour. */
export function EvidenceChips({ type, evidence }: { type: string; evidence: Candidate['evidence'] }) {
  const { t, label } = useI18n();
  const fields = entityFields(entityOf(type));
  return (
    <span className="du-evidence">
      {evidence
        .filter((one) => one.points !== 0)
        .map((one) => {
          const field = fields.find(({ name }) => name === one.field);
          return (
            <span key={one.field} className={`badge ${one.points > 0 ? 'good' : 'bad'}`}>
              {one.points > 0 ? '+ ' : '− '}
              {field ? label(field.label) : (t.duplicates.fields[one.field as 'partCode'] ?? one.field)}{' '}
              {t.duplicates.how[one.how]}
            </span>
          );
        })}
    </span>
  );
}

/** How sure it is that two records are one, out of a hundred. */
export function Score({ value, sure }: { value: number; sure: number }) {
  const { t } = useI18n();
  return (
    <span className={`badge ${value >= sure ? 'bad' : 'warn'}`} title={t.duplicates.scoreHint}>
      {value >= sure ? t.duplicates.same : t.duplicates.maybe} {value}
    </span>
  );
}
