import { useState } from 'react';
import { printCommitteeReport, printReview } from '../../../shared/papers/papers.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';

/** A review, or the committee's report on a span of months. */
type Report = { period: string } | { from: string; to: string };

interface Props {
  report: Report;
  /** What it is the file of, for those who do not see the row. */
  name?: string;
  className?: string;
}

/** Fetches a report as a file, in the language of the page. */
export function PdfButton({ report, name, className = 'btn' }: Props) {
  const i18n = useI18n();
  const words = i18n.t.reviewArchive;
  const { workspaceId } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const fetchFile = async () => {
    setBusy(true);
    try {
      const { lang } = i18n;
      const answer =
        'period' in report
          ? await call(printReview, { params: { workspaceId, period: report.period }, query: { lang } })
          : await call(printCommitteeReport, { params: { workspaceId }, query: { ...report, lang } });
      window.location.assign(answer.url);
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      className={className}
      disabled={busy}
      aria-label={name ? words.pdfOf(name) : undefined}
      onClick={() => void fetchFile()}
    >
      <Icon name="print" />
      {busy ? words.drawing : words.pdf}
    </button>
  );
}
