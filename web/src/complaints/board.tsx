import './complaints.css';
import { complaint } from '../../../shared/complaints/complaint.ts';
import { useI18n } from '../i18n/index.tsx';
import { ProcessBoard } from '../records/board/process-board.tsx';
import type { View } from '../records/view.ts';
import { useDefinition } from '../work/words.ts';
import { ComplaintCard } from './board-card.tsx';

/** The complaints as a board: a column for each state in which something is to do, and one for those that are done with. */
export default function ComplaintBoard({ view }: { view: View }) {
  const { t, label } = useI18n();
  const definition = useDefinition('complaint');
  if (!definition) return null;
  const last = definition.states.find((one) => one.final);
  const shown = definition.states.filter((one) => !one.final || one === last);
  const nameOf = (id: string) => label(definition.states.find((one) => one.id === id)?.label ?? { en: id, zh: id });
  return (
    <ProcessBoard
      entity={complaint}
      view={view}
      columns={shown.map((one) => ({ id: one.id, states: [one.id] }))}
      nameOf={nameOf}
      sortOf={(id) => (id === last?.id ? '-closedAt' : 'stepDue')}
      label={t.complaints.desk.state}
      empty={t.complaints.desk.boardEmpty}
      Card={ComplaintCard}
    />
  );
}
