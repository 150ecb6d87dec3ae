import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { Progress } from '../audit/parts/progress.tsx';
import { Note } from '../audit/parts/states.tsx';
import { useStartRun } from '../audit/use-start-run.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { focusNow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { WhyLink } from '../problems/why-link.tsx';
import { WriteOfFinding } from '../problems/write-entry.tsx';
import { hrefOfId, RefChip } from '../records/value.tsx';
import { ExplainForm } from './explain-form.tsx';
import { FixPanel } from './fix-panel.tsx';
import { useFixedHere } from './fixed-here.ts';
import { DueMark, SeverityMark, StateMark } from './marks.tsx';
import { PreventionPart } from './prevention-part.tsx';
import { isExample, shownText } from './texts.ts';
import { usePlaceWords } from './use-places.ts';

interface Props {
  /** As the list has it; long texts are read when it is opened. */
  finding: WebRecord;
  start: 'fix' | 'explain';
  onNext: (() => void) | undefined;
  onClose: () => void;
}

function Subject({ finding }: { finding: WebRecord }) {
  const type = String(finding['subjectType']);
  const record = hrefOfId(String(finding['subjectId']));
  const locator = String(finding['locator'] ?? '');
  // The record opens with the cursor in the field.
  const at = locator === '' || locator.includes(' ') ? '' : `?fix=${encodeURIComponent(locator)}`;
  const href = record && `${record}${at}`;
  const title = String(finding['subjectTitle'] || finding['subjectId']);
  const face = (
    <>
      <Icon name={iconOfType(type)} />
      {title}
    </>
  );
  return href ? (
    <Link href={href} className="fnd-subject">
      {face}
    </Link>
  ) : (
    <span className="fnd-subject">{face}</span>
  );
}

/** What was found, what would be right, and why it matters. */
function Facts({ finding, onClose }: { finding: WebRecord; onClose: () => void }) {
  const { t, label } = useI18n();
  const words = t.findings;
  const rules = useRules();
  const format = useFormat();
  const place = usePlaceWords();
  const rule = rules.data?.items.find((one) => one.id === finding['rule']);
  const { found, expected, related } = finding;
  const fact = (name: string, value: ReactNode) => (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <>
      <dl className="fnd-facts">
        {fact(words.columns.where, place(finding))}
        {typeof finding['openedAt'] === 'string' ? fact(words.since, format.instant(finding['openedAt'])) : null}
        {fact(
          words.foundNow,
          typeof found === 'string' ? <code>{shownText(found, finding, format)}</code> : <em>{words.missing}</em>,
        )}
        {typeof expected === 'string' && expected !== ''
          ? fact(
              isExample(finding) ? words.example : words.expected,
              <code>{shownText(expected, finding, format)}</code>,
            )
          : null}
        {typeof finding['acceptedUntil'] === 'string' ? fact(words.until, format.date(finding['acceptedUntil'])) : null}
        {finding.ownerId ? fact(words.columns.owner, <Person id={finding.ownerId} />) : null}
      </dl>
      {Array.isArray(related) && related.length > 0 ? (
        <div className="q-field">
          <span className="q-label">{words.related}</span>
          <div className="fnd-related">
            {related.slice(0, 30).map((id) => (
              <RefChip key={String(id)} id={String(id)} />
            ))}
          </div>
        </div>
      ) : null}
      {rule ? (
        <div className="fnd-help">
          <p>
            <strong>{words.how}</strong> {label(rule.help)}
          </p>
          <p>
            <strong>{words.why}</strong> {label(rule.explanation)}
          </p>
          <div className="q-row">
            <WhyLink rule={rule.id} text={t.problems.help.inBook} />
            <WriteOfFinding finding={finding} onGone={onClose} />
          </div>
        </div>
      ) : null}
    </>
  );
}

/** Starts an audit of what has changed, so that the finding closes at once. */
function CheckAgain() {
  const { t } = useI18n();
  const format = useFormat();
  const { run, busy, start } = useStartRun();
  if (busy)
    return (
      <Progress
        label={t.findings.checking}
        done={run?.progress.done ?? 0}
        total={run && run.progress.total > 1 ? run.progress.total : 0}
        count={t.audit.looked(format.number(run?.counts.checked ?? 0))}
      />
    );
  return (
    <div>
      <button type="button" className="btn" onClick={() => void start({ kind: 'incremental' })}>
        <Icon name="audit" />
        {t.findings.checkNow}
      </button>
    </div>
  );
}

/** The audit has closed it; the keyboard goes on from here. */
function Settled({
  when,
  onNext,
  onClose,
}: {
  when: string | undefined;
  onNext: (() => void) | undefined;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const format = useFormat();
  return (
    <>
      <Note tone="good">{t.findings.fixedBy(when ? format.instant(when) : '')}</Note>
      <div>
        <button type="button" ref={focusNow} className="btn" onClick={onNext ?? onClose}>
          {onNext ? t.findings.next : t.common.close}
        </button>
      </div>
    </>
  );
}

/** A finding with the place to put it right, and the words to explain it. */
export default function FindingDrawer({ finding: known, start, onNext, onClose }: Props) {
  const { t, label } = useI18n();
  const words = t.findings;
  const format = useFormat();
  const { workspaceId, can } = useWorkspace();
  const rules = useRules();
  const fixedHere = useFixedHere();
  const [explaining, setExplaining] = useState(start === 'explain');
  const full = useQuery({ ...recordQuery(workspaceId, 'finding', known.id), staleTime: 0 });
  const finding = full.data ?? known;
  const type = String(finding['subjectType']);
  const rule = rules.data?.items.find((one) => one.id === finding['rule']);
  const fixed = finding['state'] === 'fixed';
  const closed = typeof finding['closedAt'] === 'string' ? finding['closedAt'] : undefined;
  return (
    <Dialog title={rule ? label(rule.label) : String(finding['rule'])} onClose={onClose}>
      <div className="fnd-drawer">
        <Subject finding={finding} />
        <div className="q-row">
          <SeverityMark finding={finding} />
          <StateMark finding={finding} />
          <DueMark finding={finding} />
          {Number(finding['times'] ?? 1) > 1 ? (
            <span className="badge warn">{words.times(format.number(Number(finding['times'])))}</span>
          ) : null}
        </div>
        <Facts finding={finding} onClose={onClose} />
        {fixed ? (
          <Settled when={closed} onNext={onNext} onClose={onClose} />
        ) : isEntity(type) && type !== 'member' ? (
          <FixPanel
            key={finding.id}
            finding={finding}
            entity={entityOf(type)}
            cursor={start === 'fix' ? 'here' : 'elsewhere'}
            onNext={onNext}
          />
        ) : (
          <Note>{words.ruleSubject}</Note>
        )}
        {fixedHere.has(finding.id) && can('audit:write') && !fixed ? <CheckAgain /> : null}
        {can('findings:write') && !fixed ? (
          <section className="fnd-explain">
            <button
              type="button"
              className="btn quiet"
              aria-expanded={explaining}
              onClick={() => setExplaining(!explaining)}
            >
              <Icon name={explaining ? 'up' : 'down'} size={14} />
              {words.explain}
            </button>
            {explaining && full.data ? (
              <ExplainForm
                finding={full.data}
                focus={start === 'explain' ? 'cause' : undefined}
                onDone={onNext ?? onClose}
              />
            ) : null}
          </section>
        ) : null}
        {full.data ? <PreventionPart key={full.data.version} finding={full.data} /> : null}
      </div>
    </Dialog>
  );
}
