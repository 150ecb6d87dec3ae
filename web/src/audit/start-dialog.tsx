import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { areas, startKinds } from '../../../shared/audit/audit.contract.ts';
import type { Area } from '../../../shared/kernel/rule.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { StartKind } from './api.ts';
import { estimateQuery, runQuery } from './api.ts';
import type { RunAsk } from './use-start-run.ts';

interface Props {
  onStart: (ask: RunAsk) => void;
  onClose: () => void;
}

interface Ask {
  kind: StartKind;
  area: Area | undefined;
  sample: number | undefined;
}

/** What it would look at and cost; nothing where that cannot be told. */
function Estimate({ kind, area, sample }: Ask) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const { data, isError } = useQuery(estimateQuery(workspaceId, { kind, area, ...(sample ? { sample } : {}) }));
  const run = useQuery({ ...runQuery(workspaceId, data?.by ?? ''), enabled: data?.by !== undefined }).data;
  if (isError) return null;
  return (
    <p className="aud-estimate" aria-live="polite">
      {data === undefined ? (
        <span className="q-quiet">{t.audit.estimating}</span>
      ) : (
        <>
          <strong>
            {t.audit.estimate(format.number(data.records), format.number(data.units.read + data.units.write))}
          </strong>{' '}
          <span className="q-quiet">
            {data.by === undefined
              ? t.audit.estimateUsual
              : run
                ? t.audit.estimateBy(format.instant(run.startedAt))
                : ''}
          </span>
        </>
      )}
    </p>
  );
}

/** Which audit to run: each kind with what it is good for. */
export function StartDialog({ onStart, onClose }: Props) {
  const { t } = useI18n();
  const id = useId();
  const [kind, setKind] = useState<StartKind>('incremental');
  const [area, setArea] = useState<Area>();
  const [sample, setSample] = useState('100');
  const size = Number(sample);
  const wrong = kind === 'spot-check' && !(Number.isInteger(size) && size >= 1 && size <= 1000);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    onClose();
    onStart({ kind, ...(area ? { area } : {}), ...(kind === 'spot-check' ? { sample: size } : {}) });
  };
  return (
    <Dialog
      kind="dialog"
      title={t.audit.startTitle}
      onClose={onClose}
      footer={
        <>
          <button type="submit" form={id} className="btn primary" disabled={wrong}>
            {t.audit.start}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <form id={id} className="aud-kinds" onSubmit={submit}>
        {startKinds.map((one) => (
          <label key={one} className="aud-kind">
            <input type="radio" name="kind" value={one} checked={kind === one} onChange={() => setKind(one)} />
            <span>
              <strong>{t.audit.kinds[one]}</strong>
              <span>{t.audit.kindTexts[one]}</span>
            </span>
          </label>
        ))}
        {kind === 'spot-check' ? (
          <div className="q-field">
            <label htmlFor={`${id}-sample`}>{t.audit.sample}</label>
            <input
              id={`${id}-sample`}
              className="input aud-number"
              inputMode="numeric"
              value={sample}
              aria-invalid={wrong}
              aria-describedby={`${id}-range`}
              onChange={(event) => setSample(event.target.value)}
            />
            <span id={`${id}-range`} className={wrong ? 'q-fault' : 'quiet-hint'}>
              {t.audit.sampleRange}
            </span>
          </div>
        ) : null}
        <div className="q-field">
          <label htmlFor={`${id}-area`}>{t.audit.area}</label>
          <select
            id={`${id}-area`}
            className="input"
            value={area ?? ''}
            onChange={(event) => setArea(areas.find((one) => one === event.target.value))}
          >
            <option value="">{t.audit.allAreas}</option>
            {areas.map((one) => (
              <option key={one} value={one}>
                {t.audit.areas[one]}
              </option>
            ))}
          </select>
        </div>
        {wrong ? null : <Estimate kind={kind} area={area} sample={kind === 'spot-check' ? size : undefined} />}
      </form>
    </Dialog>
  );
}
