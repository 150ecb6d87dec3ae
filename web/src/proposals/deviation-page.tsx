import '../styles/records.css';
import '../styles/record.css';
import '../changes/changes.css';
import './proposals.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { Refusal } from '../../../shared/kernel/process.ts';
import { deviation } from '../../../shared/process/deviation.ts';
import { Message } from '../app/message.tsx';
import type { PageProps } from '../app/route.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { ApiError } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery, recordQuery } from '../lib/records.ts';
import { noteTitles, titleOf } from '../lib/titles.ts';
import { useNames } from '../procedures/definitions.ts';
import { reasonsOf } from '../process/reasons.ts';
import { RecordHead } from '../records/record-head.tsx';
import { useFindings } from '../records/relations.ts';
import { hrefOfId } from '../records/value.tsx';
import { groupDeviations } from './groups.ts';
import { MakeProposal } from './make-proposal.tsx';
import { ProposalStatus } from './proposals-page.tsx';

const refusalsOf = (record: WebRecord): Refusal[] =>
  Array.isArray(record['refusals']) ? (record['refusals'] as Refusal[]) : [];

/** The proposals that came out of this deviation. */
function Proposals({ record }: { record: WebRecord }) {
  const { workspaceId } = useWorkspace();
  const answer = useQuery(pageQuery(workspaceId, 'proposal', { filter: [`deviationId:eq:${record.id}`] }));
  return (
    <ul className="pp-rows">
      {(answer.data?.items ?? []).map((one) => (
        <li key={one.id}>
          <Link href={`/proposals/${one.id}`} className="q-main">
            {titleOf(one)}
          </Link>
          <ProposalStatus record={one} />
        </li>
      ))}
    </ul>
  );
}

function Loaded({ record }: { record: WebRecord }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { canWrite } = useWorkspace();
  const findings = useFindings(record.id);
  const [making, setMaking] = useState(false);
  const [group] = groupDeviations([record]);
  const names = useNames(group ? [group] : []);
  const words = t.proposals.deviations;
  const href = hrefOfId(String(record['documentId'] ?? ''));
  const type = record['documentType'];
  const entity = isEntity(type) ? entityOf(type) : undefined;
  const fieldName = (field: string): string => {
    const spec = entity && entityFields(entity).find((one) => one.name === field);
    if (spec) return label(spec.label);
    return field === 'lines' || field.startsWith('lines.') ? t.record.tabs.lines : field;
  };
  useTitle(titleOf(record));
  if (!group) return null;
  return (
    <article className="record">
      <RecordHead entity={deviation} record={record} findings={findings} onFindings={() => undefined} />
      <div className="q-body chg-page">
        <dl className="facts">
          <div>
            <dt>{words.on}</dt>
            <dd>{href ? <Link href={href}>{titleOf(record)}</Link> : titleOf(record)}</dd>
          </div>
          <div>
            <dt>{words.process}</dt>
            <dd>
              {names.process(group.process)} · {t.proposals.version(format.number(group.version))}
            </dd>
          </div>
          <div>
            <dt>{words.columns.step}</dt>
            <dd>
              <strong>{names.action(group, group.action)}</strong>
              <div className="q-quiet">{words.way(names.state(group, group.from), names.state(group, group.to))}</div>
            </dd>
          </div>
          <div>
            <dt>{words.by}</dt>
            <dd>
              <Person id={String(record['memberId'] ?? record.createdBy)} />
            </dd>
          </div>
          <div>
            <dt>{words.when}</dt>
            <dd>{format.instant(record.createdAt)}</dd>
          </div>
          {typeof record['comment'] === 'string' ? (
            <div>
              <dt>{words.said}</dt>
              <dd className="chg-reason">{record['comment']}</dd>
            </div>
          ) : null}
        </dl>
        <section className="chg-section" aria-labelledby="dev-what">
          <h2 id="dev-what">{words.whatLabel}</h2>
          <ul className="pp-refusals">
            {reasonsOf(refusalsOf(record)).map((reason) => (
              <li key={`${reason.rule} ${reason.text.en}`}>
                <Icon name="warning" size={14} />
                <span>
                  {label(reason.text)}
                  {reason.fields.map((field) => (
                    <span key={field} className="chip pp-field">
                      {fieldName(field)}
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section className="chg-section" aria-labelledby="dev-proposals">
          <h2 id="dev-proposals">{t.proposals.title}</h2>
          {canWrite('proposals') ? (
            <button type="button" className="btn q-more" onClick={() => setMaking(true)}>
              <Icon name="proposal" size={14} />
              {words.made}
            </button>
          ) : null}
          <Proposals record={record} />
        </section>
      </div>
      {making ? <MakeProposal group={group} names={names} onClose={() => setMaking(false)} /> : null}
    </article>
  );
}

/** A departure from a process: which step, on what document, from which rules. */
export default function DeviationPage({ params }: PageProps) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId } = useWorkspace();
  const id = params['id'] ?? '';
  const answer = useQuery(recordQuery(workspaceId, 'deviation', id));
  const record = answer.data;
  useEffect(() => {
    if (record) noteTitles(workspaceId, [record]);
  }, [workspaceId, record]);
  if (record) return <Loaded key={id} record={record} />;
  if (answer.error instanceof ApiError && answer.error.status === 404)
    return (
      <Message
        title={t.common.notFoundTitle}
        text={errorText(answer.error, i18n)}
        action={{ label: t.record.backTo(label(deviation.plural)), href: '/deviations' }}
      />
    );
  if (answer.error) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  return <Waiting />;
}
