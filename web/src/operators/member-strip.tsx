import './operators.css';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Role } from '../../../shared/access/permissions.ts';
import { roleNames, roles } from '../../../shared/access/permissions.ts';
import type { Certificate } from '../../../shared/workspaces/certificate.ts';
import { certificatesOn, MAX_CERTIFICATES } from '../../../shared/workspaces/certificate.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { saveRecord } from '../records/save.ts';
import { CertificateList } from './certificate-list.tsx';

interface FormProps {
  busy: boolean;
  onAdd: (one: Certificate) => Promise<boolean>;
}

/** One more certificate, entered in a line: topic, role, from when, until when. */
function AddForm({ busy, onAdd }: FormProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const words = t.operators.certificates;
  const [topic, setTopic] = useState('');
  const [role, setRole] = useState<Role | ''>('');
  const [passedOn, setPassedOn] = useState(format.today());
  const [until, setUntil] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const one = { topic: topic.trim(), ...(role ? { role } : {}), passedOn, ...(until ? { until } : {}) };
    if (!(await onAdd(one))) return;
    setTopic('');
    setUntil('');
  };
  return (
    <form className="op-certificate-form" onSubmit={(event) => void submit(event)}>
      <label>
        {words.topic}
        <input
          className="input"
          required
          maxLength={120}
          placeholder={words.topicHint}
          value={topic}
          onChange={({ target }) => setTopic(target.value)}
        />
      </label>
      <label>
        {words.role}
        <select className="input" value={role} onChange={({ target }) => setRole(target.value as Role | '')}>
          <option value="">{words.anyRole}</option>
          {roleNames.map((name) => (
            <option key={name} value={name}>
              {label(roles[name])}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.passedOn}
        <input
          className="input"
          type="date"
          required
          value={passedOn}
          onChange={({ target }) => setPassedOn(target.value)}
        />
      </label>
      <label>
        {words.untilLabel}
        <input
          className="input"
          type="date"
          min={passedOn}
          value={until}
          onChange={({ target }) => setUntil(target.value)}
        />
      </label>
      <button type="submit" className="btn" disabled={busy || topic.trim() === ''}>
        <Icon name="plus" />
        {words.add}
      </button>
    </form>
  );
}

/** What a member has shown that they can do; entered by whoever may change members. */
export default function MemberStrip({ record }: ExtraProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.operators.certificates;
  const format = useFormat();
  const { workspaceId: ws, memberId, canWrite } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const held = (record['certificates'] ?? []) as Certificate[];
  // One's own are entered by somebody else: the same is refused by the server.
  const writes = canWrite('members') && !record.archivedAt && record.id !== memberId;
  const save = async (certificates: Certificate[]): Promise<boolean> => {
    setBusy(true);
    try {
      await saveRecord(ws, record, { certificates: certificates.length > 0 ? certificates : null });
      return true;
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      return false;
    } finally {
      setBusy(false);
    }
  };
  const remove = async (one: Certificate) => {
    if (await save(held.filter((other) => other !== one)))
      toast({ text: words.removed, action: { label: t.common.undo, run: () => void save(held) } });
  };
  const ofOne = (one: Certificate) =>
    held.find((other) => other.topic === one.topic && other.passedOn === one.passedOn && other.role === one.role);
  return (
    <section className="op-strip no-print" id="certificates" aria-labelledby="op-certificates">
      <h2 id="op-certificates">{words.title}</h2>
      <CertificateList
        items={certificatesOn(held, format.today())}
        {...(writes
          ? {
              action: (one: Certificate) => (
                <button
                  type="button"
                  className="btn quiet small square"
                  aria-label={words.remove(one.topic)}
                  disabled={busy}
                  onClick={() => void remove(ofOne(one) ?? one)}
                >
                  <Icon name="close" size={14} />
                </button>
              ),
            }
          : {})}
      />
      {writes && held.length < MAX_CERTIFICATES ? <AddForm busy={busy} onAdd={(one) => save([...held, one])} /> : null}
    </section>
  );
}
