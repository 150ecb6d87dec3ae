import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { allOperations } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { toast } from '../kit/toast.tsx';
import { useDebounced, usePhone } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import type { Archived } from '../lib/records.ts';
import { ColumnsMenu } from './columns-menu.tsx';
import type { FieldSpec } from './fields.ts';
import { AddFilter } from './filter-bar.tsx';
import { SortMenu } from './sort-menu.tsx';
import type { View } from './view.ts';

interface Props {
  entity: Entity;
  view: View;
  change: (part: Partial<View>) => void;
  specs: readonly FieldSpec[];
  columns: readonly FieldSpec[];
  onColumns: (names: readonly string[] | undefined) => void;
  onCreate?: () => void;
  onExport?: () => void;
}

/** The text that is looked for in the list; it goes into the address once typing pauses. */
function FindBox({ view, change }: Pick<Props, 'view' | 'change'>) {
  const { t } = useI18n();
  const [typed, setTyped] = useState(view.q);
  const settled = useDebounced(typed, 250);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed changes the address, not the other way round
  useEffect(() => {
    if (settled.trim() !== view.q) change({ q: settled.trim() });
  }, [settled]);
  return (
    <span className="find-box">
      <Icon name="search" size={14} />
      <input
        data-find-box
        type="search"
        placeholder={t.records.find}
        aria-label={t.records.find}
        value={typed}
        maxLength={100}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped('');
        }}
      />
    </span>
  );
}

/** Kinds that are looked at as a board too. */
const shaped: readonly string[] = ['opportunity', 'order', 'complaint'];

const archivedChoices: readonly Archived[] = ['no', 'only', 'all'];

/** The head of a list: its name, shapes, search, conditions, order, columns, and the way to a new record. */
export function ListHead({ entity, view, change, specs, columns, onColumns, onCreate, onExport }: Props) {
  const { t, label } = useI18n();
  const phone = usePhone();
  const [, navigate] = useLocation();
  const shapes = shaped.includes(entity.name);
  usePageKeys(shapes ? { b: () => change({ shape: view.shape === 'board' ? undefined : 'board' }) } : {});
  const copy = () =>
    navigator.clipboard?.writeText(window.location.href).then(() => toast({ text: t.records.linkCopied }));
  return (
    <header className="page-head list-head">
      <Icon name={iconOfType(entity.name)} size={18} />
      <h1>{label(entity.plural)}</h1>
      {shapes ? (
        <fieldset className="shapes" aria-label={t.records.shape}>
          <button
            type="button"
            className="btn small quiet"
            aria-pressed={view.shape !== 'board'}
            onClick={() => change({ shape: undefined })}
          >
            <Icon name="table" />
            {t.records.table}
          </button>
          <button
            type="button"
            className="btn small quiet"
            aria-pressed={view.shape === 'board'}
            title="B"
            onClick={() => change({ shape: 'board' })}
          >
            <Icon name="board" />
            {t.records.board}
          </button>
          {entity.name === 'opportunity' ? (
            <Link className="btn small quiet" href="/opportunities/funnel">
              <Icon name="chart" />
              {t.records.funnel}
            </Link>
          ) : null}
        </fieldset>
      ) : null}
      <span className="spread" />
      <FindBox view={view} change={change} />
      <AddFilter specs={specs} onAdd={(condition) => change({ conditions: [...view.conditions, condition] })} />
      <SortMenu entity={entity} view={view} change={change} specs={specs} />
      {phone || view.shape === 'board' ? null : (
        <ColumnsMenu specs={specs} shown={columns} title={entity.title} onChange={onColumns} />
      )}
      <Menu
        className="btn quiet square"
        side="end"
        label={t.common.more}
        button={<Icon name="more" />}
        items={[
          ...((entity.operations ?? allOperations).includes('archive')
            ? [
                { key: 'heading', heading: t.records.archivedLabel },
                ...archivedChoices.map((one) => ({
                  key: one,
                  label: t.records.archivedToggle[one],
                  checked: view.archived === one,
                  onSelect: () => change({ archived: one }),
                })),
                { key: 'line', divider: true as const },
              ]
            : []),
          ...(entity.name === 'member'
            ? [
                {
                  key: 'roles',
                  icon: 'key' as const,
                  label: t.settings.rolesTitle,
                  onSelect: () => navigate('/settings/roles'),
                },
              ]
            : []),
          ...(onExport
            ? [{ key: 'export', icon: 'download' as const, label: t.views.exports.button, onSelect: onExport }]
            : []),
          { key: 'link', icon: 'link', label: t.records.copyLink, onSelect: () => void copy() },
        ]}
      />
      {view.archived === 'no' ? null : <span className="badge warn">{t.records.archivedToggle[view.archived]}</span>}
      {onCreate ? (
        <button type="button" className="btn primary" onClick={onCreate} title="N">
          <Icon name="plus" />
          <span className="wide-only">
            {entity.name === 'member' ? t.settings.invite : t.records.create(label(entity.label))}
          </span>
        </button>
      ) : null}
    </header>
  );
}
