import './quality.css';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { qualityOf, type Scored, scored } from '../../../shared/quality/quality.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Popover } from '../kit/popover.tsx';
import { codeText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { toneOfScore, useFieldWords } from './words.ts';

/** A ring that is as full as a record is good. */
export function Ring({ score }: { score: number }) {
  const round = 2 * Math.PI * 8;
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <circle className="ground" cx="10" cy="10" r="8" />
      <circle
        className={`dq-${toneOfScore(score)}`}
        cx="10"
        cy="10"
        r="8"
        strokeDasharray={`${(round * score) / 100} ${round}`}
        transform="rotate(-90 10 10)"
      />
    </svg>
  );
}

interface Props {
  entity: Entity;
  record: WebRecord;
}

/** How good a record is; opens why, with the way to each field. */
export default function QualityMark({ entity, record }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId: ws, can } = useWorkspace();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const nameOf = useFieldWords(entity);
  const asked = (scored as readonly string[]).includes(entity.name) && can('lists:read') && !record.archivedAt;
  const answer = useQuery({
    queryKey: ['quality', ws, record.id, record.version],
    queryFn: ({ signal }) =>
      call(qualityOf, { params: { workspaceId: ws, entity: entity.name as Scored, id: record.id }, signal }),
    enabled: asked,
    placeholderData: (before) => before,
  });
  const data = answer.data;
  if (!asked || !data) return null;
  const faulty = data.fields.filter((one) => one.state !== 'right');
  const goTo = (field: string) => {
    setOpen(false);
    navigate(`/${entity.collection}/${record.id}?fix=${encodeURIComponent(field)}`);
  };
  const today = new Date().toISOString();
  return (
    <>
      <button
        ref={button}
        type="button"
        className="btn quiet small dq-ring"
        aria-expanded={open}
        aria-label={t.quality.mark(data.score)}
        title={t.quality.mark(data.score)}
        onClick={() => setOpen(!open)}
      >
        <Ring score={data.score} />
        <span className="wide-only">{data.score}</span>
      </button>
      {open ? (
        <Popover anchor={button} onClose={() => setOpen(false)} label={t.quality.why}>
          <div className="dq-panel">
            <h2>{t.quality.mark(data.score)}</h2>
            <p className="q-text">
              {t.quality.completeness} {data.completeness}
              {data.freshness === undefined ? null : ` · ${t.quality.freshness} ${data.freshness}`}
            </p>
            {faulty.length === 0 ? <p>{t.quality.allRight}</p> : null}
            <ul>
              {faulty.map((one) => (
                <li key={one.field} data-field={one.field}>
                  <span className={`badge ${one.state === 'wrong' ? 'bad' : 'warn'}`}>{t.quality[one.state]}</span>
                  <span className="home-text">
                    {nameOf(one.field)}
                    {one.weight > 1 ? ` (${t.quality.demanded})` : ''}
                    {one.code ? <span className="quiet-hint"> {codeText(one.code, i18n)}</span> : null}
                    {one.expected ? <span className="quiet-hint"> {one.expected}</span> : null}
                  </span>
                  <span className="spread" />
                  <button type="button" className="btn quiet small" onClick={() => goTo(one.field)}>
                    {t.quality.goTo}
                  </button>
                </li>
              ))}
            </ul>
            {data.staleAt ? (
              <p className="quiet-hint">
                {t.quality.touched(format.ago(data.touchedAt))}{' '}
                {data.staleAt <= today
                  ? t.quality.isStale(format.instant(data.staleAt).slice(0, 10))
                  : t.quality.staleOn(format.instant(data.staleAt).slice(0, 10))}
              </p>
            ) : null}
          </div>
        </Popover>
      ) : null}
    </>
  );
}
