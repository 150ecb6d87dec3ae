import '../styles/form.css';
import '../receivables/money.css';
import './campaigns.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { campaign, campaignStates, type Verifiable, verifiable } from '../../../shared/campaigns/campaign.ts';
import { campaignProgress, startCampaign } from '../../../shared/campaigns/campaigns.contract.ts';
import { verification } from '../../../shared/campaigns/verification.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { useSubmit } from '../receivables/use-submit.ts';
import { OutcomeBar, sumCounts } from './bar.tsx';

const NewCampaign = part(() => import('./new-campaign.tsx'));

const again = (ws: string): Promise<void> => queryClient.invalidateQueries({ queryKey: ['page', ws, campaign.name] });

function Progress({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [open, setOpen] = useState(false);
  const answer = useQuery({
    queryKey: ['campaign-progress', ws, record.id, record.version],
    queryFn: ({ signal }) => call(campaignProgress, { params: { workspaceId: ws, id: record.id }, signal }),
    // Right after the start nothing is laid down yet: 0 of 0 is the beginning, not the end.
    refetchInterval: ({ state: { data } }) =>
      canWrite('campaigns') && record['state'] === 'running' && (!data?.portions || data.made < data.portions)
        ? 1_500
        : false,
  });
  const data = answer.data;
  if (!data) return answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : null;
  const sum = sumCounts(data.owners);
  const done = sum.confirmed + sum.corrected + sum.retired;
  // Who sees a team alone never sees all portions: for them it would be handed out for ever.
  const making = canWrite('campaigns') && data.made < data.portions;
  return (
    <>
      <OutcomeBar counts={sum} legend="shown" />
      <div className="q-row">
        <span>{t.campaigns.progress(format.number(done), format.number(sum.records))}</span>
        {making ? (
          <span className="quiet-hint" role="status">
            {t.campaigns.making(format.number(data.made), format.number(data.portions))}
          </span>
        ) : null}
        <span className="spread" />
        <button type="button" className="btn quiet small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t.campaigns.hide : t.campaigns.show}
        </button>
      </div>
      {open ? (
        <table className="q-table mo-table mo-cards">
          <tbody>
            {data.owners.map((one) => {
              const filter = [`campaignId:eq:${record.id}`, ...(one.ownerId ? [`memberId:eq:${one.ownerId}`] : [])];
              return (
                <tr key={one.ownerId ?? ''}>
                  <th scope="row">{one.ownerId ? <Person id={one.ownerId} /> : t.campaigns.nobody}</th>
                  <td style={{ width: '45%' }}>
                    <OutcomeBar counts={one} />
                  </td>
                  <td className="number">
                    <Link
                      href={`/${verification.collection}?${filter.map((text) => `filter=${encodeURIComponent(text)}`).join('&')}`}
                    >
                      {t.campaigns.progress(
                        format.number(one.confirmed + one.corrected + one.retired),
                        format.number(one.records),
                      )}
                    </Link>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
    </>
  );
}

function Card({ record }: { record: WebRecord }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const sending = useSubmit();
  const state = record['state'] as keyof typeof campaignStates;
  const start = async () => {
    const done = await sending.submit(record.version, () =>
      call(startCampaign, { params: { workspaceId: ws, id: record.id }, body: {}, version: record.version }),
    );
    if (!done) return;
    toast({ text: t.campaigns.started });
    await again(ws);
  };
  return (
    <section className="vc-card" data-campaign={record.id}>
      <div className="q-row">
        <h2>
          <Link href={`/${campaign.collection}/${record.id}`}>{String(record['name'])}</Link>
        </h2>
        <span className={`badge ${state === 'running' ? 'info' : state === 'closed' ? 'good' : ''}`}>
          {label(campaignStates[state])}
        </span>
        <span className="q-text">
          {[
            label(verifiable[record['target'] as Verifiable]),
            t.campaigns.due(format.date(String(record['dueOn']))),
            ...(record['yearly'] === true ? [t.campaigns.yearly] : []),
          ].join(' · ')}
        </span>
        <span className="spread" />
        {state === 'draft' && canWrite('campaigns') ? (
          <button type="button" className="btn primary small" disabled={sending.busy} onClick={() => void start()}>
            {t.campaigns.startNow}
          </button>
        ) : null}
      </div>
      {sending.problem ? (
        <p className="form-problem" role="alert">
          {errorText(sending.problem, i18n)}
        </p>
      ) : null}
      {state === 'draft' ? null : <Progress record={record} />}
    </section>
  );
}

/** Every verification campaign with how far it is. */
export default function CampaignsPage() {
  const { t } = useI18n();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [adding, setAdding] = useState(false);
  useTitle(t.campaigns.title);
  const answer = useQuery({
    ...pageQuery(ws, campaign.name, { sort: '-startsOn', limit: 50 }),
    refetchOnMount: 'always',
  });
  const items = answer.data?.items ?? [];
  const add = canWrite('campaigns') ? (
    <button type="button" className="btn primary" onClick={() => setAdding(true)}>
      <Icon name="plus" />
      {t.campaigns.add}
    </button>
  ) : null;
  return (
    <>
      <header className="page-head">
        <h1>{t.campaigns.title}</h1>
        <span className="spread" />
        {items.length > 0 ? add : null}
      </header>
      <div className="q-body">
        <p className="q-text">{t.campaigns.intro}</p>
        {answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : null}
        {answer.isPending ? <Waiting /> : null}
        {answer.data && items.length === 0 ? (
          <div className="message">
            <p className="q-text">{t.campaigns.empty}</p>
            {add}
          </div>
        ) : null}
        {items.map((record) => (
          <Card key={record.id} record={record} />
        ))}
      </div>
      {adding ? (
        <NewCampaign
          onClose={(changed) => {
            setAdding(false);
            if (changed) void again(ws);
          }}
        />
      ) : null}
    </>
  );
}
