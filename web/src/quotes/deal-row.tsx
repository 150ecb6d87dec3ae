import { memo } from 'react';
import type { Line } from '../../../shared/commerce/deal.ts';
import { priceReasons } from '../../../shared/commerce/deal.ts';
import { quantitySum } from '../../../shared/kernel/money.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import type { LinePrice } from '../../../shared/pricing/pricing.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import type { DraftContext } from '../records/draft.ts';
import { draftOf } from '../records/draft.ts';
import type { LineDraft } from '../records/lines.ts';
import { RefChip } from '../records/value.tsx';
import { Cell } from './cell.tsx';
import { CodeCell } from './code-cell.tsx';
import type { Column } from './columns.ts';
import { priceOff } from './deal-lines.ts';
import { productOf } from './deal-state.ts';
import type { LineView } from './line-view.ts';
import { viewOf } from './line-view.ts';

/** What the rows of a grid have in common. */
export interface RowPlace {
  columns: readonly Column[];
  context: DraftContext;
  currency: string;
  accountId: string | undefined;
  editable: boolean;
  heading: (column: Column) => string;
  levels: (deviation: number) => string;
  type: (row: number, column: string, text: string) => void;
  code: (row: number, text: string) => void;
  pick: (row: number, productId: string) => void;
  next: (row: number, column: string) => void;
  remove: (row: number) => void;
}

interface Props {
  row: number;
  line: LineDraft;
  info: LinePrice | undefined;
  code: string | undefined;
  faults: ReadonlyMap<string, FieldFault>;
  missing: boolean;
  marked: ReadonlySet<string>;
  active: boolean;
  place: RowPlace;
}

const number = (line: Readonly<Line>, name: string): number | undefined =>
  typeof line[name] === 'number' ? (line[name] as number) : undefined;

const openOf = (line: Readonly<Line>): number | undefined => {
  const quantity = number(line, 'quantity');
  return quantity === undefined ? undefined : Math.max(0, quantitySum(quantity, -(number(line, 'shipped') ?? 0)));
};

/** Text of a field as typed or as it was read. */
const textOf = (line: LineDraft, name: string): string => {
  const value = line.drafts[name] ?? line.original[name];
  return value === undefined || value === null ? '' : String(value);
};

/** What is to be said of a line: faults, where its price goes, another quote that says another one. */
function Notes({
  line,
  view,
  faults,
  missing,
  place,
  row,
}: Omit<Props, 'code' | 'active' | 'marked' | 'info'> & { view: LineView }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.quotes.lines;
  const format = useFormat();
  const money = (value: number | undefined) => (value === undefined ? '?' : format.money(value, place.currency));
  const levels = view.deviation ? place.levels(view.deviation) : '';
  const { other } = view;
  const said = [...faults].map(([path, one]) => {
    const column = place.columns.find((each) => path.endsWith(`.${each.name}`));
    return { key: path, text: `${column ? `${place.heading(column)}: ` : ''}${faultText(one, i18n)}` };
  });
  const unknown = line.unknown === undefined ? undefined : missing ? words.noProduct(line.unknown) : words.looking;
  const off = format.number(view.deviation ?? 0);
  const price =
    levels === '' || view.price === undefined || productOf(line) === undefined
      ? undefined
      : view.belowFloor
        ? words.belowFloor(levels)
        : view.list === undefined && view.last === undefined
          ? words.noMeasure(levels)
          : words.belowList(off, levels);
  const asks = other !== undefined && view.reason === undefined;
  if (said.length === 0 && !unknown && !price && !other && view.reason !== 'other') return null;
  return (
    <tr className="deal-notes">
      <td />
      <td colSpan={place.columns.length + (place.editable ? 1 : 0)}>
        {said.map((one) => (
          <span key={one.key} className="deal-note bad" role="alert">
            <Icon name="warning" size={14} />
            {one.text}
          </span>
        ))}
        {unknown ? (
          <span className={`deal-note${missing ? ' bad' : ''}`} role={missing ? 'alert' : undefined}>
            {unknown}
          </span>
        ) : null}
        {other ? (
          <span className={`deal-note ${asks ? 'bad' : 'quiet'}`} role={asks ? 'alert' : undefined}>
            {asks ? <Icon name="warning" size={14} /> : null}
            {(asks ? words.other : words.explained)(other.number, money(other.unitPrice))}
          </span>
        ) : null}
        {price ? (
          <span className="deal-note warn">
            <Icon name="sign" size={14} />
            {price}
          </span>
        ) : null}
        {view.reason === 'other' || textOf(line, 'remark') !== '' ? (
          place.editable ? (
            <input
              className="deal-remark"
              aria-label={words.remark}
              placeholder={words.remark}
              maxLength={300}
              value={textOf(line, 'remark')}
              data-remark={row}
              onChange={(event) => place.type(row, 'remark', event.target.value)}
            />
          ) : (
            <q className="deal-note quiet">{textOf(line, 'remark')}</q>
          )
        ) : null}
      </td>
    </tr>
  );
}

function Row({ row, line, info, code, faults, missing, marked, active, place }: Props) {
  const { t, label } = useI18n();
  const words = t.quotes.lines;
  const format = useFormat();
  const { columns, context, currency, editable } = place;
  const view = viewOf(line, info, context);
  const money = (value: number | undefined) => (value === undefined ? '' : format.money(value, currency));
  const plain = (value: number | undefined) => (value === undefined ? '' : format.number(value));
  const asks = view.other !== undefined && view.reason === undefined;
  const product = productOf(line);

  const faceOf = (column: Column): string => {
    switch (column.name) {
      case 'quantity':
        return view.quantity === undefined ? textOf(line, 'quantity') : plain(view.quantity);
      case 'unitPrice':
        return view.price === undefined ? textOf(line, 'unitPrice') : money(view.price);
      case 'taxRate':
        return view.taxRate === undefined ? textOf(line, 'taxRate') : plain(view.taxRate);
      case 'off':
        return plain(view.off);
      case 'amount':
        return money(view.amount);
      case 'margin':
        return view.margin ? `${format.number(view.margin.percent)}%` : '';
      case 'shipped':
        return plain(number(line.original, 'shipped') ?? 0);
      case 'open':
        return plain(openOf(line.original));
      default:
        return textOf(line, column.name);
    }
  };
  const draftFor = (column: Column): string => {
    if (column.name === 'off') return view.off === undefined ? '' : String(view.off);
    const draft = line.drafts[column.name];
    return draft ?? draftOf(line.original[column.name], { type: column.kind === 'money' ? 'money' : 'text' }, context);
  };
  const type = (column: Column, text: string) => {
    if (column.name !== 'off') return place.type(row, column.name, text);
    const percent = Number(text.replace('%', '').replace(',', '.').trim() || '0');
    if (view.list === undefined || Number.isNaN(percent) || percent > 100) return;
    place.type(row, 'unitPrice', draftOf(priceOff(view.list, percent), { type: 'money' }, context));
  };
  const cell = (column: Column) => {
    const at = { row, column: column.name };
    const name = `${place.heading(column)}: ${t.record.lines.line(row + 1)}`;
    const fault = faults.has(`lines.${row}.${column.name}`);
    const numeric = column.kind !== 'text' && column.kind !== 'code' && column.kind !== 'choice';
    const classes = [
      'deal-td',
      `at-${column.name}`,
      numeric ? 'number' : '',
      fault || (column.name === 'productId' && missing) ? 'faulty' : '',
      marked.has(`lines.${row}.${column.name}`) ? 'marked' : '',
    ]
      .filter(Boolean)
      .join(' ');
    const inner = () => {
      if (column.kind === 'shown' || (!editable && column.kind !== 'code' && column.kind !== 'choice'))
        return <span className="deal-face">{faceOf(column)}</span>;
      if (column.kind === 'code')
        return editable ? (
          <CodeCell
            at={at}
            face={line.unknown ?? code ?? ''}
            accountId={place.accountId}
            invalid={missing}
            label={name}
            onCode={(text) => place.code(row, text)}
            onPick={(id) => place.pick(row, id)}
            onNext={() => place.next(row, column.name)}
          />
        ) : (
          <span className="deal-face">{code ?? (product ? <RefChip id={product} /> : '')}</span>
        );
      if (column.kind === 'choice') {
        const reason = view.reason as keyof typeof priceReasons | undefined;
        if (!editable)
          return (
            <span className="deal-face">{reason ? label(priceReasons[reason] ?? { en: reason, zh: reason }) : ''}</span>
          );
        return (
          <select
            className={`deal-input${asks ? ' asks' : ''}`}
            aria-label={name}
            aria-invalid={asks || fault}
            data-row={row}
            data-column={column.name}
            value={view.reason ?? ''}
            onChange={(event) => place.type(row, 'reason', event.target.value)}
          >
            <option value="">{asks || view.deviation ? words.chooseReason : ''}</option>
            {Object.entries(priceReasons).map(([key, text]) => (
              <option key={key} value={key}>
                {label(text)}
              </option>
            ))}
          </select>
        );
      }
      return (
        <Cell
          at={at}
          face={faceOf(column)}
          draft={draftFor(column)}
          label={name}
          kind={numeric ? 'number' : 'text'}
          invalid={fault}
          onType={(text) => type(column, text)}
        />
      );
    };
    return (
      <td key={column.name} className={classes} data-label={place.heading(column)}>
        {inner()}
      </td>
    );
  };
  return (
    <>
      <tr className={`deal-row${active ? ' active' : ''}`}>
        <td className="line-no">{row + 1}</td>
        {columns.map(cell)}
        {editable ? (
          <td className="line-end">
            <button
              type="button"
              className="btn quiet small square"
              tabIndex={-1}
              aria-label={t.record.lines.remove}
              title={`${t.record.lines.remove} (Ctrl+Backspace)`}
              onClick={() => place.remove(row)}
            >
              <Icon name="close" size={14} />
            </button>
          </td>
        ) : null}
      </tr>
      <Notes row={row} line={line} view={view} faults={faults} missing={missing} place={place} />
    </>
  );
}

/** A line of a quote or an order, with what is to be said of it below. */
export const DealRow = memo(Row);
