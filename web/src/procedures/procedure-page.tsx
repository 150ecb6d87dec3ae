import './procedures.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Procedure, ProcedureSection } from '../../../shared/process/procedure.ts';
import { procedureOf } from '../../../shared/process/procedure.ts';
import { entityOfProcess } from '../../../shared/process/subject.ts';
import { processes } from '../../../shared/processes.ts';
import { Message } from '../app/message.tsx';
import type { PageProps } from '../app/route.tsx';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import type { ProcessVersion } from '../designer/api.ts';
import { useStandard, versionQuery } from '../designer/api.ts';
import type { Language } from '../i18n/index.tsx';
import { InLanguage, languages, useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { formatDate, todayIn } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { titleOf, useMembers, useRefTitle } from '../lib/titles.ts';
import { ProcessGraph } from '../process-graph/lazy.ts';
import { useProcesses } from './definitions.ts';

/** A column whose cells are short stays narrow; the others share what is left. */
const narrowOver = 14;

function Table({ columns, rows }: NonNullable<ProcedureSection['table']>) {
  const short = columns.map((_, at) => rows.every((row) => (row[at] ?? '').length <= narrowOver));
  return (
    <div className="pr-scroll">
      <table className="pr-table">
        <thead>
          <tr>
            {columns.map((name, at) => (
              <th key={name} scope="col" className={short[at] ? 'pr-short' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((text, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells of a row stand by their columns
                <td key={at} className={short[at] ? 'pr-short' : undefined} data-label={columns[at]}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Section({ section, number }: { section: ProcedureSection; number: number }) {
  return (
    <section className={`pr-section ${section.id}`} aria-labelledby={`pr-${section.id}`}>
      <h2 id={`pr-${section.id}`}>
        {number}. {section.title}
      </h2>
      {section.paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {section.table ? <Table {...section.table} /> : null}
    </section>
  );
}

/** What a reader has to know of the paper in hand: which process and version, how far in force, since when, by whom. */
function Facts({ version }: { version: ProcessVersion }) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const { entry } = version;
  const maker = useRefTitle(entry.madeBy);
  const list = useProcesses();
  const words = t.procedures;
  const current = list.data?.items.find((one) => one.id === version.definition.id)?.current;
  const rows: [string, string][] = [
    [words.facts.number, `${version.definition.id}-v${entry.version}`],
    [
      words.facts.version,
      `${words.version(format.number(entry.version))}${entry.version === 0 ? ` · ${words.standard}` : ''}`,
    ],
    [words.facts.enforcement, words.enforcementMeans[entry.enforcement]],
    ...(entry.since ? ([[words.facts.since, format.instant(entry.since)]] as [string, string][]) : []),
    ...(entry.teams && entry.teams.length > 0
      ? ([[words.facts.teams, entry.teams.join(', ')]] as [string, string][])
      : []),
    ...(maker && entry.madeAt
      ? ([[words.facts.madeBy, `${maker}, ${format.instant(entry.madeAt)}`]] as [string, string][])
      : []),
    ...(entry.note ? ([[words.facts.note, entry.note]] as [string, string][]) : []),
    [words.facts.printed, formatDate(todayIn(timeZone), lang)],
  ];
  return (
    <>
      <dl className="pr-facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {current === undefined ? null : (
        <p className="pr-current">
          {current === entry.version ? words.facts.current : words.facts.notCurrent(format.number(current))}
        </p>
      )}
    </>
  );
}

function Signatures() {
  const { t } = useI18n();
  const words = t.procedures;
  return (
    <section className="pr-signs" aria-labelledby="pr-signs">
      <h2 id="pr-signs">{words.signatures}</h2>
      <table className="pr-table">
        <thead>
          <tr>
            <td />
            <th scope="col">{words.name}</th>
            <th scope="col">{words.sign}</th>
            <th scope="col">{words.date}</th>
          </tr>
        </thead>
        <tbody>
          {(['made', 'checked', 'released'] as const).map((who) => (
            <tr key={who}>
              <th scope="row">{words.signature[who]}</th>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The written procedure in the language around it. */
function Paper({ version }: { version: ProcessVersion }) {
  const { t, lang } = useI18n();
  const { workspaceName, currency } = useWorkspace();
  const members = useMembers();
  const standard = useStandard().data?.standard;
  const { definition, entry } = version;
  const entity = entityOfProcess(definition.id);
  const written: Procedure = procedureOf(definition, entity, lang === 'en' ? 'en' : 'zh', {
    currency,
    memberName: (id) => {
      const found = members.data?.find((one) => one.id === id);
      return found ? titleOf(found) : undefined;
    },
    customLabel: (name) => standard?.[entity.name]?.custom.find((one) => one.name === name)?.label,
  });
  const [purpose, ...rest] = written.sections;
  return (
    <article className="pr-paper">
      <header className="pr-head">
        <div>
          <strong>{workspaceName}</strong>
          <span>{t.procedures.kind}</span>
        </div>
        <h1>{written.title}</h1>
        {entry.enforcement === 'draft' ? <strong className="pr-draft">{t.procedures.notInForce}</strong> : null}
      </header>
      <Facts version={version} />
      {purpose ? <Section section={purpose} number={1} /> : null}
      <section className="pr-section diagram" aria-labelledby="pr-diagram">
        <h2 id="pr-diagram">2. {t.procedures.diagram}</h2>
        <div className="pr-graph">
          <ProcessGraph definition={definition} />
        </div>
      </section>
      {rest.map((section, index) => (
        <Section key={section.id} section={section} number={index + 3} />
      ))}
      <Signatures />
      <p className="pr-foot">{t.procedures.paper}</p>
    </article>
  );
}

function Body({ process, version }: { process: string; version: number }) {
  const i18n = useI18n();
  const { t, label, lang } = i18n;
  const { workspaceId } = useWorkspace();
  const [chosen, setChosen] = useState<Language>(lang);
  const answer = useQuery(versionQuery(workspaceId, process, version));
  const name = answer.data ? label(answer.data.definition.label) : '';
  useTitle(name ? t.procedures.title(name) : t.procedures.kind);
  return (
    <>
      <header className="page-head no-print">
        <Link
          href={`/processes/${process}/versions/${version}`}
          className="btn quiet small square"
          aria-label={t.procedures.back}
          title={t.procedures.back}
        >
          <Icon name="left" />
        </Link>
        <h1 className="ellipsis">{name ? t.procedures.title(name) : t.procedures.kind}</h1>
        <span className="spread" />
        <Choice
          label={t.procedures.language}
          value={chosen}
          onChange={setChosen}
          options={languages.map((one) => ({ value: one, label: t.nav.languageNames[one] }))}
        />
        <button type="button" className="btn primary" disabled={!answer.data} onClick={() => window.print()}>
          <Icon name="print" />
          {t.procedures.print}
        </button>
      </header>
      <div className="q-body pr-body">
        {answer.data ? (
          <InLanguage lang={chosen}>
            <Paper version={answer.data} />
          </InLanguage>
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}

/** A version of a process as a written document: for reading, and for the wall. */
export default function ProcedurePage({ params }: PageProps) {
  const { t } = useI18n();
  const process = params['process'] ?? '';
  const version = Number(params['version']);
  if (!processes.some((one) => one.id === process) || !Number.isInteger(version) || version < 0)
    return (
      <Message
        title={t.common.notFoundTitle}
        text={t.common.notFoundText}
        action={{ label: t.common.toHome, href: '/' }}
      />
    );
  return <Body key={`${process} ${version}`} process={process} version={version} />;
}
