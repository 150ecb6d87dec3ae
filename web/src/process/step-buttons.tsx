import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { pageQuery } from '../lib/records.ts';
import { useTitles } from '../lib/titles.ts';
import { WhyLink } from '../problems/why-link.tsx';
import type { DocumentProcess, StepOption } from './api.ts';
import { onwardFirst } from './path.ts';
import { ReasonList } from './reason-list.tsx';
import { isTakenElsewhere, objectionsOf, wayOfStep } from './reasons.ts';
import type { DocumentState } from './use-document.ts';

/** People whose deputy the member is now for a process. */
const usePrincipals = (process: string, needed: boolean): readonly string[] => {
  const { workspaceId: ws, memberId, can } = useWorkspace();
  const answer = useQuery({
    ...pageQuery(ws, 'delegation', { filter: [`deputyId:eq:${memberId}`], limit: 50 }),
    enabled: needed && can('work:read'),
  });
  const now = new Date().toISOString();
  return (answer.data?.items ?? []).flatMap((one) => {
    const { memberId: principal, from, until, endedAt, processes } = one;
    const runs = String(from) <= now && String(until) > now && !(typeof endedAt === 'string' && endedAt <= now);
    const covers = !Array.isArray(processes) || processes.length === 0 || processes.includes(process);
    return runs && covers && typeof principal === 'string' ? [principal] : [];
  });
};

interface BlockedProps {
  id: string;
  type: string;
  /** The process of the step. */
  process: string;
  option: StepOption;
  principals: readonly string[];
  document: DocumentState;
  onField: (field: string) => void;
}

/** Why a step is not allowed, and the way to get there. */
function Blocked({ id, type, process, option, principals, document, onField }: BlockedProps) {
  const { t, label } = useI18n();
  const titleOf = useTitles();
  const byRole = objectionsOf(option).some((one) => one.rule === 'wrong-role');
  return (
    <section className="proc-blocked" id={id} aria-label={t.process.whyNot(label(option.label))}>
      <h3>
        {t.process.whyNot(label(option.label))} <WhyLink step={`${process}/${option.action}`} compact />
      </h3>
      <ReasonList type={type} refusals={objectionsOf(option)} onField={onField} />
      {byRole && principals.length > 0 ? (
        <p className="proc-deputies">
          {principals.map((person) => (
            <button
              key={person}
              type="button"
              className="btn small"
              onClick={() => document.ask({ option, onBehalfOf: person })}
            >
              {t.process.deputy(titleOf(person) ?? '…')}
            </button>
          ))}
        </p>
      ) : null}
    </section>
  );
}

interface Props {
  type: string;
  process: DocumentProcess;
  document: DocumentState;
  onField: (field: string) => void;
}

/** The steps that lead on: allowed ones first; one that is not allowed stays, says why, and where to mend it. */
export function StepButtons({ type, process, document, onField }: Props) {
  const { t, label } = useI18n();
  const id = useId();
  const advisory = process.enforcement === 'advisory';
  const options = process.options.filter((option) => !isTakenElsewhere(option));
  const { steps: ordered, onward } = onwardFirst(process.definition, process.standing.state, options);
  const steps = ordered.map((option) => ({ option, way: wayOfStep(option, advisory) }));
  const blocked = steps.filter((step) => step.way === 'blocked');
  // What leads on stands first even while something is missing for it.
  const rank = (step: (typeof steps)[number]): number =>
    onward.includes(step.option) ? 0 : step.way === 'blocked' ? 2 : 1;
  const arranged = [...steps].sort((a, b) => rank(a) - rank(b));
  const first = steps[0];
  // The step that leads on says at once what it still needs; why others are not one's own is told when asked.
  const offered =
    first?.way === 'blocked' && !objectionsOf(first.option).some((one) => one.rule === 'wrong-role')
      ? first.option.action
      : undefined;
  const [opened, setOpened] = useState<string | null>();
  const shown = opened === undefined ? offered : opened;
  const open = blocked.find((step) => step.option.action === shown);
  const principals = usePrincipals(
    process.definition.id,
    blocked.some((step) => objectionsOf(step.option).some((one) => one.rule === 'wrong-role')),
  );
  const freeStates = new Set(process.definition.states.flatMap((state) => (state.edit === 'free' ? [state.id] : [])));
  // Where several steps lead on, none of them is the obvious one.
  const primary =
    onward.length === 1 ? steps.find((step) => step.way !== 'blocked' && step.option === onward[0]) : undefined;

  const start = (option: StepOption, way: string) => {
    if (way === 'blocked') return setOpened(shown === option.action ? null : option.action);
    if (way === 'go') return void document.take({ option }, '');
    document.ask({ option });
  };
  return (
    <div className="proc-steps">
      <fieldset className="proc-buttons" aria-label={t.process.steps}>
        {arranged.map(({ option, way }) => {
          const no = way === 'blocked';
          const note = no ? t.process.blocked(new Set(objectionsOf(option).map((one) => one.en)).size) : undefined;
          return (
            <button
              key={option.action}
              type="button"
              className={`btn step${no ? ' blocked' : ''}${option === primary?.option ? ' primary' : ''}`}
              data-step={option.action}
              {...(freeStates.has(option.to) ? { 'data-unlocks': true } : {})}
              {...(no
                ? {
                    'aria-disabled': true,
                    'aria-expanded': shown === option.action,
                    'aria-controls': `${id}-${option.action}`,
                    title: objectionsOf(option)
                      .map((one) => label(one))
                      .join('\n'),
                  }
                : {})}
              disabled={!no && document.busy}
              onClick={() => start(option, way)}
            >
              {no ? <Icon name="lock" size={14} /> : way === 'depart' ? <Icon name="warning" size={14} /> : null}
              {label(option.label)}
              {note ? <span className="hidden-text">{` (${note})`}</span> : null}
            </button>
          );
        })}
      </fieldset>
      {open ? (
        <Blocked
          id={`${id}-${open.option.action}`}
          type={type}
          process={process.definition.id}
          option={open.option}
          principals={principals}
          document={document}
          onField={onField}
        />
      ) : null}
    </div>
  );
}
