import '../styles/form.css';
import './steward.css';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { codedTypes, getCodes, nextCode } from '../../../shared/codes/codes.contract.ts';
import { entityOf } from '../../../shared/entities.ts';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';

type Register = EndpointOutput<typeof getCodes>;
type Type = (typeof codedTypes)[number];
type Coded = Register['broken']['items'][number];

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="sd-figure">
      <span>{label}</span>
      <strong>{children}</strong>
    </div>
  );
}

function CodeLine({ type, item }: { type: Type; item: Coded }) {
  return (
    <Link href={`/${entityOf(type).collection}/${item.id}`} className="sd-code">
      <code>{item.code}</code>
      <span className="ellipsis">{item.title}</span>
    </Link>
  );
}

/** Takes the next code and hands it to whoever wants to use it elsewhere: on a label, in another system. */
function Take({ type, onTaken }: { type: Type; onTaken: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      const { code } = await call(nextCode, { params: { workspaceId }, body: { type }, idempotencyKey: newKey() });
      await navigator.clipboard?.writeText(code).catch(() => undefined);
      toast({ text: t.steward.codes.taken(code) });
      onTaken();
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" className="btn small" disabled={busy} onClick={() => void take()}>
      {t.steward.codes.take}
    </button>
  );
}

function RegisterView({ type }: { type: Type }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId, canWrite } = useWorkspace();
  const query = useQuery({
    queryKey: ['codes', workspaceId, type],
    queryFn: ({ signal }) => call(getCodes, { params: { workspaceId }, query: { type }, signal }),
  });
  const words = t.steward.codes;
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const found = query.data;
  if (!found) return <Waiting />;
  const { domain, plural } = entityOf(type);
  return (
    <div className="sd-register">
      <div className="sd-figures">
        <Figure label={words.inUse}>{format.number(found.inUse)}</Figure>
        <Figure label={words.blank}>{format.number(found.blank)}</Figure>
        <Figure label={words.broken}>{format.number(found.broken.total)}</Figure>
        <Figure label={words.alike}>{format.number(found.alike.total)}</Figure>
        <Figure label={words.next}>
          {found.next ? <code>{found.next}</code> : '–'}
          {found.next && canWrite(domain) ? <Take type={type} onTaken={() => void query.refetch()} /> : null}
        </Figure>
      </div>
      <p className="quiet-words">
        {found.rule ? words.rule(found.rule.example) : words.noRule}{' '}
        <Link href={`/standards?of=${type}`}>{words.change}</Link>
      </p>
      {found.gaps.length > 0 ? (
        <section>
          <h2>{words.gaps}</h2>
          <p className="sd-gaps">
            {found.gaps.map((code) => (
              <code key={code}>{code}</code>
            ))}
          </p>
        </section>
      ) : null}
      {found.broken.total > 0 ? (
        <section>
          <h2>{words.brokenTitle}</h2>
          {found.broken.items.map((item) => (
            <CodeLine key={item.id} type={type} item={item} />
          ))}
          {found.broken.total > found.broken.items.length ? (
            <p className="quiet-words">{words.more(format.number(found.broken.total - found.broken.items.length))}</p>
          ) : null}
        </section>
      ) : null}
      {found.alike.total > 0 ? (
        <section>
          <h2>{words.alikeTitle}</h2>
          {found.alike.items.map((group) => (
            <div key={group[0]!.id} className="sd-alike">
              {group.map((item) => (
                <CodeLine key={item.id} type={type} item={item} />
              ))}
            </div>
          ))}
        </section>
      ) : null}
      {found.broken.total + found.alike.total + found.gaps.length === 0 ? (
        <p className="quiet-words">{words.sound(label(plural))}</p>
      ) : null}
    </div>
  );
}

/** The register of codes: what is in use, what breaks the rule, what is left out, what comes next (DQ-8). */
export default function CodesPage() {
  const { t, label } = useI18n();
  const wanted = new URLSearchParams(useSearch()).get('of');
  const [, navigate] = useLocation();
  const type = codedTypes.find((one) => one === wanted) ?? 'account';
  useTitle(t.steward.codes.title);
  return (
    <>
      <header className="page-head">
        <Icon name="tags" size={18} />
        <h1>{t.steward.codes.title}</h1>
      </header>
      <div className="q-body">
        <p className="q-text">{t.steward.codes.intro}</p>
        <Tabs
          tabs={codedTypes.map((one) => ({ key: one, label: label(entityOf(one).plural) }))}
          active={type}
          onChange={(next) => navigate(`/codes?of=${next}`, { replace: true })}
          label={t.steward.codes.title}
        >
          <RegisterView key={type} type={type} />
        </Tabs>
      </div>
    </>
  );
}
