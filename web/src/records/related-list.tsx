import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { allOperations } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { cardFields } from './columns.ts';
import { isBlank, readField, useFieldSpecs } from './fields.ts';
import { phoneOf, telHref } from './record-cards.tsx';
import { type RelationTab, relatedAsk } from './relations.ts';
import { leaveTrail } from './trail.ts';
import { FieldValue } from './value.tsx';
import { warmRecord } from './warm.ts';

const CreateDrawer = part(() => import('./create-drawer.tsx'));

/** Kinds that are entered on a page of their own. */
const entryPages: readonly string[] = ['quote', 'enquiry', 'complaint'];

/** The records of one kind that belong to this one, with a way to add another. */
export function RelatedList({ relation, record }: { relation: RelationTab; record: WebRecord }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const { entity, field } = relation;
  const specs = useFieldSpecs(entity);
  const [creating, setCreating] = useState(false);
  const [, navigate] = useLocation();
  const ask = relatedAsk(field, record.id);
  const answer = useQuery(pageQuery(ws, entity.name, ask));
  const rows = answer.data?.items ?? [];
  const total = answer.data?.total ?? rows.length;
  const href = `/${entity.collection}?filter=${field}:eq:${record.id}`;
  const shown = cardFields(entity)
    .filter((name) => name !== field)
    .flatMap((name) => specs.find((spec) => spec.name === name) ?? []);
  const makes =
    canWrite(entity.domain) && (entity.operations ?? allOperations).includes('create') && !record.archivedAt;
  const create = () =>
    entryPages.includes(entity.name) ? navigate(`/${entity.collection}/new?${field}=${record.id}`) : setCreating(true);
  const leave = () => leaveTrail({ ws, type: entity.name, href, ask: { filter: ask.filter } });
  return (
    <div className="related">
      {makes ? (
        <button type="button" className="btn" onClick={create}>
          <Icon name="plus" />
          {t.records.create(label(entity.label))}
        </button>
      ) : null}
      {answer.data && rows.length === 0 ? (
        <p className="quiet-text">{t.record.related.empty(label(entity.plural))}</p>
      ) : null}
      <ul>
        {rows.map((row) => {
          const phone = phoneOf(row);
          return (
            <li key={row.id} className="related-row" onPointerEnter={() => warmRecord(ws, entity.name, row.id)}>
              <Link href={`/${entity.collection}/${row.id}`} className="related-title ellipsis" onClick={leave}>
                {titleOf(row)}
              </Link>
              <span className="related-facts">
                {shown
                  .filter((spec) => !isBlank(readField(row, spec)))
                  .map((spec) => (
                    <span key={spec.name} className="related-fact">
                      <FieldValue value={readField(row, spec)} spec={spec} record={row} />
                    </span>
                  ))}
              </span>
              {phone ? (
                <a
                  className="btn quiet small square"
                  href={telHref(phone)}
                  aria-label={t.record.call(phone)}
                  title={phone}
                >
                  <Icon name="call" />
                </a>
              ) : null}
            </li>
          );
        })}
      </ul>
      {total > rows.length ? (
        <Link href={href} className="link">
          {t.record.related.all(format.number(total))}
        </Link>
      ) : null}
      {creating ? (
        <CreateDrawer entity={entity} given={{ [field]: record.id }} onClose={() => setCreating(false)} />
      ) : null}
    </div>
  );
}
