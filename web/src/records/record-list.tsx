import '../styles/records.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { allOperations } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { usePhone, useSlow, useTitle } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Part } from '../lib/part.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery } from '../lib/records.ts';
import { isBoolean, recall, remember } from '../lib/storage.ts';
import { noteTitles } from '../lib/titles.ts';
import { BulkBar } from '../views/bulk-bar.tsx';
import { widthsOf } from '../views/saved.ts';
import { useSelection } from '../views/selection.ts';
import { ViewBar } from '../views/view-bar.tsx';
import { chosenColumns, rememberColumns, useWidths } from './columns.ts';
import { EmptyList } from './empty-list.tsx';
import type { FieldSpec } from './fields.ts';
import { isEditableHere, useFieldSpecs } from './fields.ts';
import { FilterChips } from './filter-bar.tsx';
import { Grid } from './grid.tsx';
import { GridFoot } from './grid-foot.tsx';
import { ListFooter } from './list-footer.tsx';
import { ListHead } from './list-head.tsx';
import { RecordCards } from './record-cards.tsx';
import { RowMenu } from './row-menu.tsx';
import { leaveTrail } from './trail.ts';
import { useUndoKey } from './undo.ts';
import { useBeside } from './use-beside.ts';
import { useCells } from './use-cells.tsx';
import { usePaste } from './use-paste.ts';
import { useView } from './use-view.ts';
import type { View } from './view.ts';
import { askOf, nextSort, resolved, viewText } from './view.ts';
import { warmRecord } from './warm.ts';

const ExportDialog = part(() => import('../views/export-dialog.tsx'));
const CreateDrawer = part(() => import('./create-drawer.tsx'));
/** The boards of kinds that have one. */
const boards: Readonly<Record<string, Part<{ view: View }>>> = {
  opportunity: part(() => import('../sales/board.tsx')),
  order: part(() => import('../orders/board.tsx')),
  complaint: part(() => import('../complaints/board.tsx')),
};
const InviteDrawer = part(() => import('../settings/invite-drawer.tsx'));

/** Kinds that are entered on a page of their own. */
const entryPages: Readonly<Record<string, string>> = {
  quote: '/quotes/new',
  payment: '/payments/new',
  enquiry: '/enquiries/new',
  complaint: '/complaints/new',
};

interface Props {
  entity: Entity;
}

function Waiting() {
  const slow = useSlow(true);
  return slow ? (
    <div className="grid-wait" aria-busy="true">
      {Array.from({ length: 12 }, (_, index) => (
        <span key={String(index)} className="skeleton" />
      ))}
    </div>
  ) : (
    <div className="grid-wait" />
  );
}

/** The list of an entity's records: table, cards on the phone, or the board of the sales funnel. */
export function RecordList({ entity }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const workspace = useWorkspace();
  const { workspaceId: ws, canWrite } = workspace;
  const phone = usePhone();
  const [path, navigate] = useLocation();
  const all = useFieldSpecs(entity);
  // What is noted beside the versions of a record stands in no list.
  const specs = useMemo(() => all.filter((spec) => !spec.noted), [all]);
  const state = useView(entity);
  const { view, change } = state;
  const format = useFormat();
  const { memberId, timeZone } = workspace;
  const today = format.today();
  const columns = useMemo(() => chosenColumns(entity, specs, view.columns), [entity, specs, view.columns]);
  const savedWidths = useMemo(() => widthsOf(state.saved), [state.saved]);
  const [widths, setWidth] = useWidths(entity, specs, savedWidths);
  const asks = useMemo(
    () => resolved(entity, view, { today, timeZone, memberId }, specs),
    [entity, view, today, timeZone, memberId, specs],
  );
  const ask = useMemo(() => askOf(entity, asks), [entity, asks]);
  const list = useInfiniteQuery({ ...listQuery(ws, entity.name, ask), enabled: state.ready });
  const cells = useCells();
  useBeside();
  useTitle(label(entity.plural));

  const writes = canWrite(entity.domain);
  const operations = entity.operations ?? allOperations;
  const makes = writes && (operations.includes('create') || entity.name === 'member' || entity.name === 'payment');
  const [opened, setCreating] = useState(false);
  const asked = new URLSearchParams(useSearch()).has('new');
  const ownPage = entryPages[entity.name];
  const creating = makes && ownPage === undefined && (opened || asked);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total;
  useEffect(() => noteTitles(ws, rows), [ws, rows]);
  const selection = useSelection(rows, total ?? rows.length, ask);
  const selects = canWrite('lists') && operations.includes('list') && entity.name !== 'member';
  const [exporting, setExporting] = useState(false);
  const canEdit = (record: WebRecord, spec: FieldSpec) =>
    writes &&
    operations.includes('update') &&
    !record.archivedAt &&
    isEditableHere(spec) &&
    // A row has the beginning of a long text only.
    spec.type !== 'longText';
  const { textOf, paste } = usePaste({ canEdit, setFault: cells.setFault });
  useUndoKey(ws);
  const [figured, setFigured] = useState(() => recall(`figured:${entity.name}`, isBoolean) ?? false);
  const figures = {
    shown: figured,
    toggle: () => {
      remember(`figured:${entity.name}`, !figured);
      setFigured(!figured);
    },
  };

  const create = () => (ownPage ? navigate(ownPage) : setCreating(true));
  usePageKeys({ n: () => makes && create() });
  useEffect(() => {
    if (asked && makes && ownPage) navigate(ownPage, { replace: true });
  }, [asked, makes, ownPage, navigate]);

  const question = useMemo(() => {
    const { filter, q, archived } = ask;
    return { ...(filter ? { filter } : {}), ...(q ? { q } : {}), ...(archived ? { archived } : {}) };
  }, [ask]);
  const takeColumns = (names: readonly string[] | undefined) => {
    // A saved view keeps its own; without one they are this person's usual ones.
    if (!state.saved) {
      rememberColumns(entity, names ?? []);
      if (!names) localStorage.removeItem(`columns:${entity.name}`);
    }
    change({ columns: names });
  };
  const closeDrawer = () => {
    setCreating(false);
    if (asked) change({});
  };
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const hrefOf = useCallback((record: WebRecord) => `/${entity.collection}/${record.id}`, [entity]);
  const leave = () => {
    const text = viewText(view);
    leaveTrail({ ws, type: entity.name, href: text ? `${path}?${text}` : path, ask });
  };
  const open = (record: WebRecord) => {
    leave();
    navigate(hrefOf(record));
  };

  const Board = view.shape === 'board' ? boards[entity.name] : undefined;
  const body = () => {
    if (Board) return <Board view={asks} />;
    if (list.isPending) return <Waiting />;
    if (list.isError && rows.length === 0) {
      return (
        <div className="message" role="alert">
          <p>
            {t.records.failed} {errorText(list.error, i18n)}
          </p>
          <button type="button" className="btn" onClick={() => list.refetch()}>
            {t.common.retry}
          </button>
        </div>
      );
    }
    if (rows.length === 0)
      return <EmptyList entity={entity} view={view} change={change} {...(makes ? { onCreate: create } : {})} />;
    if (phone)
      return (
        <RecordCards
          entity={entity}
          specs={specs}
          rows={rows}
          hrefOf={hrefOf}
          onEnd={onEnd}
          busy={isFetchingNextPage}
        />
      );
    return (
      <Grid
        label={label(entity.plural)}
        rows={rows}
        total={total}
        columns={columns}
        widths={widths}
        onWidth={setWidth}
        sort={view.sort ?? entity.defaultSort}
        onSort={(column) => change({ sort: nextSort(view.sort ?? entity.defaultSort, column) })}
        onEnd={onEnd}
        titleField={entity.title}
        hrefOf={hrefOf}
        canEdit={canEdit}
        textOf={textOf}
        onPaste={(pasted) => void paste(pasted)}
        onOrder={(column, before) => {
          const rest = columns.map((spec) => spec.name).filter((name) => name !== column);
          const place = rest.indexOf(before);
          if (column !== before && place > 0) takeColumns([...rest.slice(0, place), column, ...rest.slice(place)]);
        }}
        selection={selects ? selection : undefined}
        foot={
          figured ? (
            <GridFoot
              {...{ entity, columns, widths, total }}
              question={question}
              selection={selects ? selection : undefined}
            />
          ) : undefined
        }
        draftFor={cells.draftFor}
        onSave={cells.save}
        faults={cells.faults}
        onForget={cells.forget}
        onReload={cells.reload}
        onKeep={cells.keep}
        onOpen={open}
        onHover={(record) => warmRecord(ws, entity.name, record.id)}
        rowMenu={(record) => (
          <RowMenu record={record} href={hrefOf(record)} archives={writes && operations.includes('archive')} />
        )}
      />
    );
  };
  return (
    <section
      className="list"
      onClickCapture={leave}
      onKeyDownCapture={(event) => (event.key === 'Enter' ? leave() : undefined)}
    >
      <ListHead
        entity={entity}
        view={view}
        change={change}
        specs={specs}
        columns={columns}
        {...(makes ? { onCreate: create } : {})}
        onColumns={takeColumns}
        {...(canWrite('lists') ? { onExport: () => setExporting(true) } : {})}
      />
      <ViewBar entity={entity.name} all={label(entity.plural)} state={state} widths={widths} />
      <FilterChips conditions={view.conditions} specs={specs} onChange={(conditions) => change({ conditions })} />
      {body()}
      {Board ? null : (
        <ListFooter
          entity={entity}
          view={asks}
          columns={columns}
          total={total}
          busy={isFetchingNextPage}
          {...(phone ? {} : { figures })}
        />
      )}
      {Board || !selects ? null : (
        <BulkBar {...{ entity, specs, columns, ask, selection }} total={total ?? rows.length} />
      )}
      {exporting ? (
        <ExportDialog {...{ entity, columns, ask }} total={total ?? rows.length} onClose={() => setExporting(false)} />
      ) : null}
      {cells.dialog}
      {creating ? (
        entity.name === 'member' ? (
          <InviteDrawer onClose={closeDrawer} />
        ) : (
          <CreateDrawer entity={entity} onClose={closeDrawer} />
        )
      ) : null}
    </section>
  );
}
