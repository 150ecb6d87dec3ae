import '../audit/parts/parts.css';
import '../styles/form.css';
import '../receivables/money.css';
import '../quality/quality.css';
import '../duplicates/duplicates.css';
import './steward.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { DUPLICATE } from '../../../shared/matching/thresholds.ts';
import { groupsQuery } from '../duplicates/api.ts';
import { Score } from '../duplicates/evidence.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRules } from '../lib/rules.ts';
import { Ring } from '../quality/quality-mark.tsx';
import { useFieldWords } from '../quality/words.ts';
import { workQuery } from '../work/api.ts';
import { escalatedPortions, faultyFields, openFindings, useDesk } from './desk-data.ts';

/** Lines of a list on the desk; the rest is one click away. */
const SHOWN = 6;

const listHref = (collection: string, ...filters: string[]): string =>
  `/${collection}?${filters.map((one) => `filter=${encodeURIComponent(one)}`).join('&')}`;

/** A figure that opens its list; a stroke until it is there. */
function Tile({ name, figure, href }: { name: string; figure: number | undefined; href: string }) {
  const format = useFormat();
  return (
    <Link href={href} className={`sd-tile${figure ? ' waits' : ''}`}>
      <span>{name}</span>
      <strong>{figure === undefined ? '–' : format.number(figure)}</strong>
    </Link>
  );
}

interface PartProps {
  title: string;
  href: string;
  none: string;
  children: ReactNode[];
}

function Part({ title, href, none, children }: PartProps) {
  const { t } = useI18n();
  return (
    <section className="sd-part" aria-label={title}>
      <h2>
        {title}
        <Link href={href} className="link">
          {t.steward.desk.all}
        </Link>
      </h2>
      {children.length === 0 ? <p className="quiet-words">{none}</p> : <ul>{children}</ul>}
    </section>
  );
}

function FieldName({ type, field }: { type: string; field: string }) {
  const { label } = useI18n();
  const entity = entityOf(type);
  const nameOf = useFieldWords(entity);
  return (
    <>
      {label(entity.label)} · {nameOf(field)}
    </>
  );
}

/** What waits for the member's own decision. */
function Mine() {
  const { t } = useI18n();
  const { workspaceId } = useWorkspace();
  const work = useInfiniteQuery(workQuery(workspaceId, 'approval'));
  const items = work.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Part title={t.steward.desk.mine} href="/approvals" none={t.steward.desk.mineNone}>
      {items.slice(0, SHOWN).map((item) => (
        <li key={`${item.id} ${item.slot}`}>
          <Link href={`/approvals?id=${item.id}`} className="ellipsis">
            {item.title}
          </Link>
        </li>
      ))}
    </Part>
  );
}

/** The surest of the duplicates. */
function Groups() {
  const { t } = useI18n();
  const { workspaceId } = useWorkspace();
  const groups = useQuery(groupsQuery(workspaceId, undefined, 'open')).data?.items ?? [];
  return (
    <Part title={t.steward.desk.groups} href="/duplicates" none={t.steward.desk.noGroups}>
      {groups.slice(0, SHOWN).map((group) => (
        <li key={group.id}>
          <Score value={group.score} sure={DUPLICATE} />
          <Link href={`/duplicates?type=${group.type}`} className="ellipsis">
            {group.members.map((one) => one.title).join(' · ')}
          </Link>
        </li>
      ))}
    </Part>
  );
}

/** The data steward's desk (DQ-8): all that waits, in one place; what is theirs to decide first. */
export default function DeskPage() {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId, can } = useWorkspace();
  const words = t.steward.desk;
  const { findings, changes, portions, codes, quality } = useDesk();
  const duplicates = useQuery({ ...groupsQuery(workspaceId, undefined, 'open'), enabled: can('findings:read') });
  const rules = useRules().data?.items;
  const ruleName = (id: string) => {
    const rule = rules?.find((one) => one.id === id);
    return rule ? label(rule.label) : id;
  };
  const broken = codes.filter((one) => one.broken.total > 0);
  const most = broken.toSorted((a, b) => b.broken.total - a.broken.total)[0];
  useTitle(t.steward.title);
  return (
    <>
      <header className="page-head">
        <Icon name="board" size={18} />
        <h1>{t.steward.title}</h1>
      </header>
      <div className="q-body">
        <p className="q-text">{words.intro}</p>
        <div className="sd-tiles">
          {can('changes:read') ? <Tile name={words.changes} figure={changes?.total} href="/change-requests" /> : null}
          {can('findings:read') ? (
            <>
              <Tile
                name={words.duplicates}
                figure={duplicates.data?.total ?? duplicates.data?.items.length}
                href="/duplicates"
              />
              <Tile name={words.findings} figure={findings?.total} href={listHref('findings', openFindings)} />
            </>
          ) : null}
          {codes.length > 0 ? (
            <Tile
              name={words.codes}
              figure={codes.reduce((sum, one) => sum + one.broken.total, 0)}
              href={`/codes?of=${most?.type ?? 'account'}`}
            />
          ) : null}
          {can('campaigns:read') ? (
            <Tile name={words.escalated} figure={portions?.total} href={listHref('verifications', escalatedPortions)} />
          ) : null}
        </div>
        <div className="sd-parts">
          {can('work:read') ? <Mine /> : null}
          {can('findings:read') ? <Groups /> : null}
          {can('findings:read') ? (
            <Part title={words.byRule} href={listHref('findings', openFindings)} none={words.noFindings}>
              {(findings?.groups ?? []).slice(0, SHOWN).map((group) => (
                <li key={String(group.value)}>
                  <Link
                    href={listHref('findings', `rule:eq:${String(group.value)}`, openFindings)}
                    className="ellipsis"
                  >
                    {ruleName(String(group.value))}
                  </Link>
                  <span className="spread" />
                  <span className="number">{format.number(group.count)}</span>
                </li>
              ))}
            </Part>
          ) : null}
          <Part title={words.faulty} href="/standards" none={words.noFaulty}>
            {faultyFields(quality)
              .slice(0, SHOWN)
              .map((one) => (
                <li key={`${one.entity} ${one.field}`}>
                  <Link href={`/standards?of=${one.entity}`} className="ellipsis">
                    <FieldName type={one.entity} field={one.field} />
                  </Link>
                  <span className="spread" />
                  <span className="number">{format.number(one.wrong)}</span>
                </li>
              ))}
          </Part>
          <Part title={words.quality} href="/quality" none="">
            {quality
              .filter((one) => one.records > 0)
              .sort((a, b) => a.score - b.score)
              .map((one) => (
                <li key={one.entity}>
                  <Link href="/quality" className="dq-ring">
                    <Ring score={one.score} /> {label(entityOf(one.entity).plural)}
                  </Link>
                  <span className="spread" />
                  <span className="number">{one.score}</span>
                </li>
              ))}
          </Part>
          {codes.length > 0 ? (
            <Part title={t.steward.codes.title} href="/codes" none="">
              {codes.map((one) => (
                <li key={one.type}>
                  <Link href={`/codes?of=${one.type}`}>{label(entityOf(one.type).plural)}</Link>
                  {one.next ? <span className="quiet-words">{`${t.steward.codes.next} ${one.next}`}</span> : null}
                  <span className="spread" />
                  {one.broken.total > 0 ? (
                    <span className="badge bad">{`${t.steward.codes.broken} ${format.number(one.broken.total)}`}</span>
                  ) : null}
                  {one.alike.total > 0 ? (
                    <span className="badge warn">{`${t.steward.codes.alike} ${format.number(one.alike.total)}`}</span>
                  ) : null}
                </li>
              ))}
            </Part>
          ) : null}
        </div>
      </div>
    </>
  );
}
