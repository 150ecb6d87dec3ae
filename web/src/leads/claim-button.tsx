import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { claim } from './claim.ts';

/** Takes a lead of the pool from its own page. */
export function ClaimButton({ lead }: { lead: { id: string; version: number } }) {
  const i18n = useI18n();
  const workspace = useWorkspace();
  const [busy, setBusy] = useState(false);
  const words = i18n.t.leads.pool;
  return (
    <button
      type="button"
      className="btn primary small"
      disabled={busy}
      onClick={async () => {
        setBusy(true);
        const taken = await claim(workspace, lead, i18n);
        setBusy(false);
        if (taken) toast({ text: words.taken(String(taken['name'])) });
      }}
    >
      {words.claim}
    </button>
  );
}
