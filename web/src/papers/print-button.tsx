import { useState } from 'react';
import type { PaperLanguage } from '../../../shared/papers/paper.ts';
import { paperEndpoints, printStatement } from '../../../shared/papers/papers.contract.ts';
import type { Printable } from '../../../shared/papers/printables.ts';
import { call, callRaw } from '../client.ts';
import type { I18n } from '../i18n/index.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import type { MenuEntry } from '../kit/menu.tsx';
import { Menu } from '../kit/menu.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';

/** A document, or the statement of an account between two days. */
export type Printed =
  | { kind: Printable; id: string }
  | { kind: 'statement'; id: string; from: string; to: string; currency?: string };

const addressOf = async (workspaceId: string, what: Printed, lang: PaperLanguage | undefined): Promise<string> => {
  const params = { workspaceId, id: what.id };
  const wanted = lang ? { lang } : {};
  if (what.kind !== 'statement') {
    const answer = await callRaw(paperEndpoints[what.kind], { params, query: wanted });
    return (answer as { url: string }).url;
  }
  const { from, to, currency } = what;
  const query = { from, to, ...(currency ? { currency } : {}), ...wanted };
  return (await call(printStatement, { params, query })).url;
};

/** Fetches the paper as a file with its own name; says why where there is none. */
const print = async (
  workspaceId: string,
  asked: { what: Printed; lang?: PaperLanguage },
  i18n: I18n,
): Promise<void> => {
  try {
    window.location.assign(await addressOf(workspaceId, asked.what, asked.lang));
  } catch (error) {
    toast({ text: errorText(error, i18n), tone: 'bad' });
  }
};

interface Props {
  what: Printed;
  className?: string;
}

/** Prints a document as PDF: in the customer's language, or in one that is chosen. */
export function PrintButton({ what, className = 'btn' }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const choice = (key: string, label: string, lang?: PaperLanguage): MenuEntry => ({
    key,
    label,
    icon: 'print',
    disabled: busy,
    onSelect: () => {
      setBusy(true);
      void print(workspaceId, { what, ...(lang ? { lang } : {}) }, i18n).finally(() => setBusy(false));
    },
  });
  return (
    <Menu
      className={className}
      label={t.papers.print}
      button={
        <>
          <Icon name="print" />
          <span>{busy ? t.papers.busy : t.papers.print}</span>
          <Icon name="down" />
        </>
      }
      items={[
        choice('own', t.papers.customers),
        { key: 'line', divider: true },
        choice('zh', t.nav.languageNames['zh-CN'], 'zh-CN'),
        choice('en', t.nav.languageNames.en, 'en'),
      ]}
    />
  );
}
