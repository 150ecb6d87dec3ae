import '../styles/form.css';
import './surveys.css';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { survey } from '../../../shared/surveys/survey.ts';
import type { surveySubjects } from '../../../shared/surveys/surveys.contract.ts';
import { putSurveyLink } from '../../../shared/surveys/surveys.contract.ts';
import { handOver } from '../../../shared/surveys/wording.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { ApiError } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { pageQuery } from '../lib/records.ts';
import { useSubmit } from '../receivables/use-submit.ts';

interface About {
  /** What the customer is asked about; without it the account is asked in general. */
  subjectType?: (typeof surveySubjects)[number] | undefined;
  subjectId?: string | undefined;
  accountId?: string | undefined;
  contactId?: string | undefined;
}

/** The survey that is asked after such a thing, before the others. */
const fitting: Readonly<Record<string, string>> = { complaint: 'complaint-closed', shipment: 'shipment-delivered' };

const given = (about: About): Record<string, string> =>
  Object.fromEntries(Object.entries(about).flatMap(([name, value]) => (value ? [[name, value]] : [])));

function LinkDialog({ about, onClose }: { about: About; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.surveys.link;
  const format = useFormat();
  const id = useId();
  const { workspaceId: ws, workspaceName } = useWorkspace();
  const sending = useSubmit();
  const [surveyId, setSurveyId] = useState<string>();
  const [made, setMade] = useState<{ text: string; until: string }>();
  const surveys = useQuery(pageQuery(ws, survey.name, { sort: 'name', limit: 50, filter: ['active:eq:true'] }));
  const items = surveys.data?.items ?? [];
  const usual = items.find((one) => one['trigger'] === fitting[about.subjectType ?? '']) ?? items[0];
  const chosen = surveyId ?? usual?.id;

  const make = async () => {
    if (!chosen) return;
    const body = { surveyId: chosen, ...given(about) };
    const answer = await sending.submit(body, () => call(putSurveyLink, { params: { workspaceId: ws }, body }));
    if (!answer) return;
    const request = answer.request as Record<string, unknown>;
    // In the customer's language, whatever the page's.
    const language = request['language'] === 'en' ? 'en' : 'zh-CN';
    setMade({ text: handOver(language, workspaceName, answer.link), until: String(request['expiresAt'] ?? '') });
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made!.text);
      toast({ text: words.copied });
    } catch {
      toast({ text: words.noClipboard, tone: 'bad' });
    }
  };
  const used = sending.problem instanceof ApiError && sending.problem.code === 'conflict';
  return (
    <Dialog
      title={words.title}
      kind="dialog"
      onClose={onClose}
      footer={
        made ? (
          <button type="button" className="btn primary" onClick={() => void copy()}>
            <Icon name="copy" />
            {words.copy}
          </button>
        ) : (
          <button type="button" className="btn primary" disabled={!chosen || sending.busy} onClick={() => void make()}>
            {sending.busy ? words.making : words.make}
          </button>
        )
      }
    >
      <div className="form">
        <p className="q-text">{words.hint}</p>
        {surveys.data && items.length === 0 ? (
          <p>
            {words.none}{' '}
            <Link className="link" href="/surveys">
              {words.toSurveys}
            </Link>
          </p>
        ) : (
          <div className="form-line">
            <label htmlFor={id}>{words.survey}</label>
            <select
              id={id}
              className="input"
              value={chosen ?? ''}
              onChange={({ target }) => {
                setSurveyId(target.value);
                setMade(undefined);
                sending.forget();
              }}
            >
              {items.map((one) => (
                <option key={one.id} value={one.id}>
                  {String(one['name'])}
                </option>
              ))}
            </select>
          </div>
        )}
        {sending.problem ? (
          <p className="form-problem" role="alert">
            {used ? words.used : errorText(sending.problem, i18n)}
          </p>
        ) : null}
        {made ? (
          <div className="form-line">
            <label htmlFor={`${id}-text`}>{words.open}</label>
            <textarea
              id={`${id}-text`}
              className="input"
              rows={4}
              readOnly
              value={made.text}
              onFocus={({ target }) => target.select()}
            />
            {made.until ? <span className="quiet-text">{words.until(format.instant(made.until))}</span> : null}
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}

/** A button that makes a link by which this customer can be asked: for WeChat or SMS. Nothing for whoever may not ask. */
export function SurveyLink(about: About) {
  const { t } = useI18n();
  const { canWrite } = useWorkspace();
  const [open, setOpen] = useState(false);
  if (!canWrite('surveys') || !(about.accountId || about.subjectId)) return null;
  return (
    <>
      <button type="button" className="btn small" onClick={() => setOpen(true)}>
        <Icon name="copy" />
        {t.surveys.link.open}
      </button>
      {open ? <LinkDialog about={about} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
