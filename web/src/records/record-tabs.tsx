import type { Entity } from '../../../shared/kernel/entity.ts';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import type { DocumentState } from '../process/use-document.ts';
import { extrasOf } from './extras.tsx';
import type { Wanted } from './record-page.tsx';
import { RelatedList } from './related-list.tsx';
import { relationsOf } from './relations.ts';
import { Timeline } from './timeline.tsx';

const HistoryTab = part(() => import('./history-tab.tsx'));
const FindingsTab = part(() => import('./findings-tab.tsx'));
const StepsTab = part(() => import('../process/steps-tab.tsx'));
const LinesTable = part(() => import('./lines-table.tsx'));

interface Props {
  entity: Entity;
  record: WebRecord;
  /** The record itself has been read, not only its row of a list. */
  whole: boolean;
  tab: string;
  wanted: Wanted | undefined;
  findings: readonly WebRecord[];
  document: DocumentState;
  onFix: (locator: string) => void;
}

/** What stands under a tab. */
export function TabBody({ entity, record, whole, tab, wanted, findings, document, onFix }: Props) {
  const own = extrasOf(entity.name).tabs?.find((one) => one.key === tab);
  // Its body may want what only the record itself has.
  if (own) return whole ? <own.Body record={record} /> : null;
  const Lines = extrasOf(entity.name).Lines ?? LinesTable;
  const relation = relationsOf(entity).find((one) => one.key === tab);
  if (relation) return <RelatedList key={tab} relation={relation} record={record} />;
  if (tab === 'timeline') return <Timeline entity={entity} record={record} />;
  return (
    <>
      {tab === 'lines' && whole ? (
        <Lines entity={entity} record={record} wanted={wanted} findings={findings} document={document} />
      ) : null}
      {tab === 'findings' ? <FindingsTab entity={entity} findings={findings} onFix={onFix} /> : null}
      {tab === 'steps' ? <StepsTab entity={entity} record={record} definition={document.process?.definition} /> : null}
      {tab === 'history' ? <HistoryTab entity={entity} record={record} /> : null}
    </>
  );
}
