import '../receivables/money.css';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { SurveyLink } from './survey-link.tsx';

/** A person can be asked for their opinion by hand. */
export default function ContactStrip({ record }: { record: WebRecord }) {
  const { canWrite } = useWorkspace();
  const accountId = record['accountId'];
  if (!canWrite('surveys') || typeof accountId !== 'string' || record.archivedAt) return null;
  return (
    <div className="mo-strip">
      <SurveyLink accountId={accountId} contactId={record.id} />
    </div>
  );
}
