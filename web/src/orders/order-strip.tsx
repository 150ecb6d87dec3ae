import '../quotes/deal.css';
import type { ExtraProps } from '../records/extras.tsx';
import { Flow } from './flow.tsx';
import { HoldBox } from './hold-box.tsx';

/** What an order has beyond its lines: why it is held, and how far it got from order to payment. */
export default function OrderStrip({ record }: ExtraProps) {
  return (
    <>
      <HoldBox record={record} />
      <Flow record={record} />
    </>
  );
}
