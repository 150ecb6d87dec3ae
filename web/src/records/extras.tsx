import type { Entity } from '../../../shared/kernel/entity.ts';
import type { I18n } from '../i18n/index.tsx';
import type { Workspace } from '../lib/me.tsx';
import type { Part } from '../lib/part.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import type { DocumentState } from '../process/use-document.ts';
import type { Wanted } from './record-page.tsx';

export interface ExtraProps {
  record: WebRecord;
}

/** A tab that only one kind of record has. */
interface OwnTab {
  key: string;
  label: (i18n: I18n) => string;
  shown: (workspace: Pick<Workspace, 'can'>) => boolean;
  Body: Part<ExtraProps>;
}

/** What the lines of a document are shown with. */
export interface LinesProps {
  entity: Entity;
  record: WebRecord;
  wanted: Wanted | undefined;
  findings: readonly WebRecord[];
  document: DocumentState;
}

interface Extras {
  /** Stands in place of the usual table of lines, and holds the main fields too: they have no column of their own then. */
  Lines?: Part<LinesProps>;
  /** Stands above the columns: what is most wanted of this kind. */
  Strip?: Part<ExtraProps>;
  /** Stand before the tabs that every kind has. */
  tabs?: readonly OwnTab[];
  /** Fields that the strip shows better. */
  hidesFields?: readonly string[];
  /** Tabs of what points here that one of the own tabs shows better. */
  hides?: readonly string[];
}

const DealBody = part(() => import('../quotes/deal-body.tsx'));

const readsPrices = ({ can }: Pick<Workspace, 'can'>) => can('prices:read');

/** What the page of a kind has beyond the fields and tabs that are made from its entity. */
const extras: Readonly<Record<string, Extras>> = {
  quote: { Strip: part(() => import('../quotes/quote-strip.tsx')), Lines: DealBody, hides: ['order.quoteId'] },
  order: {
    Strip: part(() => import('../orders/order-strip.tsx')),
    Lines: DealBody,
    hides: ['shipment.orderId', 'receivable.orderId'],
  },
  opportunity: { Strip: part(() => import('../sales/stage-strip.tsx')) },
  lead: { Strip: part(() => import('../leads/lead-strip.tsx')) },
  account: { Strip: part(() => import('../value/account-strips.tsx')) },
  contact: { Strip: part(() => import('../surveys/contact-strip.tsx')) },
  shipment: { Strip: part(() => import('../shipping/shipment-strip.tsx')) },
  receivable: { Strip: part(() => import('../receivables/receivable-strip.tsx')) },
  payment: { Strip: part(() => import('../receivables/payment-strip.tsx')) },
  creditNote: { Strip: part(() => import('../receivables/credit-note-strip.tsx')) },
  meeting: {
    Strip: part(() => import('../meetings/meeting-strip.tsx')),
    Lines: part(() => import('../meetings/meeting-body.tsx')),
    hides: ['meeting.previousId', 'meeting.nextId'],
  },
  member: { Strip: part(() => import('../operators/member-strip.tsx')) },
  warning: { Strip: part(() => import('../operators/warning-strip.tsx')), hidesFields: ['evidence'] },
  need: { Strip: part(() => import('../improvement/need-strip.tsx')) },
  enquiry: { Strip: part(() => import('../enquiries/enquiry-strip.tsx')) },
  priceList: {
    tabs: [
      {
        key: 'list-prices',
        label: ({ t }) => t.prices.tabs.rows,
        shown: readsPrices,
        Body: part(() => import('../prices/rows-tab.tsx')),
      },
      {
        key: 'list-effect',
        label: ({ t }) => t.prices.tabs.effect,
        shown: readsPrices,
        Body: part(() => import('../prices/effect-tab.tsx')),
      },
    ],
    hides: ['price.priceListId', 'priceList.replacesId'],
  },
  product: {
    tabs: [
      {
        key: 'price-history',
        label: ({ t }) => t.prices.tabs.history,
        shown: readsPrices,
        Body: part(() => import('../prices/history-tab.tsx')),
      },
    ],
    hides: ['price.productId'],
  },
};

export const extrasOf = (entity: string): Extras => extras[entity] ?? {};
