import { useMemo } from 'react';
import { dealTotals, deviationOf } from '../../../shared/commerce/deal.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Sizes } from './deal-lines.ts';
import type { LineView } from './line-view.ts';

interface Props {
  entity: Entity;
  views: readonly LineView[];
  taxIncluded: unknown;
  currency: string;
  levels: (sizes: Sizes) => string;
  /** Whose signature it needs is still open. */
  draft: boolean;
}

/** What the lines come to, and whom the prices have to pass. */
export function DealTotals({ entity, views, taxIncluded, currency, levels, draft }: Props) {
  const { t } = useI18n();
  const { totals: words, lane } = t.quotes;
  const format = useFormat();
  const workspace = useWorkspace();
  const lines = useMemo(
    () =>
      views.map((view) => ({
        amount: view.amount,
        taxRate: view.taxRate,
        deviation: view.deviation,
        belowFloor: view.belowFloor,
      })),
    [views],
  );
  const { net, tax, gross } = dealTotals(lines, taxIncluded);
  const priced = lines.filter((line) => line.amount !== undefined);
  const deviation = deviationOf(priced);
  const margins = views.flatMap((view) => view.margin?.money ?? []);
  const margin = margins.reduce((sum, one) => sum + one, 0);
  const amount = lines.reduce((sum, line) => sum + (line.amount ?? 0), 0);
  const signers = levels({ deviation, amount: currency === workspace.currency ? amount : undefined });
  const percent = deviation > 0 && deviation < 100 ? lane.atMost(format.number(deviation)) : '';
  return (
    <div className="deal-sums">
      {draft && priced.length > 0 ? (
        signers === '' ? (
          <p className="deal-lane good">
            <Icon name="check" size={14} />
            {entity.name === 'quote' ? lane.fast : lane.fastOrder}
          </p>
        ) : (
          <p className="deal-lane warn">
            <Icon name="sign" size={14} />
            {lane.goesTo(signers)}
            {percent ? <span className="quiet-hint">{percent}</span> : null}
          </p>
        )
      ) : null}
      <dl className="deal-totals">
        <div>
          <dt>{words.net}</dt>
          <dd>{format.money(net, currency)}</dd>
        </div>
        <div>
          <dt>{words.tax}</dt>
          <dd>{format.money(tax, currency)}</dd>
        </div>
        <div className="whole">
          <dt>{words.total}</dt>
          <dd>{format.money(gross, currency)}</dd>
        </div>
        {workspace.shows({ sensitive: 'cost' }) && margins.length > 0 ? (
          <div>
            <dt>{words.margin}</dt>
            <dd className={margin < 0 ? 'bad' : ''}>
              {format.money(margin, currency)}
              {amount > 0 ? ` · ${format.number(Math.round((margin / amount) * 1000) / 10)}%` : ''}
            </dd>
          </div>
        ) : null}
      </dl>
    </div>
  );
}
