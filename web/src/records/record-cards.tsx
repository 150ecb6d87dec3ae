import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { cardFields } from './columns.ts';
import { asImported, type FieldSpec, isBlank, readField } from './fields.ts';
import { FieldValue, ImportedMark } from './value.tsx';

interface Props {
  entity: Entity;
  specs: readonly FieldSpec[];
  rows: readonly WebRecord[];
  hrefOf: (record: WebRecord) => string | undefined;
  onEnd: () => void;
  busy: boolean;
}

/** A record's number for a call button, if it has one. */
export const phoneOf = (record: WebRecord): string | undefined => {
  const number = record['mobile'] ?? record['phone'];
  return typeof number === 'string' && number !== '' ? number : undefined;
};

/** The address that makes a phone dial. */
export const telHref = (number: string): string => `tel:${number.replace(/[^\d+*#,;]/g, '')}`;

function Card({ record, href, specs }: { record: WebRecord; href: string | undefined; specs: readonly FieldSpec[] }) {
  const { t } = useI18n();
  const phone = phoneOf(record);
  const facts = specs.filter(
    (spec) =>
      spec.type !== 'phone' && (!isBlank(readField(record, spec)) || asImported(record, spec.name) !== undefined),
  );
  const title = href ? (
    <Link href={href} className="card-title">
      {titleOf(record)}
    </Link>
  ) : (
    <strong className="card-title">{titleOf(record)}</strong>
  );
  return (
    <li className={`card${record.archivedAt ? ' archived' : ''}`}>
      <div className="card-text">
        {title}
        <div className="card-facts">
          {facts.map((spec) => {
            const imported = asImported(record, spec.name);
            return (
              <span key={spec.name} className="card-fact">
                {imported !== undefined && isBlank(readField(record, spec)) ? (
                  <ImportedMark text={imported} />
                ) : (
                  <FieldValue value={readField(record, spec)} spec={spec} record={record} />
                )}
              </span>
            );
          })}
        </div>
      </div>
      {phone ? (
        <a className="call-button" href={telHref(phone)} aria-label={t.record.call(phone)}>
          <Icon name="call" size={20} />
        </a>
      ) : null}
    </li>
  );
}

/** The list on a phone: cards instead of rows. */
export function RecordCards({ entity, specs, rows, hrefOf, onEnd, busy }: Props) {
  const { t } = useI18n();
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const element = end.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onEnd();
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [onEnd]);
  const names = cardFields(entity);
  const shown = names.flatMap((name) => specs.find((spec) => spec.name === name) ?? []);
  return (
    <ul className="cards">
      {rows.map((record) => (
        <Card key={record.id} record={record} href={hrefOf(record)} specs={shown} />
      ))}
      <li ref={end} className="cards-end">
        {busy ? t.records.more : ''}
      </li>
    </ul>
  );
}
