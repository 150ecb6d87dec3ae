import './orders.css';
import { order, orderStatuses } from '../../../shared/sales/order.ts';
import { useI18n } from '../i18n/index.tsx';
import { ProcessBoard } from '../records/board/process-board.tsx';
import type { View } from '../records/view.ts';
import { OrderCard } from './board-card.tsx';
import { boardColumns } from './board-states.ts';

/** The orders as a board: one column a state; what waits for its release is held. */
export default function OrderBoard({ view }: { view: View }) {
  const { t, label } = useI18n();
  const words = t.orders.board;
  return (
    <ProcessBoard
      entity={order}
      view={view}
      columns={boardColumns}
      nameOf={(state) => label(orderStatuses[state as keyof typeof orderStatuses] ?? orderStatuses.draft)}
      sortOf={() => 'dueDate'}
      sum="amount"
      label={words.state}
      empty={words.empty}
      Card={OrderCard}
    />
  );
}
