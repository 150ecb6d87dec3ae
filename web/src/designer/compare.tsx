import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import type { Difference } from '../../../shared/process/diff.ts';
import { diffOf } from '../../../shared/process/diff.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { GraphKey } from '../process-graph/layout.ts';
import type { GraphMark } from '../process-graph/lazy.ts';
import { ProcessGraph } from '../process-graph/lazy.ts';
import { versionQuery } from './api.ts';
import type { Facts } from './facts.ts';

/** Both definitions in one picture: the newer one, with what is gone where it stood. */
export const union = (before: ProcessDefinition, after: ProcessDefinition): ProcessDefinition => {
  const states = [...after.states];
  before.states.forEach((state, index) => {
    if (!states.some((one) => one.id === state.id)) states.splice(Math.min(index, states.length), 0, state);
  });
  const gone = before.transitions.filter((step) => !after.transitions.some((one) => one.id === step.id));
  return { ...after, states, transitions: [...after.transitions, ...gone] };
};

/** What stands out in the picture. A changed level marks its state. */
export const marksOf = (differences: readonly Difference[]): Map<GraphKey, GraphMark> => {
  const marks = new Map<GraphKey, GraphMark>();
  for (const { what, id, change } of differences) {
    if (what === 'state') marks.set(`state:${id}`, change);
    else if (what === 'step') marks.set(`transition:${id}`, change);
    else if (what === 'level') {
      const key: GraphKey = `state:${id.split('.')[0]}`;
      if (!marks.has(key)) marks.set(key, 'changed');
    }
  }
  return marks;
};

function Words({ difference }: { difference: Difference }) {
  const { t, label } = useI18n();
  const tone = { added: 'good', removed: 'bad', changed: 'info' } as const;
  return (
    <li className="ds-difference">
      <div className="ds-row">
        <span className={`badge ${tone[difference.change]}`}>{t.designer.changes[difference.change]}</span>
        <strong>{t.designer.thing[difference.what](label(difference.label))}</strong>
      </div>
      {difference.change === 'removed' ? null : (
        <dl>
          {difference.properties.map((property) => (
            <div key={property.property}>
              <dt>{label(property.label)}</dt>
              <dd>
                {property.before ? <del>{label(property.before)}</del> : null}
                {property.before && property.after ? ' → ' : null}
                {property.after ? <ins>{label(property.after)}</ins> : null}
                {!property.after && property.before ? <span className="quiet-hint"> {t.designer.gone}</span> : null}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

interface Props {
  before: ProcessDefinition;
  after: ProcessDefinition;
  facts: Facts;
}

/** In what two definitions differ: in words, and marked in the graph. */
export function Differences({ before, after, facts }: Props) {
  const { t } = useI18n();
  const { currency } = useWorkspace();
  const names = useMemo(() => new Map(facts.people.map((person) => [person.id, person.name])), [facts]);
  const differences = useMemo(
    () => diffOf(before, after, facts.entity, { currency, memberName: (id) => names.get(id) }),
    [before, after, facts, currency, names],
  );
  const marks = useMemo(() => marksOf(differences), [differences]);
  const both = useMemo(() => union(before, after), [before, after]);
  if (differences.length === 0) return <p className="q-text">{t.designer.noDifference}</p>;
  return (
    <div className="ds-compare">
      <ul className="ds-differences">
        {differences.map((one) => (
          <Words key={`${one.what} ${one.id}`} difference={one} />
        ))}
      </ul>
      <div className="ds-canvas">
        <ProcessGraph definition={both} marks={marks} />
      </div>
    </div>
  );
}

interface CompareProps {
  process: string;
  versions: readonly [number, number];
  facts: Facts;
}

/** Two stored versions beside each other. */
export function Compare({ process, versions, facts }: CompareProps) {
  const { workspaceId } = useWorkspace();
  const before = useQuery(versionQuery(workspaceId, process, versions[0]));
  const after = useQuery(versionQuery(workspaceId, process, versions[1]));
  const failed = before.error ? before : after.error ? after : undefined;
  if (failed) return <Failed error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!before.data || !after.data) return <Waiting />;
  return <Differences before={before.data.definition} after={after.data.definition} facts={facts} />;
}
