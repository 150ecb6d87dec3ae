import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { Label } from '../../../shared/kernel/field.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { Failed, Note } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { DryRun } from './api.ts';
import { dryRun } from './api.ts';

interface Props {
  process: string;
  definition: ProcessDefinition;
  onClose: () => void;
}

function Refused({ one, definition }: { one: DryRun['refused'][number]; definition: ProcessDefinition }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const collection = isEntity(one.type) ? entityOf(one.type).collection : undefined;
  const nameOf = (things: readonly { id: string; label: Label }[], id: string): string => {
    const found = things.find((thing) => thing.id === id);
    return found ? label(found.label) : id;
  };
  const own: Readonly<Record<string, string>> = t.process.list.actions;
  const actionOf = (id: string): string => own[id] ?? nameOf(definition.transitions, id);
  const fieldOf = (path: string): string => {
    const field = isEntity(one.type) ? entityFields(entityOf(one.type)).find((info) => info.name === path) : undefined;
    return field ? label(field.label) : path;
  };
  return (
    <li className="ds-refused">
      {collection ? (
        <Link href={`/${collection}/${one.id}`} className="q-main">
          {one.title || one.id}
        </Link>
      ) : (
        <span className="q-main">{one.title || one.id}</span>
      )}
      {one.steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same step may be taken twice; its place tells them apart
        <div key={index} className="ds-refused-step">
          <div className="ds-row">
            <strong>{actionOf(step.action)}</strong>
            <span className="quiet-hint">
              {nameOf(definition.states, step.from)} → {nameOf(definition.states, step.to)} · {format.instant(step.at)}
            </span>
            <Person id={step.by} />
          </div>
          <ul>
            {step.refusals.map((refusal, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one rule may refuse for several reasons of the same field
              <li key={place}>
                {label(refusal)}
                {refusal.field ? <span className="chip">{fieldOf(refusal.field)}</span> : null}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {one.steps.length === 0 ? <span className="quiet-hint">{t.common.none}</span> : null}
    </li>
  );
}

/** What a definition would have refused of what was done lately. */
export function DryRunDialog({ process, definition, onClose }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const run = useQuery({
    queryKey: ['process-dry-run', workspaceId, process, definition],
    queryFn: () => dryRun(workspaceId, process, definition),
    staleTime: 30_000,
    gcTime: 60_000,
  });
  return (
    <Dialog title={t.designer.dryRun} onClose={onClose}>
      <div className="form ds-wide" aria-live="polite">
        <p className="q-text">{t.designer.dryRunText}</p>
        {run.isPending ? <p className="quiet-text">{t.designer.dryRunning}</p> : null}
        {run.error ? <Failed error={run.error} onRetry={() => void run.refetch()} /> : null}
        {run.data ? (
          <>
            <Note tone={run.data.refused.length === 0 ? 'good' : 'warn'}>
              {t.designer.dryRunResult(
                format.number(run.data.documents),
                format.number(run.data.steps),
                format.number(run.data.refused.length),
              )}
            </Note>
            <ul className="ds-refusals">
              {run.data.refused.map((one) => (
                <Refused key={one.id} one={one} definition={definition} />
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
