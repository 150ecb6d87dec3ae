import '../styles/form.css';
import './interviews.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { interview, interviewKinds } from '../../../shared/interviews/interview.ts';
import { defaultProcess } from '../../../shared/processes.ts';
import type { PageProps } from '../app/route.tsx';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import ProcessPanel from '../process/process-panel.tsx';
import { useDocument } from '../process/use-document.ts';
import { FindingsPart } from './findings-part.tsx';
import { Hold } from './hold.tsx';
import { textOf } from './parts.tsx';
import { Chain, ResultView } from './result-view.tsx';

/** What it is, with whom, by whom, on which questions. */
function Head({ record }: { record: WebRecord }) {
  const { t, label } = useI18n();
  const words = t.interviews;
  const format = useFormat();
  const { can } = useWorkspace();
  const kind = interviewKinds[record['kind'] as keyof typeof interviewKinds];
  const process = defaultProcess(textOf(record['processKey']));
  const set = textOf(record['questionSetId']);
  const seed = textOf(record['drawSeed']);
  return (
    <div className="iv-meta">
      {kind ? <span>{label(kind)}</span> : null}
      <Person id={textOf(record['memberId'])} />
      {process ? (
        <Link className="link" href={`/processes/${process.id}`}>
          {label(process.label)}
        </Link>
      ) : null}
      <span>
        {words.by} <Person id={textOf(record['heldBy'] ?? record['interviewerId'])} />
      </span>
      {record['heldAt'] ? null : <span>{words.due(format.date(textOf(record['dueOn'])))}</span>}
      {set && can('interviews:read') ? (
        <Link className="link" href={`/question-sets/${set}`}>
          {words.result.list}
        </Link>
      ) : null}
      {seed ? <span className="quiet-hint">{words.result.seed(seed)}</span> : null}
    </div>
  );
}

function Loaded({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const { memberId: me, canWrite } = useWorkspace();
  const document = useDocument(interview, record);
  useTitle(titleOf(record));
  const planned = record['status'] === 'planned';
  const own = record['memberId'] === me;
  const asks = canWrite('interviews') && !own;
  return (
    <>
      <header className="page-head">
        <Icon name="meeting" size={18} />
        <h1>{titleOf(record)}</h1>
      </header>
      <div className="q-body">
        <Head record={record} />
        <Chain record={record} />
        {planned && asks ? <Hold record={record} /> : null}
        {planned && own ? <Note>{t.interviews.hold.self}</Note> : null}
        {record['heldAt'] ? <ResultView record={record} document={document} /> : null}
        {asks ? <FindingsPart record={record} /> : null}
        {asks ? (
          <ProcessPanel entity={interview} record={record} document={document} onField={() => undefined} />
        ) : null}
      </div>
    </>
  );
}

/** One interview: held here, and its result afterwards. */
export default function InterviewPage({ params }: PageProps) {
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(recordQuery(ws, interview.name, params['id'] ?? ''));
  if (answer.data) return <Loaded key={answer.data.id} record={answer.data} />;
  return (
    <div className="q-body">
      {answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting />}
    </div>
  );
}
