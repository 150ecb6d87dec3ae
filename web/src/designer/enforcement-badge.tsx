import type { Enforcement } from '../../../shared/kernel/process.ts';
import { enforcements } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';

const tones: Record<Enforcement, string> = { draft: '', pilot: 'info', advisory: 'warn', enforced: 'good' };

/** How far a version is in force. */
export function EnforcementBadge({ enforcement }: { enforcement: Enforcement }) {
  const { t, label } = useI18n();
  return (
    <span className={`badge ${tones[enforcement]}`} title={t.designer.enforcementTexts[enforcement]}>
      {label(enforcements[enforcement])}
    </span>
  );
}
