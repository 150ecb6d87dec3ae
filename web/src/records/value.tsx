import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import type { Label } from '../../../shared/kernel/field.ts';
import { kindOfId } from '../../../shared/kernel/id.ts';
import type { I18n } from '../i18n/index.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { toneOf } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { currencyOf, type FieldSpec, isBlank } from './fields.ts';
import { plainValue } from './plain-value.ts';

/** The page of a record by its id; undefined for kinds without one. */
export const hrefOfId = (id: string): string | undefined => {
  const kind = kindOfId(id);
  return kind && isEntity(kind) && kind !== 'finding' ? `/${entityOf(kind).collection}/${id}` : undefined;
};

/** A record that another one points to, as a chip that opens it. What is out of somebody's scope looks to them like what is gone. */
export function RefChip({ id }: { id: string }) {
  const { t } = useI18n();
  const { scope } = useWorkspace();
  const title = useRefTitle(id);
  const href = hrefOfId(id);
  if (title === undefined) return <span className="chip ref pending" />;
  if (title === null || !href)
    return <span className="chip">{title ?? (scope === 'all' ? t.record.gone : t.record.hidden)}</span>;
  return (
    <Link href={href} className="chip ref" title={title} tabIndex={-1}>
      <span className="ellipsis">{title}</span>
    </Link>
  );
}

interface Props {
  value: unknown;
  spec: FieldSpec;
  /** The record that the value belongs to: its currency names the money. */
  record?: Record<string, unknown>;
}

const isLabel = (value: unknown): value is Label =>
  typeof value === 'object' && value !== null && 'en' in value && 'zh' in value;

/** A tag in words: a text, something that has words in both languages, or the field that a change is about. */
const tagWords = (tag: unknown, { label }: I18n): string => {
  if (isLabel(tag)) return label(tag);
  return typeof tag === 'object' && tag !== null && 'field' in tag ? String(tag.field) : String(tag);
};

/** A value as it stands in a cell or beside its label. */
export function FieldValue({ value, spec, record }: Props): ReactNode {
  const format = useFormat();
  if (isBlank(value)) return null;
  if (spec.type === 'ref' && typeof value === 'string')
    return spec.ref === 'member' ? <Person id={value} /> : <RefChip id={value} />;
  if (spec.type === 'tags' && Array.isArray(value))
    return value.map((tag) => {
      const words = tagWords(tag, format.i18n);
      return (
        <span key={words} className="chip">
          <span className="ellipsis">{words}</span>
        </span>
      );
    });
  const text = plainValue(value, spec, format, spec.currency ?? currencyOf(record, format.style.own));
  if (spec.type === 'enum') return <span className={`badge ${toneOf(String(value))}`}>{text}</span>;
  if (spec.type === 'boolean')
    return value === true ? (
      <span className="yes">
        <Icon name="check" size={14} />
        {text}
      </span>
    ) : (
      text
    );
  return (
    <span className="ellipsis" title={text}>
      {text}
    </span>
  );
}

/** The mark of a value that an import could not read, with the text as it came. */
export function ImportedMark({ text }: { text: string }) {
  const { t } = useI18n();
  return (
    <span className="imported" title={t.record.imported(text)}>
      <Icon name="warning" size={14} />
      <span className="ellipsis">{text}</span>
      <span className="hidden-text">{t.record.importedShort}</span>
    </span>
  );
}
