import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { leadForm } from '../../../shared/leads/lead-form.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { snippetOf } from './snippet.ts';

const CreateDrawer = part(() => import('../records/create-drawer.tsx'));

function FormCard({ form }: { form: WebRecord }) {
  const { t } = useI18n();
  const words = t.leads.settings;
  const id = useId();
  const { workspaceId: ws } = useWorkspace();
  const active = form['active'] !== false;
  const action = `${window.location.origin}/v1/public/${ws}/forms/${form.id}`;
  const html = snippetOf(action, form['language'] === 'en' ? 'en' : 'zh-CN');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(html);
      toast({ text: words.copied });
    } catch {
      toast({ text: words.noClipboard, tone: 'bad' });
    }
  };
  return (
    <div className="ld-rule">
      <div className="ld-rule-head">
        <Link href={`/lead-forms/${form.id}`} className="link">
          {String(form['name'])}
        </Link>
        <span className={active ? 'badge good' : 'badge'}>{active ? words.active : words.inactive}</span>
        <span className="spread" />
        <button type="button" className="btn small" onClick={() => void copy()}>
          <Icon name="copy" />
          {words.copy}
        </button>
        {active ? (
          <a className="btn small quiet" href={`/form/${ws}/${form.id}`} target="_blank" rel="noreferrer">
            {words.open}
          </a>
        ) : null}
      </div>
      <details>
        <summary>{words.snippet}</summary>
        <label className="visually-hidden" htmlFor={id}>
          {words.snippet}
        </label>
        <textarea
          id={id}
          className="input ld-snippet"
          rows={10}
          readOnly
          value={html}
          onFocus={({ target }) => target.select()}
        />
      </details>
    </div>
  );
}

/** The forms by which leads come in, each with what has to be put into a website. */
export function FormsPart() {
  const { t } = useI18n();
  const words = t.leads.settings;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const forms = useQuery(pageQuery(ws, 'leadForm', { sort: 'name', limit: 50 }));
  const items = forms.data?.items ?? [];
  return (
    <section className="st-part" aria-labelledby="ld-forms">
      <h2 id="ld-forms">{words.forms}</h2>
      <p className="st-hint">
        {forms.data && items.length === 0 ? words.noForms : ''} {words.formsHint}
      </p>
      <div className="ld-rules">
        {items.map((form) => (
          <FormCard key={form.id} form={form} />
        ))}
      </div>
      {canWrite('leads') ? (
        <button type="button" className="btn st-add" onClick={() => setAdding(true)}>
          <Icon name="plus" />
          {words.addForm}
        </button>
      ) : null}
      {adding ? <CreateDrawer entity={leadForm} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}
