import type { Role } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/access/permissions.ts';
import type { Label } from '../../../shared/kernel/field.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { WorkloadChange } from './api.ts';

type Load = WorkloadChange['before'];
const parts = ['steps', 'approvals', 'hours'] as const;

const round = (value: number): number => Math.round(value * 10) / 10;
const moved = (before: Load, after: Load): boolean => parts.some((part) => round(before[part]) !== round(after[part]));

/** The names of steps and levels in one or the other version. */
const namesOf = (definitions: readonly ProcessDefinition[]): Map<string, Label> =>
  new Map(
    definitions.flatMap((definition) => [
      ...definition.states.flatMap((state) =>
        (state.approval?.levels ?? []).map((level) => [level.id, level.label] as const),
      ),
      ...definition.transitions.map((step) => [step.id, step.label] as const),
    ]),
  );

/** Before and after with the difference in between: sign and colour say the same. */
function Figures({ before, after }: { before: Load; after: Load }) {
  const format = useFormat();
  return parts.map((part) => {
    const by = round(after[part] - before[part]);
    return (
      <td key={part} className="number">
        {format.number(round(before[part]))} → <strong>{format.number(round(after[part]))}</strong>
        {by === 0 ? null : (
          <span className={`ds-by ${by > 0 ? 'more' : 'less'}`}>
            {by > 0 ? '+' : '−'}
            {format.number(Math.abs(by))}
          </span>
        )}
      </td>
    );
  });
}

interface Props {
  workload: readonly WorkloadChange[];
  /** Both versions, for the names of what is gained and lost. */
  definitions: readonly ProcessDefinition[];
}

/** What each role, and each person of it, gains or loses in a month. */
export function WorkloadTable({ workload, definitions }: Props) {
  const { t, label } = useI18n();
  const names = namesOf(definitions);
  const say = (ids: readonly string[]) =>
    ids
      .map((id) => {
        const name = names.get(id);
        return name ? label(name) : id;
      })
      .join(t.designer.comma);
  const touched = workload.filter(
    (one) => moved(one.before, one.after) || one.gains.length > 0 || one.losses.length > 0,
  );
  if (touched.length === 0) return <p className="q-quiet">{t.designer.workloadSame}</p>;
  return (
    <div className="q-scroll">
      <table className="q-table ds-workload">
        <thead>
          <tr>
            <th scope="col">{t.designer.who}</th>
            {parts.map((part) => (
              <th key={part} scope="col" className="number">
                {t.designer.load[part]}
              </th>
            ))}
          </tr>
        </thead>
        {touched.map((one) => (
          <tbody key={one.role}>
            <tr>
              <th scope="row">
                {label(roles[one.role as Role])}
                {one.gains.length > 0 ? <div className="ds-gain">{t.designer.gains(say(one.gains))}</div> : null}
                {one.losses.length > 0 ? <div className="ds-loss">{t.designer.losses(say(one.losses))}</div> : null}
              </th>
              <Figures before={one.before} after={one.after} />
            </tr>
            {one.people.map((person) => (
              <tr key={person.memberId} className="ds-person">
                <td>{person.name}</td>
                <Figures before={person.before} after={person.after} />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
