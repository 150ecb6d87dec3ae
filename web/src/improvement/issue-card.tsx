import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { improvement } from '../../../shared/improvement/improvement.ts';
import { isJudge } from '../../../shared/improvement/judges.ts';
import { issueKinds, issueOutcomes, MAX_ISSUE, MAX_REPLY } from '../../../shared/improvement/system-issue.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { focusNow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { useLinkNames } from '../problems/links.ts';
import { RefChip } from '../records/value.tsx';
import { answer, settle } from './api.ts';
import { textOf } from './figures.tsx';

const CreateDrawer = part(() => import('../records/create-drawer.tsx'));

type Kind = keyof typeof issueKinds;
type Outcome = keyof typeof issueOutcomes;
/** How each kind usually ends. */
const usual: Record<Kind, Outcome> = { fault: 'fix', error: 'lesson', question: 'answer' };

/** One write with what went wrong. */
const useWriting = (said: string) => {
  const i18n = useI18n();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const write = async (work: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    setFault(undefined);
    try {
      await work();
      toast({ text: said });
    } catch (error) {
      setFault(errorText(error, i18n));
    } finally {
      setBusy(false);
    }
  };
  return { busy, fault, setFault, write };
};

/** A complaint is sorted and answered where it stands. */
function AnswerForm({ issue }: { issue: WebRecord }) {
  const { t, label } = useI18n();
  const words = t.improvement.issues;
  const id = useId();
  const { workspaceId: ws } = useWorkspace();
  const [kind, setKind] = useState<Kind>('error');
  const [outcome, setOutcome] = useState<Outcome>(usual.error);
  const [text, setText] = useState('');
  const { busy, fault, setFault, write } = useWriting(words.sent);
  const send = () => {
    if (text.trim() === '') return setFault(words.needed);
    void write(() => answer(ws, issue, { kind, outcome, answer: text.trim() }));
  };
  return (
    <form
      className="im-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        send();
      }}
    >
      <div className="im-tools">
        <label htmlFor={`${id}-kind`}>{words.kind}</label>
        <select
          id={`${id}-kind`}
          className="input"
          value={kind}
          onChange={({ target }) => {
            setKind(target.value as Kind);
            setOutcome(usual[target.value as Kind]);
          }}
        >
          {(Object.keys(issueKinds) as Kind[]).map((one) => (
            <option key={one} value={one}>
              {label(issueKinds[one])}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-outcome`}>{words.outcome}</label>
        <select
          id={`${id}-outcome`}
          className="input"
          value={outcome}
          onChange={({ target }) => setOutcome(target.value as Outcome)}
        >
          {(Object.keys(issueOutcomes) as Outcome[]).map((one) => (
            <option key={one} value={one}>
              {label(issueOutcomes[one])}
            </option>
          ))}
        </select>
      </div>
      <label htmlFor={id}>{words.answer}</label>
      <textarea
        id={id}
        className="input"
        rows={3}
        maxLength={MAX_REPLY}
        placeholder={issue['wantsPaper'] === true ? words.paperHint : words.answerHint}
        value={text}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        onChange={({ target }) => setText(target.value)}
      />
      <div id={`${id}-fault`} className="form-fault" role={fault ? 'alert' : undefined}>
        {fault}
      </div>
      <div>
        <button type="submit" className="btn primary" disabled={busy} title="Ctrl Enter">
          {busy ? words.sending : words.send}
        </button>
      </div>
    </form>
  );
}

/** Whoever complained says whether that settles it. */
function Settle({ issue }: { issue: WebRecord }) {
  const words = useI18n().t.improvement.issues;
  const id = useId();
  const { workspaceId: ws } = useWorkspace();
  const [comment, setComment] = useState<string>();
  const yes = useWriting(words.closed);
  const no = useWriting(words.back);
  const bring = () => {
    const text = comment?.trim() ?? '';
    if (text === '') return no.setFault(words.comment);
    void no.write(() => settle(ws, issue, { satisfied: false, comment: text }));
  };
  const fault = yes.fault ?? no.fault;
  return (
    <div className="im-form">
      <div className="im-tools">
        <button
          type="button"
          className="btn"
          disabled={yes.busy}
          onClick={() => void yes.write(() => settle(ws, issue, { satisfied: true }))}
        >
          <Icon name="check" size={14} />
          {words.settled}
        </button>
        {comment === undefined ? (
          <button type="button" className="btn quiet" onClick={() => setComment('')}>
            {words.notSettled}
          </button>
        ) : null}
      </div>
      {comment === undefined ? null : (
        <>
          <label htmlFor={id}>{words.comment}</label>
          <textarea
            id={id}
            ref={focusNow}
            className="input"
            rows={2}
            maxLength={MAX_ISSUE}
            value={comment}
            onChange={({ target }) => setComment(target.value)}
          />
          <div>
            <button type="button" className="btn" disabled={no.busy} onClick={bring}>
              {words.bring}
            </button>
          </div>
        </>
      )}
      {fault ? (
        <div className="form-fault" role="alert">
          {fault}
        </div>
      ) : null}
    </div>
  );
}

/** The change by which a fault was mended goes into the log. */
function LogFix({ issue }: { issue: WebRecord }) {
  const words = useI18n().t.improvement.issues;
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <button type="button" className="btn quiet small" onClick={() => setAdding(true)}>
        <Icon name="plus" size={14} />
        {words.log}
      </button>
      {adding ? (
        <CreateDrawer
          entity={improvement}
          given={{ day: format.today(), issueId: issue.id }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}

/** A complaint about the system with what became of it; long texts are read with the record itself. */
export function IssueCard({ row }: { row: WebRecord }) {
  const { t, label } = useI18n();
  const words = t.improvement.issues;
  const format = useFormat();
  const names = useLinkNames();
  const { workspaceId: ws, memberId, roles } = useWorkspace();
  const full = useQuery(recordQuery(ws, 'systemIssue', row.id)).data;
  const issue = full ?? row;
  const [page, code, reply, still] = [issue['page'], issue['errorCode'], issue['answer'], issue['notSettled']].map(
    textOf,
  );
  const reporter = textOf(issue['reporterId']) ?? issue.createdBy;
  const status = issue['status'];
  const answers = isJudge(roles) || issue.ownerId === memberId;
  const kind = issueKinds[issue['kind'] as Kind];
  const outcome = issueOutcomes[issue['outcome'] as Outcome];
  const times = Number(issue['times'] ?? 0);
  return (
    <li className="im-card">
      <p className="im-meta">
        <Person id={reporter} />
        <time dateTime={issue.createdAt} title={format.instant(issue.createdAt)}>
          {format.ago(issue.createdAt)}
        </time>
        {issue['wantsPaper'] === true ? <span className="badge warn">{words.paper}</span> : null}
        {times > 0 ? <span className="badge bad">{words.times(format.number(times))}</span> : null}
      </p>
      <p className="im-said">{textOf(issue['text']) ?? String(issue['subject'] ?? '')}</p>
      {page || code ? (
        <p className="im-meta">
          {page ? (
            <span>
              {t.improvement.onPage} {names.nameOf('pages', page)}
            </span>
          ) : null}
          {code ? <span className="badge bad">{names.nameOf('errorCodes', code)}</span> : null}
        </p>
      ) : null}
      {reply ? (
        <div className="im-reply">
          <p className="im-meta">
            {kind ? <span className="badge">{label(kind)}</span> : null}
            {outcome ? <span className="badge info">{label(outcome)}</span> : null}
            {textOf(issue['answeredBy']) ? (
              <span>
                {words.answeredBy} <Person id={String(issue['answeredBy'])} />
              </span>
            ) : null}
          </p>
          <p className="im-said">{reply}</p>
          {(['entryId', 'improvementId', 'needId'] as const).map((name) => {
            const id = textOf(issue[name]);
            return id ? <RefChip key={name} id={id} /> : null;
          })}
        </div>
      ) : null}
      {still ? (
        <p className="im-meta">
          <strong>{words.still}</strong> {still}
        </p>
      ) : null}
      {full && status === 'open' && answers ? <AnswerForm issue={full} /> : null}
      {full && status === 'answered' && (reporter === memberId || isJudge(roles)) ? <Settle issue={full} /> : null}
      {full && issue['outcome'] === 'fix' && answers && status !== 'open' ? (
        <div>
          <LogFix issue={full} />
        </div>
      ) : null}
    </li>
  );
}
