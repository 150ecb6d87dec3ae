import '../styles/form.css';
import '../receivables/money.css';
import './surveys.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { SurveyKind } from '../../../shared/surveys/scales.ts';
import { surveyKinds } from '../../../shared/surveys/scales.ts';
import type { SurveyTrigger } from '../../../shared/surveys/survey.ts';
import { survey, surveyPresets, surveyTriggers } from '../../../shared/surveys/survey.ts';
import { surveyRequest } from '../../../shared/surveys/survey-request.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { createRecord, pageQuery } from '../lib/records.ts';
import { useSubmit } from '../receivables/use-submit.ts';
import { saveRecord } from '../records/save.ts';
import type { Figures } from './api.ts';
import { resultsQuery } from './api.ts';
import { NotReached, Tiles } from './tiles.tsx';

const CreateDrawer = part(() => import('../records/create-drawer.tsx'));

/** What holds where nothing else is chosen, said before it holds. */
const defaults = { active: 'true', expiresDays: '14' };

const again = (ws: string): Promise<void> => queryClient.invalidateQueries({ queryKey: ['page', ws, survey.name] });

function Card({ record, figures }: { record: WebRecord; figures: Figures | undefined }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const active = record['active'] !== false;
  const trigger = surveyTriggers[record['trigger'] as SurveyTrigger];
  const kind = surveyKinds[record['kind'] as SurveyKind];
  const turn = async () => {
    try {
      await saveRecord(ws, record, { active: !active });
      if (!active) toast({ text: t.surveys.started });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  return (
    <section className="sv-card" data-survey={record.id} aria-label={String(record['name'])}>
      <div className="q-row">
        <h2>
          <Link href={`/${survey.collection}/${record.id}`}>{String(record['name'])}</Link>
        </h2>
        <span className={active ? 'badge good' : 'badge'}>{active ? t.surveys.on : t.surveys.off}</span>
        <span className="q-text">
          {[
            kind ? label(kind) : '',
            trigger ? label(trigger) : '',
            ...(typeof record['threshold'] === 'number' ? [t.surveys.threshold(record['threshold'])] : []),
          ].join(' · ')}
        </span>
        <span className="spread" />
        {canWrite('surveys') ? (
          <button type="button" className="btn quiet small" onClick={() => void turn()}>
            {active ? t.surveys.stop : t.surveys.resume}
          </button>
        ) : null}
        <Link
          className="btn quiet small"
          href={`/${surveyRequest.collection}?filter=${encodeURIComponent(`surveyId:eq:${record.id}`)}`}
        >
          {t.surveys.answers}
        </Link>
        <Link className="btn small" href={`/surveys/results?survey=${record.id}`}>
          {t.surveys.results}
        </Link>
      </div>
      {figures ? (
        <>
          <Tiles figures={figures} />
          <NotReached figures={figures} />
        </>
      ) : (
        <p className="q-text">{t.surveys.nothing}</p>
      )}
    </section>
  );
}

/** What a company begins with: one click each. What is there already is not offered again. */
function Presets({ known }: { known: readonly WebRecord[] }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId: ws } = useWorkspace();
  const sending = useSubmit();
  const left = surveyPresets.filter(
    ({ kind, trigger }) => !known.some((one) => one['kind'] === kind && one['trigger'] === trigger),
  );
  if (left.length === 0) return null;
  const start = async ({ kind, trigger }: (typeof surveyPresets)[number]) => {
    const body = { name: t.surveys.presetNames[kind], kind, trigger };
    const made = await sending.submit(body, (idempotencyKey) =>
      createRecord(ws, survey.name, { body, idempotencyKey }),
    );
    if (!made) return;
    toast({ text: t.surveys.started });
    await again(ws);
  };
  return (
    <section aria-label={t.surveys.presets}>
      <p className="q-text">{t.surveys.presets}</p>
      <div className="sv-presets">
        {left.map((preset) => (
          <button
            key={preset.kind}
            type="button"
            className="sv-preset"
            data-preset={preset.kind}
            disabled={sending.busy}
            onClick={() => void start(preset)}
          >
            <strong>{t.surveys.presetNames[preset.kind]}</strong>
            <span>{t.surveys.presetHints[preset.kind]}</span>
          </button>
        ))}
      </div>
      {sending.problem ? (
        <p className="form-problem" role="alert">
          {errorText(sending.problem, i18n)}
        </p>
      ) : null}
    </section>
  );
}

/** Every survey with what came of it. */
export default function SurveysPage() {
  const { t } = useI18n();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [adding, setAdding] = useState(false);
  useTitle(t.surveys.title);
  const answer = useQuery({ ...pageQuery(ws, survey.name, { sort: 'name', limit: 50 }), refetchOnMount: 'always' });
  const results = useQuery(resultsQuery(ws, {}));
  const items = answer.data?.items ?? [];
  const figures = new Map((results.data?.surveys ?? []).map((one) => [one.surveyId, one]));
  const error = answer.error ?? results.error;
  return (
    <>
      <header className="page-head">
        <h1>{t.surveys.title}</h1>
        <span className="spread" />
        <Link className="btn quiet" href="/suggestions">
          {t.surveys.suggestionsLink}
        </Link>
        {canWrite('surveys') ? (
          <button type="button" className="btn primary" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {t.surveys.add}
          </button>
        ) : null}
      </header>
      <div className="q-body">
        <p className="q-text">{t.surveys.intro}</p>
        {error ? (
          <Failed error={error} onRetry={() => void Promise.all([answer.refetch(), results.refetch()])} />
        ) : null}
        {answer.isPending ? <Waiting /> : null}
        {answer.data && items.length === 0 ? <p>{t.surveys.empty}</p> : null}
        {results.data ? items.map((one) => <Card key={one.id} record={one} figures={figures.get(one.id)} />) : null}
        {answer.data && canWrite('surveys') ? <Presets known={items} /> : null}
      </div>
      {adding ? (
        <CreateDrawer
          entity={survey}
          given={defaults}
          onClose={() => {
            setAdding(false);
            void again(ws);
          }}
        />
      ) : null}
    </>
  );
}
