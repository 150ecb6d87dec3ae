import '../styles/form.css';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { Link } from 'wouter';
import { MOST_DRAWN } from '../../../shared/interviews/draw.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import { defaultProcess } from '../../../shared/processes.ts';
import { Note, Waiting } from '../audit/parts/states.tsx';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { MemberSelect } from '../meetings/member-select.tsx';
import { drawSome, planOne, setsQuery } from './api.ts';
import { textOf } from './parts.tsx';

/** Days until a new one is to be held. */
const SOON = 7;

/** Plans interviews: of somebody who is chosen, or of some that are drawn. */
export function AskDialog({ how, onClose }: { how: 'plan' | 'draw'; onClose: () => void }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.interviews;
  const format = useFormat();
  const { workspaceId: ws, memberId: me } = useWorkspace();
  const id = useId();
  const sets = useQuery(setsQuery(ws));
  const ready = (sets.data?.items ?? []).flatMap((one) => defaultProcess(textOf(one['inUseFor'])) ?? []);
  const [chosen, setChosen] = useState('');
  const processKey = chosen || (ready[0]?.id ?? '');
  const [person, setPerson] = useState('');
  const [count, setCount] = useState(2);
  const [seed, setSeed] = useState('');
  const [dueOn, setDueOn] = useState(addDays(format.today(), SOON));
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());

  const send = async (): Promise<string> => {
    if (how === 'plan') {
      await planOne(ws, { memberId: person, processKey, kind: 'interview', dueOn }, key.current);
      return words.plan.done;
    }
    const trimmed = seed.trim();
    const body = { processKey, count, kind: 'spot-check' as const, dueOn, ...(trimmed ? { seed: trimmed } : {}) };
    const drawn = await drawSome(ws, body, key.current);
    return words.draw.done(format.number(drawn.items.length), format.number(drawn.among));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFault(undefined);
    try {
      toast({ text: await send() });
      onClose();
    } catch (error) {
      // What is sent next is another request.
      key.current = newKey();
      setFault(errorText(error, i18n));
      setBusy(false);
    }
  };
  const none = sets.data !== undefined && ready.length === 0;
  return (
    <Dialog
      title={words[how].title}
      onClose={onClose}
      footer={
        <>
          <button
            type="submit"
            form={id}
            className="btn primary"
            disabled={busy || processKey === '' || (how === 'plan' && person === '')}
          >
            {busy ? words[how].running : words[how].run}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <form id={id} className="form" onSubmit={(event) => void submit(event)}>
        {how === 'draw' ? <p className="q-text">{words.draw.intro}</p> : null}
        {sets.isPending ? <Waiting /> : null}
        {none ? (
          <Note tone="warn">
            {words.noSet} <Link href="/question-sets">{words.toSets}</Link>
          </Note>
        ) : null}
        <div className="form-line">
          <label htmlFor={`${id}-process`}>{words.draw.process}</label>
          <select
            id={`${id}-process`}
            className="input"
            value={processKey}
            onChange={({ target }) => setChosen(target.value)}
          >
            {ready.map((one) => (
              <option key={one.id} value={one.id}>
                {label(one.label)}
              </option>
            ))}
          </select>
        </div>
        {how === 'plan' ? (
          <div className="form-line">
            <span className="q-label">{words.plan.person}</span>
            <MemberSelect label={words.plan.person} value={person} without={[me]} onChange={setPerson} />
          </div>
        ) : (
          <div className="form-line">
            <label htmlFor={`${id}-count`}>{words.draw.count}</label>
            <input
              id={`${id}-count`}
              className="input"
              type="number"
              min={1}
              max={MOST_DRAWN}
              required
              value={count}
              onChange={({ target }) => setCount(target.valueAsNumber || 1)}
            />
          </div>
        )}
        <div className="form-line">
          <label htmlFor={`${id}-due`}>{words.draw.by}</label>
          <input
            id={`${id}-due`}
            className="input"
            type="date"
            required
            min={format.today()}
            value={dueOn}
            onChange={({ target }) => setDueOn(target.value)}
          />
        </div>
        {how === 'draw' ? (
          <div className="form-line">
            <label htmlFor={`${id}-seed`}>{words.draw.seed}</label>
            <input
              id={`${id}-seed`}
              className="input"
              maxLength={100}
              value={seed}
              aria-describedby={`${id}-seed-hint`}
              onChange={({ target }) => setSeed(target.value)}
            />
            <span id={`${id}-seed-hint`} className="quiet-hint">
              {words.draw.seedHint}
            </span>
          </div>
        ) : null}
        <div className="form-fault" role={fault ? 'alert' : undefined}>
          {fault}
        </div>
      </form>
    </Dialog>
  );
}
