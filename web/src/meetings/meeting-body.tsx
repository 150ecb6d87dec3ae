import './meetings.css';
import { useState } from 'react';
import type { Role } from '../../../shared/access/permissions.ts';
import type { MeetingLine } from '../../../shared/meetings/meeting.ts';
import { leads } from '../../../shared/meetings/meeting.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import type { Lock } from '../process/lock.ts';
import type { LinesProps } from '../records/extras.tsx';
import { RecordFields } from '../records/record-fields.tsx';
import { ClashError, reloadRecord, saveRecord } from '../records/save.ts';
import { Actions, CarriedActions } from './actions.tsx';
import { tickOff } from './api.ts';
import { Attendees } from './attendees.tsx';
import { sendable, withoutLine } from './lines.ts';
import { Topics } from './topics.tsx';

/** The lines of a meeting at work. */
export interface Editing {
  record: WebRecord;
  lines: readonly MeetingLine[];
  editable: boolean;
  /** Whether who has an action may change it. */
  open: boolean;
  /** Whether the member may tick off what others have. */
  mayLead: boolean;
  save: (lines: MeetingLine[]) => void;
  remove: (at: number) => void;
  tick: (at: number, done: boolean) => void;
}

const main = ['date', 'kind', 'period', 'cadence', 'chairId', 'minuteTakerId', 'place', 'summary'];

const others = ({ definition, standing }: NonNullable<LinesProps['document']['process']>): Lock => ({
  state: definition.states.find((one) => one.id === standing.state)?.label ?? { en: '', zh: '' },
  open: [],
  edits: 'refused',
  voids: false,
});

/** A meeting: who came, what was said and decided, who does what. Each part is saved as it is left. */
export default function MeetingBody({ entity, record, wanted, findings, document }: LinesProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId: ws, canWrite, roles, memberId: me } = useWorkspace();
  const mayLead = leads({ ...record, data: record }, { id: me, roles: roles as Role[] });
  // What was just typed stands until the answer comes: the next edit is made on it.
  const [draft, setDraft] = useState<MeetingLine[]>();
  const lines = draft ?? record.lines ?? [];
  const open =
    canWrite(entity.domain) && !record.archivedAt && document.process !== undefined && document.lock === undefined;
  const editable = open && mayLead;
  // Fields are changed by those who lead it; what an action's owner may change stands with the action.
  const held = open && !mayLead && document.process ? { ...document, lock: others(document.process) } : document;
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      if (error instanceof ClashError) await reloadRecord(ws, record).catch(() => undefined);
    } finally {
      setDraft(undefined);
    }
  };
  const save = (next: MeetingLine[]): void => {
    setDraft(next);
    void attempt(() => saveRecord(ws, record, { lines: next }));
  };
  const remove = (at: number): void => {
    const before = sendable(lines);
    save(withoutLine(lines, at));
    toast({ text: t.meetings.removed, action: { label: t.common.undo, run: () => save(before) } });
  };
  const editing: Editing = {
    record,
    lines,
    editable,
    open,
    mayLead,
    save,
    remove,
    tick: (at, done) => void attempt(() => tickOff(ws, record, { line: at + 1, done })),
  };
  const field = wanted && wanted.field !== 'lines' && !wanted.field.startsWith('lines.') ? wanted : undefined;
  return (
    <div className="mt-body">
      <RecordFields entity={entity} record={record} wanted={field} findings={findings} document={held} only={main} />
      <Attendees {...editing} />
      <CarriedActions {...editing} />
      <Topics {...editing} />
      <Actions {...editing} />
    </div>
  );
}
