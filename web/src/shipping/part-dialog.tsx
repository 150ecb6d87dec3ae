import { useQuery } from '@tanstack/react-query';
import { Failed } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { recordQuery } from '../lib/records.ts';
import ShipDialog from '../orders/ship-dialog.tsx';

/** The dialog of the order's page, for the desk, which knows the order's row alone. */
export default function PartDialog({ orderId, onClose }: { orderId: string; onClose: () => void }) {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const order = useQuery({ ...recordQuery(ws, 'order', orderId), staleTime: 0 });
  const close = () => {
    onClose();
    void queryClient.invalidateQueries({ queryKey: ['page', ws] });
  };
  if (order.data?.lines) return <ShipDialog record={order.data} onClose={close} />;
  if (!order.error) return null;
  return (
    <Dialog title={t.orders.ship.button} onClose={onClose}>
      <Failed error={order.error} onRetry={() => void order.refetch()} />
    </Dialog>
  );
}
