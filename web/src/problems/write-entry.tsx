import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { usePhone } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { entryAbout, makeEntry } from './api.ts';
import type { HelpEntry } from './entry.ts';
import { bodyFrom, entryFromFinding, isBuiltIn, linkKinds } from './entry.ts';
import { closeHelp } from './help-store.ts';

/** Where the page of an entry is. */
export const entryHref = (id: string): string => `/problem-entries/${id}`;

/** Links by which two entries are about the same thing; pages only where both are guides to them. */
const aboutBy = ['auditRules', 'errorCodes', 'processSteps', 'pages'] as const;

/** Makes a draft and goes there; where the company has an entry about the same already, that one is opened instead. */
export const useWriteEntry = () => {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const write = async (entry: Omit<HelpEntry, 'id'>): Promise<boolean> => {
    setBusy(true);
    try {
      const kind = aboutBy.find((one) => entry.links[one]?.[0] && (one !== 'pages' || entry.kind === 'guide'));
      const about = kind
        ? await entryAbout(workspaceId, { kind, value: entry.links[kind]?.[0] ?? '' }, entry.kind)
        : undefined;
      if (about) toast({ text: t.problems.write.thereIsOne });
      const made = about ?? (await makeEntry(workspaceId, bodyFrom(entry)));
      navigate(entryHref(made.id));
      return true;
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, write };
};

/** What can be done with an entry that is being read: open the company's own, or make the product's one's own. */
export function EntryActions({ entry }: { entry: HelpEntry }) {
  const { t } = useI18n();
  const { canWrite } = useWorkspace();
  const phone = usePhone();
  const { busy, write } = useWriteEntry();
  if (!isBuiltIn(entry.id))
    return (
      <p>
        <Link className="btn small" href={entryHref(entry.id)} onClick={() => phone && closeHelp()}>
          <Icon name="book" size={14} />
          {t.problems.write.open}
        </Link>
      </p>
    );
  if (!canWrite('problems')) return null;
  const links = Object.fromEntries(linkKinds.map((kind) => [kind, entry.links[kind]]));
  return (
    <p>
      <button
        type="button"
        className="btn small"
        disabled={busy}
        title={t.problems.write.adaptHint}
        onClick={() => void write({ ...entry, links }).then((made) => made && closeHelp())}
      >
        <Icon name="sign" size={14} />
        {busy ? t.problems.write.making : t.problems.write.adapt}
      </button>
    </p>
  );
}

/** Begins an entry with what is known of a finding. */
export function WriteOfFinding({ finding, onGone }: { finding: WebRecord; onGone: () => void }) {
  const { t } = useI18n();
  const { canWrite } = useWorkspace();
  const rule = useRules().data?.items.find((one) => one.id === finding['rule']);
  const { busy, write } = useWriteEntry();
  if (!rule || !canWrite('problems')) return null;
  const { cause, correction, prevention } = finding;
  return (
    <button
      type="button"
      className="btn small quiet"
      disabled={busy}
      onClick={() =>
        void write(entryFromFinding({ rule: rule.id, cause, correction, prevention }, rule)).then(
          (made) => made && onGone(),
        )
      }
    >
      <Icon name="book" size={14} />
      {busy ? t.problems.write.making : t.problems.write.ofFinding}
    </button>
  );
}
