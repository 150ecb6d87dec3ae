import './steward.css';
import { useEffect, useRef, useState } from 'react';
import { segmentsOf } from '../../../shared/codes/code-rule.ts';
import { codedTypes, nextCode } from '../../../shared/codes/codes.contract.ts';
import { type Entity, entityFields } from '../../../shared/kernel/entity.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { ApiError } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useStandard } from '../records/fields.ts';
import type { Drafts } from '../records/record-form.tsx';

interface Props {
  entity: Entity;
  field: string;
  drafts: Drafts;
  onCode: (code: string) => void;
}

/** Fills the field of codes with the next one of the series, by a button or Alt+N; nothing where codes have no number, or one is typed. */
export function NextCode({ entity, field, drafts, onCode }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId } = useWorkspace();
  const rule = useStandard(entity)?.codeRule;
  const type = codedTypes.find((one) => one === entity.name);
  const segments = type && rule?.field === field ? segmentsOf(rule) : undefined;
  const [busy, setBusy] = useState(false);
  const offered = segments !== undefined && (drafts[field] ?? '').trim() === '';
  const asks = (segments ?? []).flatMap((part) => (part.kind === 'field' ? [part.field] : []));

  const take = async () => {
    if (!type || busy) return;
    setBusy(true);
    try {
      const data = Object.fromEntries(asks.map((name) => [name, drafts[name]?.trim() || null]));
      const { code } = await call(nextCode, {
        params: { workspaceId },
        body: asks.length > 0 ? { type, data } : { type },
        idempotencyKey: newKey(),
      });
      onCode(code);
    } catch (error) {
      const missing = error instanceof ApiError && error.code === 'invalid-input';
      const fields = entityFields(entity).filter(({ name }) => asks.includes(name));
      const names = fields.map((one) => label(one.label));
      toast({
        text: missing ? t.steward.codes.asks(names.join(t.standards.comma)) : errorText(error, i18n),
        tone: 'bad',
      });
    } finally {
      setBusy(false);
    }
  };

  const now = useRef(take);
  now.current = take;
  useEffect(() => {
    if (!offered) return;
    const listen = (event: KeyboardEvent) => {
      // The place of the key: with Alt some keyboards write another letter.
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyN') return;
      event.preventDefault();
      void now.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [offered]);

  if (!offered) return null;
  return (
    <button type="button" className="link next-code" disabled={busy} onClick={() => void take()}>
      {busy ? t.common.saving : t.steward.codes.fill} <kbd className="wide-only">Alt N</kbd>
    </button>
  );
}
