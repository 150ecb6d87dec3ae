import { useQuery } from '@tanstack/react-query';
import { severities } from '../../../shared/complaints/complaint.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { saveRecord } from '../records/save.ts';
import { servicePolicyQuery } from './api.ts';

/** The date of verification that goes with the severity, taken over with one click. */
export function VerifyProposal({ record }: { record: WebRecord }) {
  const i18n = useI18n();
  const words = i18n.t.complaints.verify;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const policy = useQuery(servicePolicyQuery(ws)).data;
  const severity = String(record['severity']) as keyof typeof severities;
  const days = policy?.verificationDays[severity];
  if (days === undefined) return null;
  const day = addDays(format.today(), days);
  const take = async () => {
    try {
      await saveRecord(ws, record, { verifyOn: day });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  return (
    <p className="cp-proposal">
      <span className="quiet-hint">{words.proposal}</span>
      <button type="button" className="btn small" onClick={() => void take()}>
        {words.propose(format.date(day), format.number(days), i18n.label(severities[severity]))}
      </button>
    </p>
  );
}
