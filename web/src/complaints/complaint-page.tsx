import '../styles/records.css';
import '../styles/record.css';
import './complaints.css';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { complaint } from '../../../shared/complaints/complaint.ts';
import { guardOf } from '../../../shared/process/guards.ts';
import { Message } from '../app/message.tsx';
import type { PageProps } from '../app/route.tsx';
import { Attachments } from '../attachments/attachments.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { errorText } from '../lib/faults.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { noteTitles, titleOf } from '../lib/titles.ts';
import { isLocked } from '../process/lock.ts';
import ProcessPanel from '../process/process-panel.tsx';
import { useDocument } from '../process/use-document.ts';
import { isBlank, useFieldSpecs } from '../records/fields.ts';
import LinesTable from '../records/lines-table.tsx';
import { RecordFields } from '../records/record-fields.tsx';
import { RecordHead } from '../records/record-head.tsx';
import type { Wanted } from '../records/record-page.tsx';
import { TabBody } from '../records/record-tabs.tsx';
import { useFindings } from '../records/relations.ts';
import { useUndoKey } from '../records/undo.ts';
import { useBeside } from '../records/use-beside.ts';
import { AffectedTable } from './affected-table.tsx';
import { askedBy } from './asked.ts';
import { blockFields, restOf } from './blocks.ts';
import { ComplaintHead } from './complaint-head.tsx';
import { Block } from './parts.tsx';
import { RecurrenceBlock } from './recurrence-block.tsx';
import { TimesLine } from './times-line.tsx';
import { ToldBlock } from './told-block.tsx';
import { useRefusedField } from './use-asked.ts';
import { VerifyProposal } from './verify-proposal.tsx';
import { WhyChain } from './why-chain.tsx';

function Loaded({ record }: { record: WebRecord }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.complaints.blocks;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const findings = useFindings(record.id);
  const document = useDocument(complaint, record);
  const specs = useFieldSpecs(complaint);
  const search = new URLSearchParams(useSearch());
  const fix = search.get('fix') ?? undefined;
  const [tab, setTab] = useState('steps');
  const [wanted, setWanted] = useState<Wanted>();
  const page = useRef<HTMLElement>(null);
  useTitle(titleOf(record));
  useBeside();
  useUndoKey(ws);
  const asked = useMemo(() => {
    const { needed, asked: because } = t.complaints.page;
    return askedBy(document.process, (one) =>
      // The condition itself: that it does not hold yet is told above, beside the steps.
      one.rule === 'field-missing' ? needed : because(label(guardOf(one.rule)?.label ?? one)),
    );
  }, [document.process, label, t]);

  const focusField = useCallback((field: string) => {
    setWanted({ field });
    const place = field.startsWith('lines') ? '[data-field="lines"]' : `[data-field="${CSS.escape(field)}"]`;
    // A block that was folded away is there after the next drawing.
    requestAnimationFrame(() => {
      const box = page.current?.querySelector<HTMLElement>(place);
      if (!box || field.startsWith('lines.')) return box?.scrollIntoView({ block: 'center' });
      if (field !== 'lines' && field !== 'whys') return;
      box.scrollIntoView({ block: 'center' });
      box.querySelector<HTMLElement>('.lines-foot button, input, [tabindex="0"]')?.focus({ preventScroll: true });
    });
  }, []);
  useEffect(() => {
    // A link from a finding or from the form of a new complaint says what it is about.
    if (fix) focusField(fix);
  }, [fix, focusField]);
  const listen = useRefusedField(document, focusField);

  const state = document.process?.definition.states.find((one) => one.id === document.process?.standing.state);
  const writes = canWrite('complaints') && !record.archivedAt;
  const frozen = (name: string): boolean => {
    const spec = specs.find((one) => one.name === name);
    return !writes || spec === undefined || isLocked(document.lock, spec);
  };
  const shared = { entity: complaint, record, wanted, findings, document, asked };
  const fields = (only: readonly string[]) => <RecordFields {...shared} only={only} />;
  const mentions = (...names: readonly string[]) =>
    names.some((name) => !isBlank(record[name]) || asked.has(name) || wanted?.field === name);
  // What comes later in the process stands there when it is its turn, or when something is entered already.
  const from = (...states: readonly string[]) => state === undefined || states.includes(state.id);
  // What the system works out later is nothing that anybody could fill in before.
  const rest = restOf(
    specs
      .filter((one) => one.place !== 'envelope' && !(one.computed && isBlank(record[one.name])))
      .map((one) => one.name),
  );
  const acts = (record.lines?.length ?? 0) > 0;
  return (
    <article className="record governed cp-page" ref={page}>
      <RecordHead entity={complaint} record={record} findings={findings} onFindings={() => setTab('findings')} />
      <ComplaintHead record={record} />
      {record.archivedAt ? <p className="record-note">{t.record.archivedNote}</p> : null}
      <div className="cp-body">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens to the buttons of the steps, which have their own keys */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
        <div className="cp-process" onClick={listen}>
          <ProcessPanel entity={complaint} record={record} document={document} onField={focusField} />
        </div>
        <div className="cp-columns">
          <div className="cp-first" data-field="contacts">
            <ToldBlock
              record={record}
              open={state?.final !== true}
              wanted={wanted?.field === 'contacts' ? wanted : undefined}
            />
          </div>
          <div className="cp-main">
            <RecurrenceBlock record={record} />
            <Block title={words.containment} hint={words.containmentHint}>
              {fields(blockFields.containment)}
            </Block>
            <Block title={words.cause} hint={words.causeHint}>
              <WhyChain record={record} editable={!frozen('whys')} />
              {fields(blockFields.cause)}
            </Block>
            <Block title={words.affected}>
              <AffectedTable record={record} />
              {fields(blockFields.affected)}
            </Block>
            {acts ||
            from('acting', 'verifying', 'closed') ||
            asked.has('lines') ||
            wanted?.field.startsWith('lines') ? (
              <Block title={words.actions} hint={words.actionsHint} className="cp-actions">
                <div data-field="lines">
                  {asked.has('lines') ? <p className="field-asked">{asked.get('lines')}</p> : null}
                  <LinesTable
                    {...{ entity: complaint, record, wanted, findings, document }}
                    words={t.complaints.actions}
                  />
                </div>
              </Block>
            ) : null}
            {from('acting', 'verifying', 'closed') || mentions(...blockFields.verify) ? (
              <Block title={words.verify} hint={words.verifyHint}>
                {isBlank(record['verifyOn']) && !frozen('verifyOn') ? <VerifyProposal record={record} /> : null}
                {fields(blockFields.verify)}
              </Block>
            ) : null}
            {from('rejected') || mentions(...blockFields.rejected) ? (
              <Block title={words.rejected}>{fields(blockFields.rejected)}</Block>
            ) : null}
            <div className="cp-block">
              <Attachments type={complaint.name} id={record.id} canWrite={writes} />
            </div>
            <Tabs
              tabs={[
                { key: 'steps', label: t.process.tab },
                { key: 'history', label: t.record.tabs.history },
                { key: 'findings', label: t.record.tabs.findings, count: findings.length || undefined },
              ]}
              active={tab}
              onChange={setTab}
              label={t.complaints.page.parts}
            >
              <TabBody
                entity={complaint}
                record={record}
                whole
                tab={tab}
                wanted={wanted}
                findings={findings}
                document={document}
                onFix={focusField}
              />
            </Tabs>
          </div>
          <aside className="cp-side" aria-label={words.facts}>
            <Block title={t.complaints.times.title}>
              <TimesLine record={record} />
              {isBlank(record['closedAt']) ? null : fields(blockFields.ended)}
            </Block>
            <Block title={words.facts}>{fields(blockFields.facts)}</Block>
            <Block title={words.people}>{fields(blockFields.people)}</Block>
            <Block title={words.cost}>{fields(blockFields.cost)}</Block>
            {rest.length > 0 ? <Block title={t.complaints.page.more}>{fields(rest)}</Block> : null}
          </aside>
        </div>
      </div>
    </article>
  );
}

/** A complaint: what the customer already told us first, then what was found and done, and whether it came back. */
export default function ComplaintPage({ params }: PageProps) {
  const i18n = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const id = params['id'] ?? '';
  const answer = useQuery(recordQuery(ws, complaint.name, id));
  const record = answer.data;
  useEffect(() => {
    if (record) noteTitles(ws, [record]);
  }, [ws, record]);
  if (record) return <Loaded key={id} record={record} />;
  if (!answer.error) return <Waiting />;
  return 'status' in answer.error && answer.error.status === 404 ? (
    <Message
      title={i18n.t.common.notFoundTitle}
      text={errorText(answer.error, i18n)}
      action={{ label: i18n.t.complaints.desk.title, href: '/complaints/desk' }}
    />
  ) : (
    <Failed error={answer.error} onRetry={() => void answer.refetch()} />
  );
}
