import type { FormEvent, KeyboardEvent } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import { cause } from '../../../shared/complaints/cause.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { focusNow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { createRecord, readRecord } from '../lib/records.ts';
import { useSubmit } from '../receivables/use-submit.ts';
import { saveRecord } from '../records/save.ts';
import type { CauseBranch } from './api.ts';
import { causeName } from './cause-words.ts';

const readAgain = (ws: string) => queryClient.invalidateQueries({ queryKey: ['causes', ws] });

/** A new cause below another one; Enter adds it, Esc leaves. */
export function AddCause({
  parent,
  depth,
  onClose,
}: {
  parent: string | undefined;
  depth: number;
  onClose: () => void;
}) {
  const i18n = useI18n();
  const words = i18n.t.complaints.causes;
  const { workspaceId: ws } = useWorkspace();
  const [typed, setTyped] = useState({ code: '', name: '', nameEn: '' });
  const sending = useSubmit();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const body = {
      code: typed.code.trim(),
      name: typed.name.trim(),
      ...(typed.nameEn.trim() ? { nameEn: typed.nameEn.trim() } : {}),
      ...(parent ? { parentId: parent } : {}),
    };
    if (!body.code || !body.name) return;
    const made = await sending.submit(body, (idempotencyKey) => createRecord(ws, cause.name, { body, idempotencyKey }));
    if (!made) return;
    await readAgain(ws);
    toast({ text: words.added(body.name) });
    onClose();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  const boxes = ['code', 'name', 'nameEn'] as const;
  return (
    <tr className="cp-add">
      <td colSpan={4} style={{ paddingInlineStart: 12 + depth * 18 }}>
        <form onSubmit={(event) => void save(event)} onKeyDown={keys}>
          {boxes.map((name, index) => (
            <input
              key={name}
              className="input"
              ref={index === 0 ? focusNow : undefined}
              autoComplete="off"
              maxLength={name === 'code' ? 40 : 120}
              placeholder={words[name]}
              aria-label={words[name]}
              value={typed[name]}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
            />
          ))}
          <button
            type="submit"
            className="btn small primary"
            disabled={sending.busy || !typed.code.trim() || !typed.name.trim()}
          >
            {words.save}
          </button>
          <button type="button" className="btn small quiet" onClick={onClose}>
            {i18n.t.common.cancel}
          </button>
          {sending.problem ? (
            <span className="form-fault" role="alert">
              {errorText(sending.problem, i18n)}
            </span>
          ) : null}
        </form>
      </td>
    </tr>
  );
}

interface RowProps {
  branch: CauseBranch;
  fold: 'open' | 'closed' | undefined;
  onFold: () => void;
  writes: boolean;
  onAdd: () => void;
}

/** One cause of the tree: its name, which is changed where it stands, and how many complaints it has. */
export function CauseRow({ branch, fold, onFold, writes, onAdd }: RowProps) {
  const i18n = useI18n();
  const { lang } = i18n;
  const words = i18n.t.complaints.causes;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const [typed, setTyped] = useState<string>();
  const name = causeName(branch, lang);
  const field = lang === 'en' && branch.nameEn !== undefined ? 'nameEn' : 'name';
  const change = async (body: Record<string, unknown>): Promise<boolean> => {
    try {
      await saveRecord(ws, await readRecord(ws, cause.name, branch.id), body);
      await readAgain(ws);
      return true;
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      return false;
    }
  };
  const rename = () => {
    const next = typed?.trim();
    setTyped(undefined);
    if (next && next !== name) void change({ [field]: next });
  };
  const use = async (inUse: boolean): Promise<void> => {
    if (!(await change({ inUse }))) return;
    toast({
      text: inUse ? words.restoredToast(name) : words.retiredToast(name),
      action: { label: i18n.t.common.undo, run: () => void use(!inUse) },
    });
  };
  const href = `/complaints?filter=${encodeURIComponent(`causeId:eq:${branch.id}`)}`;
  return (
    <tr className={branch.inUse ? '' : 'cp-retired'}>
      <th scope="row" style={{ paddingInlineStart: 8 + branch.depth * 18 }}>
        <span className="cp-cause">
          {fold ? (
            <button
              type="button"
              className="btn quiet small square"
              aria-expanded={fold === 'open'}
              aria-label={name}
              onClick={onFold}
            >
              <Icon name={fold === 'open' ? 'down' : 'right'} size={14} />
            </button>
          ) : (
            <span className="cp-no-fold" />
          )}
          {typed === undefined ? (
            writes ? (
              <button
                type="button"
                className="cp-rename"
                title={words.rename(name)}
                aria-label={words.rename(name)}
                onClick={() => setTyped(name)}
              >
                {name}
              </button>
            ) : (
              <span>{name}</span>
            )
          ) : (
            <input
              className="input"
              ref={focusNow}
              maxLength={120}
              aria-label={words.rename(name)}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={rename}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return;
                if (event.key === 'Enter') event.currentTarget.blur();
                else if (event.key === 'Escape') setTyped(undefined);
              }}
            />
          )}
          <span className="quiet-hint">{branch.code}</span>
          {branch.inUse ? null : <span className="badge">{words.retired}</span>}
        </span>
      </th>
      <td className="number" data-label={words.own}>
        {branch.own > 0 ? <Link href={href}>{format.number(branch.own)}</Link> : format.number(0)}
      </td>
      <td className="number" data-label={words.all}>
        {format.number(branch.all)}
      </td>
      <td>
        {writes ? (
          <div className="mo-actions">
            <button type="button" className="btn small quiet" onClick={onAdd}>
              {words.add}
            </button>
            <button type="button" className="btn small quiet" onClick={() => void use(!branch.inUse)}>
              {branch.inUse ? words.retire : words.restore}
            </button>
          </div>
        ) : null}
      </td>
    </tr>
  );
}
