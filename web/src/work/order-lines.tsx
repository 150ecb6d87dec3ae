import { useQuery } from '@tanstack/react-query';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { currencyOf } from '../records/fields.ts';
import { RefChip } from '../records/value.tsx';
import { percentText } from './percent.ts';

/** Lines that are shown: enough to see what it is about; the document has all. */
const LINES = 8;

type Line = Record<string, unknown>;
const numberOf = (line: Line, name: string): number | undefined =>
  typeof line[name] === 'number' ? line[name] : undefined;

/** Percent by which a price lies above (+) or below (-) the list price; undefined where there is none to compare with. */
export const againstList = (
  line: Line,
  product: Readonly<Record<string, unknown>> | undefined,
  currencies: { document: string; own: string },
): number | undefined => {
  const price = numberOf(line, 'unitPrice');
  const list = product?.['price'];
  const same = (product?.['currency'] ?? currencies.own) === currencies.document;
  if (price === undefined || typeof list !== 'number' || list <= 0 || !same) return undefined;
  return ((price - list) / list) * 100;
};

/** The lines of an order in short, each price beside the list price. */
export function OrderLines({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const words = t.work.approvals;
  const format = useFormat();
  const { workspaceId, can } = useWorkspace();
  const all = record.lines ?? [];
  const lines = all.slice(0, LINES);
  const ids = [...new Set(lines.flatMap((line) => (typeof line['productId'] === 'string' ? [line['productId']] : [])))];
  const products = useQuery({
    ...pageQuery(workspaceId, 'product', { filter: [`id:in:${ids.join('|')}`], archived: 'all', limit: LINES }),
    enabled: ids.length > 0 && can('products:read'),
  });
  if (all.length === 0) return null;
  const currency = currencyOf(record, format.style.own);
  const money = (value: number | undefined) => (value === undefined ? '' : format.money(value, currency));
  return (
    <section className="ap-section">
      <h3>{words.lines}</h3>
      <div className="q-scroll">
        <table className="q-table ap-lines">
          <thead>
            <tr>
              <th scope="col">{words.product}</th>
              <th scope="col" className="number">
                {words.quantity}
              </th>
              <th scope="col" className="number">
                {words.unitPrice}
              </th>
              <th scope="col" className="number">
                {words.toList}
              </th>
              <th scope="col" className="number">
                {words.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => {
              const product = products.data?.items.find((one) => one.id === line['productId']);
              const off = againstList(line, product, { document: currency, own: format.style.own });
              const quantity = numberOf(line, 'quantity');
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and are not reordered here
                <tr key={index}>
                  <td>
                    {typeof line['productId'] === 'string' ? <RefChip id={line['productId']} /> : null}
                    {typeof line['description'] === 'string' && line['description'] !== product?.['name'] ? (
                      <span> {line['description']}</span>
                    ) : null}
                  </td>
                  <td className="number">{quantity === undefined ? '' : format.number(quantity)}</td>
                  <td className="number">{money(numberOf(line, 'unitPrice'))}</td>
                  <td className="number">
                    {off === undefined ? (
                      ''
                    ) : (
                      <span className={`badge ${off <= -10 ? 'warn' : ''}`}>{percentText(off, format)}</span>
                    )}
                  </td>
                  <td className="number">{money(numberOf(line, 'amount'))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {all.length > lines.length ? (
        <p className="q-quiet">{words.linesMore(format.number(all.length - lines.length))}</p>
      ) : null}
    </section>
  );
}
