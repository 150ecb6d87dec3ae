import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { WebRecord } from '../lib/records.ts';
import { useRefTitle } from '../lib/titles.ts';
import { currencyOf, type FieldSpec, isBlank } from './fields.ts';
import { plainValue } from './plain-value.ts';
import type { ClashError, Other } from './save.ts';
import type { Clash } from './together.ts';

/** Name of the person who made a change; the system's own have none. */
export const useOtherName = (by: string): string => {
  const { t } = useI18n();
  return useRefTitle(by.startsWith('mem_') ? by : undefined) ?? t.common.system;
};

/** A value in words, also where it is another record. */
function Words({ value, spec, record }: { value: unknown; spec: FieldSpec; record: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const title = useRefTitle(spec.type === 'ref' && typeof value === 'string' ? value : undefined);
  if (isBlank(value)) return <em>{t.record.emptyField}</em>;
  return <b>{title ?? plainValue(value, spec, format, spec.currency ?? currencyOf(record, format.style.own))}</b>;
}

interface Props {
  clash: Clash & Other;
  spec: FieldSpec;
  record: WebRecord;
  onKeep: () => void;
  onTake: () => void;
}

/** Two people changed one field: who entered what and when, and which of the two is to stand. */
export function ClashNote({ clash, spec, record, onKeep, onTake }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const who = useOtherName(clash.by);
  return (
    <div className="clash-note">
      <p>
        {t.records.clash.theirs(who, format.ago(clash.at))} <Words value={clash.theirs} spec={spec} record={record} />
      </p>
      <p>
        {t.records.clash.mine} <Words value={clash.mine} spec={spec} record={record} />
      </p>
      <p className="clash-choice">
        <button type="button" className="btn small primary" onClick={onKeep}>
          {t.records.clash.keep}
        </button>
        <button type="button" className="btn small" onClick={onTake}>
          {t.records.clash.take}
        </button>
      </p>
    </div>
  );
}

/** Two people changed the lines of a document: they are one value, of which one is to stand. */
export function LinesClash({ error, onKeep, onTake }: { error: ClashError; onKeep: () => void; onTake: () => void }) {
  const { t } = useI18n();
  const format = useFormat();
  const [clash] = error.clashes;
  const who = useOtherName(clash?.by ?? error.now.updatedBy);
  return (
    <div className="form-problem clash-lines" role="alert">
      <span>{t.records.clash.lines(who, format.ago(clash?.at ?? error.now.updatedAt))}</span>
      <button type="button" className="btn small primary" onClick={onKeep}>
        {t.records.clash.keep}
      </button>
      <button type="button" className="btn small" onClick={onTake}>
        {t.records.clash.take}
      </button>
    </div>
  );
}
