import '../styles/form.css';
import '../standards/standards.css';
import './calendar/calendar.css';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { WorkingCalendar } from '../../../shared/kernel/calendar.ts';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { getCalendar, putCalendar } from '../../../shared/workspaces/calendar.contract.ts';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { DaysPart } from './calendar/days-part.tsx';
import { dayFault, wholeFault } from './calendar/draft.ts';
import type { CalendarEdit } from './calendar/week-part.tsx';
import { WeekPart } from './calendar/week-part.tsx';
import { YearPart } from './calendar/year-part.tsx';
import { SettingFoot } from './setting-foot.tsx';

type Answer = EndpointOutput<typeof getCalendar>;

const keyOf = (workspaceId: string) => ['calendar', workspaceId];

function Source({ edit }: { edit: CalendarEdit }) {
  const { t } = useI18n();
  const words = t.calendar;
  return (
    <section className="st-part" aria-labelledby="cal-public">
      <h2 id="cal-public">{words.publicHolidays}</h2>
      <select
        className="input cal-select"
        aria-labelledby="cal-public"
        aria-describedby="cal-public-hint"
        disabled={edit.readOnly}
        value={edit.calendar.publicHolidays}
        onChange={({ target }) =>
          edit.change({ ...edit.calendar, publicHolidays: target.value === 'CN' ? 'CN' : 'none' })
        }
      >
        <option value="CN">{words.sources.CN}</option>
        <option value="none">{words.sources.none}</option>
      </select>
      <p id="cal-public-hint" className="st-hint">
        {words.sourceHint}
      </p>
    </section>
  );
}

function Form({ answer, readOnly }: { answer: Answer; readOnly: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const [draft, setDraft] = useState<WorkingCalendar>(answer.calendar);
  const [year, setYear] = useState(() => Number(format.today().slice(0, 4)));
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const known = useMemo(() => new Map(answer.known.map((day) => [day.date, day])), [answer.known]);
  const words = t.calendar;
  const dirty = JSON.stringify(draft) !== JSON.stringify(answer.calendar);
  const whole = wholeFault(draft);
  const wrong = whole !== undefined || Object.values(draft.week).some((periods) => dayFault(periods));
  const edit: CalendarEdit = { calendar: draft, readOnly, change: setDraft };
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await call(putCalendar, {
        params: { workspaceId },
        body: { calendar: draft },
        version: answer.version,
      });
      queryClient.setQueryData(keyOf(workspaceId), saved);
      toast({ text: words.saved });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const reload = () => void queryClient.invalidateQueries({ queryKey: keyOf(workspaceId) });
  return (
    <>
      <p className="q-text">
        {words.intro} {words.zone(answer.timeZone)}
      </p>
      {readOnly ? <Note>{words.readOnly}</Note> : null}
      <div className="st-two cal-top">
        <WeekPart {...edit} />
        <Source edit={edit} />
      </div>
      <YearPart {...edit} known={known} year={year} onYear={setYear} />
      <DaysPart edit={edit} year={year} />
      {dirty ? (
        <SettingFoot
          words={{ ...words, discarded: t.standards.discarded }}
          problem={problem}
          wrong={problem === undefined && whole ? words[whole] : undefined}
          busy={busy}
          blocked={wrong}
          onReload={reload}
          onDiscard={() => {
            setDraft(answer.calendar);
            setProblem(undefined);
            return () => setDraft(draft);
          }}
          onSave={() => void save()}
        />
      ) : null}
    </>
  );
}

/** The hours and days on which the company works: what limits, reminders and escalations count. */
export default function CalendarPage() {
  const { t } = useI18n();
  const { workspaceId, can } = useWorkspace();
  const answer = useQuery({
    queryKey: keyOf(workspaceId),
    queryFn: ({ signal }) => call(getCalendar, { params: { workspaceId }, signal }),
    // What is being edited must not be replaced by looking away.
    refetchOnWindowFocus: false,
  });
  useTitle(t.calendar.title);
  return (
    <>
      <header className="page-head">
        <Link href="/settings" className="btn quiet small square" aria-label={t.settings.workspaceTitle}>
          <Icon name="left" />
        </Link>
        <h1>{t.calendar.title}</h1>
      </header>
      <div className="q-body">
        {answer.data ? (
          <Form key={answer.data.version} answer={answer.data} readOnly={!can('workspace:write')} />
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
