import './deal.css';
import { useMemo, useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { LinesLock } from '../process/lines-lock.tsx';
import type { DocumentState } from '../process/use-document.ts';
import { draftOf } from '../records/draft.ts';
import { RecordFields } from '../records/record-fields.tsx';
import type { Wanted } from '../records/record-page.tsx';
import { CollisionNote } from './collision-note.tsx';
import { DealGrid } from './deal-grid.tsx';
import { productOf } from './deal-state.ts';
import { DealTotals } from './deal-totals.tsx';
import { useLevels } from './levels.ts';
import { viewOf } from './line-view.ts';
import { type PriceScope, usePriceBook } from './price-book.ts';
import { PricePanel } from './price-panel.tsx';
import { useProducts } from './product-codes.ts';
import { useDealLines } from './use-deal-lines.ts';

interface Props {
  entity: Entity;
  record: WebRecord;
  wanted: Wanted | undefined;
  findings: readonly WebRecord[];
  document: DocumentState;
}

/** The fields that stand above the lines at once. */
const mainFields: Readonly<Record<string, readonly string[]>> = {
  quote: [
    'number',
    'accountId',
    'contactId',
    'quoteDate',
    'validUntil',
    'currency',
    'taxIncluded',
    'paymentDays',
    'note',
  ],
  order: [
    'number',
    'accountId',
    'customerOrder',
    'orderDate',
    'dueDate',
    'currency',
    'taxIncluded',
    'paymentDays',
    'note',
  ],
};
/** States of an order from which on it matters what was shipped. */
const shipping: readonly string[] = [
  'approved',
  'on-hold',
  'pending-release',
  'partially-shipped',
  'shipped',
  'completed',
  'closed',
];

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A quote or an order at work: head, lines, what the customer was told, sums and lane. */
export default function DealBody({ entity, record, wanted, findings, document }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { canWrite } = useWorkspace();
  const deal = useDealLines(entity, record);
  const [active, setActive] = useState(0);
  const [all, setAll] = useState(false);
  const locked = document.lock !== undefined && !document.lock.open.includes('lines');
  const may = canWrite(entity.domain) && !record.archivedAt;
  // Until the process is known nothing is offered that it might refuse.
  const editable = may && document.process !== undefined && !locked;
  const { lines, context, currency } = deal;
  const accountId = textOf(record['accountId']);
  const scope = useMemo<PriceScope>(
    () => ({
      accountId,
      currency,
      date: textOf(record[entity.name === 'quote' ? 'quoteDate' : 'orderDate']) ?? context.today,
      documentId: record.id,
    }),
    [accountId, currency, record, entity, context.today],
  );
  const productIds = lines.flatMap((line) => productOf(line) ?? []);
  const book = usePriceBook(scope, editable ? productIds : []);
  const products = useProducts(productIds);
  deal.options.current = { editable, scope, book };
  const levels = useLevels(document.process?.definition);
  const views = lines.map((line) => viewOf(line, book.get(productOf(line) ?? ''), context));
  const marked = useMemo(() => new Set(findings.map((one) => String(one['locator'] ?? ''))), [findings]);
  const at = lines[active];
  const status = String(record['status']);
  const take = (price: number) => deal.type(active, 'unitPrice', draftOf(price, { type: 'money' }, context));
  const headWanted = wanted && wanted.field !== 'lines' && !wanted.field.startsWith('lines.') ? wanted : undefined;
  const main = mainFields[entity.name] ?? [];
  const wantsMore = headWanted !== undefined && !main.includes(headWanted.field);
  return (
    <div className="deal">
      <section className="deal-head">
        <RecordFields
          entity={entity}
          record={record}
          wanted={headWanted}
          findings={findings}
          document={document}
          {...(all || wantsMore ? {} : { only: main })}
        />
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.quotes.head.fewer : t.quotes.head.more}
        </button>
      </section>
      {deal.problem && !deal.collision ? (
        <p className="form-problem" role="alert">
          {errorText(deal.problem, i18n)}
        </p>
      ) : null}
      {deal.collision ? (
        <CollisionNote
          collision={deal.collision}
          specs={deal.specs}
          onMine={deal.keepMine}
          onTheirs={deal.takeTheirs}
        />
      ) : null}
      {may && locked ? <LinesLock document={document} request={undefined} /> : null}
      <div className={`deal-columns${editable ? ' with-panel' : ''}`}>
        <div className="deal-main">
          <DealGrid
            deal={deal}
            book={book}
            codes={(id) => book.get(id)?.code ?? textOf(products.get(id)?.['code'])}
            accountId={accountId}
            editable={editable}
            shipped={entity.name === 'order' && shipping.includes(status)}
            marked={marked}
            levels={(deviation) => levels({ deviation, amount: undefined })}
            active={active}
            onActive={setActive}
            wanted={wanted}
          />
          <DealTotals
            entity={entity}
            views={views}
            taxIncluded={record['taxIncluded']}
            currency={currency}
            levels={levels}
            draft={editable}
          />
        </div>
        {editable ? (
          <PricePanel
            productId={at ? productOf(at) : undefined}
            info={at ? book.get(productOf(at) ?? '') : undefined}
            view={views[active]}
            currency={currency}
            hasAccount={accountId !== undefined}
            onTake={take}
          />
        ) : null}
      </div>
      <p className="hidden-text" role="status">
        {deal.busy ? t.quotes.lines.saving : deal.unsaved ? t.quotes.lines.unsaved : ''}
      </p>
    </div>
  );
}
