import '../styles/form.css';
import '../styles/records.css';
import '../receivables/money.css';
import './credit.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { AccountCredit } from '../../../shared/credit/credit.contract.ts';
import { daysBetween } from '../../../shared/kernel/time.ts';
import { order } from '../../../shared/sales/order.ts';
import { Message } from '../app/message.tsx';
import type { PageProps } from '../app/route.tsx';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { toneOf } from '../kit/tones.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { useSubmit } from '../receivables/use-submit.ts';
import { fieldSpecs } from '../records/fields.ts';
import { creditQuery, rebuild } from './api.ts';
import { SubjectCard } from './subject-card.tsx';

/** The words of an order's choice field. */
const useChoice = () => {
  const { label } = useI18n();
  const workspace = useWorkspace();
  const specs = fieldSpecs(order, workspace);
  return (field: string, value: string | undefined): string => {
    const found = specs.find((one) => one.name === field)?.values?.find((one) => one.value === value);
    return found ? label(found.label) : (value ?? '');
  };
};

function HeldOrders({ orders }: { orders: AccountCredit['heldOrders'] }) {
  const { t } = useI18n();
  const format = useFormat();
  const choice = useChoice();
  const words = t.credit;
  if (orders.length === 0) return <p className="q-text">{words.noHeld}</p>;
  return (
    <div className="q-scroll">
      <table className="q-table mo-table mo-cards">
        <thead>
          <tr>
            <th scope="col">{words.columns.order}</th>
            <th scope="col" className="number">
              {words.columns.amount}
            </th>
            <th scope="col">{words.columns.reason}</th>
            <th scope="col">{words.columns.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {orders.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link href={`/orders/${one.id}`}>{one.number}</Link>
              </th>
              <td className="number" data-label={words.columns.amount}>
                {format.money(one.total, one.currency)}
              </td>
              <td data-label={words.columns.reason}>{choice('holdReason', one.reason)}</td>
              <td data-label={words.columns.state}>
                <span className={`badge ${toneOf(one.status)}`}>{choice('status', one.status)}</span>
              </td>
              <td>
                <div className="mo-actions">
                  <Link className="btn quiet small" href={`/orders/${one.id}`}>
                    {one.status === 'pending-release' ? words.decideRelease : words.askRelease}
                  </Link>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Releases({ releases }: { releases: AccountCredit['releases'] }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.credit;
  if (releases.length === 0) return <p className="q-text">{words.noReleases}</p>;
  const left = (until: string): string => {
    const days = daysBetween(format.today(), until);
    return days <= 0 ? words.lastDay : words.lasts(format.number(days));
  };
  return (
    <div className="q-scroll">
      <table className="q-table mo-table mo-cards">
        <thead>
          <tr>
            <th scope="col">{words.columns.order}</th>
            <th scope="col">{words.columns.until}</th>
            <th scope="col">{words.columns.by}</th>
            <th scope="col" className="number">
              {words.columns.open}
            </th>
          </tr>
        </thead>
        <tbody>
          {releases.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link href={`/orders/${one.id}`}>{one.number}</Link>
              </th>
              <td data-label={words.columns.until}>
                <span>
                  {format.date(one.until)} <span className="quiet-hint">{left(one.until)}</span>
                </span>
              </td>
              <td data-label={words.columns.by}>{one.by ? <Person id={one.by} /> : null}</td>
              <td className="number" data-label={words.columns.open}>
                {format.money(one.open, one.currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Body({ id, data }: { id: string; data: AccountCredit }) {
  const { t } = useI18n();
  const { canWrite } = useWorkspace();
  const words = t.credit;
  const tone = data.held === 'none' ? 'good' : 'bad';
  return (
    <>
      <div className="mo-part">
        <Note tone={tone}>{words.held[data.held]}</Note>
      </div>
      <SubjectCard subject={data.account} title={words.own} />
      {data.group ? (
        <SubjectCard subject={data.group} title={words.group(data.group.name)} note={words.groupNote} />
      ) : null}
      {canWrite('accounts') ? (
        <p className="quiet-hint">
          <Link href={`/accounts/${id}?fix=creditLimit`}>{words.change}</Link> · {words.changeHint}
        </p>
      ) : null}
      <section className="mo-part" aria-labelledby="cr-held">
        <h2 id="cr-held">{words.heldOrders}</h2>
        <HeldOrders orders={data.heldOrders} />
      </section>
      <section className="mo-part" aria-labelledby="cr-releases">
        <h2 id="cr-releases">{words.releases}</h2>
        <Releases releases={data.releases} />
      </section>
    </>
  );
}

/** Limit, exposure and what is still available of an account, and what is held because of it. */
export default function CreditPage({ params }: PageProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId: ws, can, shows } = useWorkspace();
  const id = params['id'] ?? '';
  const sees = shows({ sensitive: 'credit' });
  const answer = useQuery({ ...creditQuery(ws, id), enabled: sees });
  const name = useRefTitle(id);
  const sending = useSubmit();
  const words = t.credit;
  useTitle(name ? words.of(name) : words.title);
  if (!sees) return <Message title={t.common.forbiddenTitle} text={t.common.forbiddenText} />;
  const again = async () => {
    const done = await sending.submit({ id, at: answer.dataUpdatedAt }, async (key) => {
      await rebuild(ws, id, key);
      return true;
    });
    if (done) toast({ text: words.rebuilt });
  };
  return (
    <>
      <header className="page-head">
        <Link
          href={`/accounts/${id}`}
          className="btn quiet small square"
          aria-label={t.receivables.statement.back}
          title={t.receivables.statement.back}
        >
          <Icon name="left" />
        </Link>
        <h1 className="ellipsis">{name ? words.of(name) : words.title}</h1>
        <span className="spread" />
        <Link className="btn quiet" href={`/accounts/${id}/statement`}>
          {words.statement}
        </Link>
        {can('payments:write') ? (
          <button
            type="button"
            className="btn"
            title={words.rebuildHint}
            disabled={sending.busy || !answer.data}
            onClick={() => void again()}
          >
            <Icon name="restore" />
            {words.rebuild}
          </button>
        ) : null}
      </header>
      <div className="q-body">
        {sending.problem ? (
          <p className="form-problem" role="alert">
            {errorText(sending.problem, i18n)}
          </p>
        ) : null}
        {answer.data ? (
          <Body id={id} data={answer.data} />
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
