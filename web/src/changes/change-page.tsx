import '../styles/records.css';
import '../styles/record.css';
import './changes.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ApprovalRound } from '../../../shared/kernel/process.ts';
import { changeRequest } from '../../../shared/process/change-request.ts';
import { Message } from '../app/message.tsx';
import type { PageProps } from '../app/route.tsx';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Person } from '../kit/person.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { ApiError } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { focusNow, useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { noteTitles, titleOf, useRefTitle } from '../lib/titles.ts';
import { isLocked } from '../process/lock.ts';
import ProcessPanel from '../process/process-panel.tsx';
import StepsTab from '../process/steps-tab.tsx';
import type { DocumentState } from '../process/use-document.ts';
import { useDocument } from '../process/use-document.ts';
import { RecordHead } from '../records/record-head.tsx';
import { useFindings } from '../records/relations.ts';
import { saveRecord } from '../records/save.ts';
import { RefChip } from '../records/value.tsx';
import { ChangeTable } from './change-table.tsx';
import { changesOf, subjectEntity, useFieldName } from './subjects.ts';

const HistoryTab = part(() => import('../records/history-tab.tsx'));

/** Why the change is asked for, and the evidence for it; written by whoever asked, while the request is open to changes. */
function Reason({
  request,
  document,
  opened,
  onClose,
  onOpen,
}: {
  request: WebRecord;
  document: DocumentState;
  opened: boolean;
  onOpen: () => void;
  onClose: () => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId, canWrite } = useWorkspace();
  const reason = typeof request['reason'] === 'string' ? request['reason'] : '';
  const [draft, setDraft] = useState(reason);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const open =
    canWrite('changes') &&
    document.process !== undefined &&
    !isLocked(document.lock, { name: 'reason', place: 'field' });
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await saveRecord(workspaceId, request, { reason: draft.trim() === '' ? null : draft.trim() });
      onClose();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  if (opened && open)
    return (
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <textarea
          ref={focusNow}
          className="input"
          rows={4}
          maxLength={1000}
          aria-label={t.changes.why}
          value={draft}
          onChange={({ target }) => setDraft(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
            else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          }}
        />
        {problem ? (
          <p className="form-fault" role="alert">
            {errorText(problem, i18n)}
          </p>
        ) : null}
        <div className="q-row">
          <button type="submit" className="btn primary" disabled={busy}>
            {busy ? t.common.saving : t.common.save}
          </button>
          <button type="button" className="btn quiet" disabled={busy} onClick={onClose}>
            {t.common.cancel}
          </button>
        </div>
      </form>
    );
  return (
    <>
      {reason ? <p className="chg-reason">{reason}</p> : <p className="q-quiet">{t.changes.noReason}</p>}
      {open ? (
        <button
          type="button"
          className="btn small q-more"
          onClick={() => {
            setDraft(reason);
            onOpen();
          }}
        >
          {t.common.edit}
        </button>
      ) : null}
    </>
  );
}

const decisionsOf = (round: ApprovalRound | undefined) =>
  (round?.levels ?? []).flatMap((level) => level.slots.flatMap((slot) => (slot.decision ? [slot.decision] : [])));

function Behalf({ id }: { id: string | undefined }) {
  const { t } = useI18n();
  const name = useRefTitle(id);
  return name ? <span className="q-quiet">{t.changes.onBehalfOf(name)}</span> : null;
}

/** Who asked, and who decided. */
function People({ request, document }: { request: WebRecord; document: DocumentState }) {
  const { t } = useI18n();
  const format = useFormat();
  const decisions = decisionsOf(document.process?.standing.approval);
  return (
    <dl className="facts">
      <div>
        <dt>{t.changes.askedBy}</dt>
        <dd className="chg-subject">
          <Person id={request.createdBy} />
          <span className="q-quiet">{format.instant(request.createdAt)}</span>
        </dd>
      </div>
      <div>
        <dt>{t.changes.decidedBy}</dt>
        <dd>
          {decisions.length === 0 ? <span className="q-quiet">{t.changes.nobodyYet}</span> : null}
          {decisions.map((decision) => (
            <div key={`${decision.by} ${decision.at}`} className="chg-subject">
              <Person id={decision.by} />
              <Behalf id={decision.onBehalfOf} />
              <span>{t.process.approval.verdicts[decision.verdict]}</span>
              <span className="q-quiet">{format.instant(decision.at)}</span>
              {decision.comment ? <span className="chg-reason">{decision.comment}</span> : null}
            </div>
          ))}
        </dd>
      </div>
    </dl>
  );
}

/** What holds now: the old values or the new ones. */
function Outcome({ request, document }: { request: WebRecord; document: DocumentState }) {
  const { t } = useI18n();
  const format = useFormat();
  const status = request['status'];
  if (status === 'applied')
    return (
      <Note tone="good">
        {t.changes.applied(format.instant(document.process?.standing.since ?? request.updatedAt))}
      </Note>
    );
  if (status === 'rejected' || status === 'withdrawn') return <Note>{t.changes.dropped}</Note>;
  return <Note>{t.changes.stands}</Note>;
}

type Below = 'steps' | 'history';

function Loaded({ request }: { request: WebRecord }) {
  const { t, label } = useI18n();
  const document = useDocument(changeRequest, request);
  const findings = useFindings(request.id);
  const [editing, setEditing] = useState(false);
  const [below, setBelow] = useState<Below>('steps');
  const entity = subjectEntity(request);
  const nameOf = useFieldName();
  const subject = useRefTitle(String(request['subjectId'] ?? ''));
  // The stored title has its fields in one language; the page says them in the reader's.
  const fields = changesOf(request).map((change) => nameOf(entity, change.field));
  const title =
    subject && fields.length > 0 ? `${subject} · ${fields.join(t.proposals.deviations.comma)}` : titleOf(request);
  useTitle(title);
  return (
    <article className="record governed">
      <RecordHead
        entity={changeRequest}
        record={{ ...request, title }}
        findings={findings}
        onFindings={() => setBelow('history')}
      />
      <ProcessPanel
        entity={changeRequest}
        record={request}
        document={document}
        onField={(field) => setEditing(field === 'reason')}
      />
      <div className="q-body chg-page">
        <section className="chg-section" aria-labelledby="chg-what">
          <h2 id="chg-what">{t.changes.what}</h2>
          <p className="chg-subject">
            <span className="q-quiet">{entity ? label(entity.label) : t.changes.columns.record}</span>
            <RefChip id={String(request['subjectId'] ?? '')} />
          </p>
          <ChangeTable request={request} />
          <Outcome request={request} document={document} />
        </section>
        <section className="chg-section" aria-labelledby="chg-why">
          <h2 id="chg-why">{t.changes.why}</h2>
          <Reason
            request={request}
            document={document}
            opened={editing}
            onOpen={() => setEditing(true)}
            onClose={() => setEditing(false)}
          />
        </section>
        <section className="chg-section" aria-labelledby="chg-who">
          <h2 id="chg-who">{t.changes.people}</h2>
          <People request={request} document={document} />
        </section>
        <Tabs
          tabs={[
            { key: 'steps', label: t.changes.tabsOf.steps },
            { key: 'history', label: t.changes.tabsOf.history },
          ]}
          active={below}
          onChange={(key) => setBelow(key === 'history' ? 'history' : 'steps')}
          label={t.changes.parts}
        >
          {below === 'steps' ? (
            <StepsTab entity={changeRequest} record={request} definition={document.process?.definition} />
          ) : (
            <HistoryTab entity={changeRequest} record={request} />
          )}
        </Tabs>
      </div>
    </article>
  );
}

/** A change of critical values: before beside after, why, who asked and who decides. */
export default function ChangePage({ params }: PageProps) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId } = useWorkspace();
  const id = params['id'] ?? '';
  const answer = useQuery(recordQuery(workspaceId, 'changeRequest', id));
  const request = answer.data;
  useEffect(() => {
    if (request) noteTitles(workspaceId, [request]);
  }, [workspaceId, request]);
  if (request) return <Loaded key={id} request={request} />;
  if (answer.error instanceof ApiError && answer.error.status === 404)
    return (
      <Message
        title={t.common.notFoundTitle}
        text={errorText(answer.error, i18n)}
        action={{ label: t.record.backTo(label(changeRequest.plural)), href: '/change-requests' }}
      />
    );
  if (answer.error) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  return <Waiting />;
}
