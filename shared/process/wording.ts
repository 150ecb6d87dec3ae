import type { Role } from '../access/permissions.ts';
import { roles } from '../access/permissions.ts';
import type { Entity } from '../kernel/entity.ts';
import { entityFields } from '../kernel/entity.ts';
import type { Label } from '../kernel/field.ts';
import { currencyExponent } from '../kernel/money.ts';
import type { ApprovalLevel, EffectUse, GuardUse, ProcessDefinition, Responsible } from '../kernel/process.ts';
import { effectOf } from './effects.ts';
import { guardOf } from './guards.ts';
import { measureOf } from './measures.ts';

/** What the words of a definition need besides it. */
export interface Wording {
  definition: ProcessDefinition;
  entity: Entity;
  /** ISO 4217 code of the workspace; without it amounts are given without their currency. */
  currency?: string | undefined;
  /** Name of a member; the id where nobody knows it. */
  memberName?: ((id: string) => string | undefined) | undefined;
  /** Label of one of the workspace's own fields. */
  customLabel?: ((name: string) => Label | undefined) | undefined;
}

export type Language = keyof Label;

const plain = (text: string): Label => ({ en: text, zh: text });

/** Labels one after the other, as each language lists things. */
export const listed = (labels: readonly Label[]): Label => ({
  en: labels.map((label) => label.en).join(', '),
  zh: labels.map((label) => label.zh).join('、'),
});

export const stateLabel = ({ definition }: Wording, id: string): Label =>
  definition.states.find((state) => state.id === id)?.label ?? plain(id);

export const roleLabel = (role: string): Label =>
  role === 'owner' ? { en: 'The document’s owner', zh: '单据负责人' } : (roles[role as Role] ?? plain(role));

/** Who does the next step, in words: a role, the owner, or the person in a field. */
export const responsibleLabel = (wording: Wording, responsible: Responsible): Label => {
  if (!responsible.startsWith('field:')) return roleLabel(responsible);
  const field = fieldLabel(wording, responsible.slice('field:'.length));
  return { en: `The person in “${field.en}”`, zh: `“${field.zh}”所填人员` };
};

export const signerLabel = ({ memberName }: Wording, signer: string): Label => {
  if (!signer.startsWith('member:')) return roleLabel(signer);
  const id = signer.slice('member:'.length);
  return plain(memberName?.(id) ?? id);
};

export const fieldLabel = ({ entity, customLabel }: Wording, name: string): Label => {
  if (name === 'lines') return { en: 'Lines', zh: '明细' };
  if (name === 'ownerId') return { en: 'Owner', zh: '负责人' };
  if (name.startsWith('custom.')) {
    const own = name.slice('custom.'.length);
    return customLabel?.(own) ?? plain(own);
  }
  return entityFields(entity).find((field) => field.name === name)?.label ?? plain(name);
};

/** Business hours. */
export const hoursLabel = (hours: number): Label => ({
  en: `${hours} business ${hours === 1 ? 'hour' : 'hours'}`,
  zh: `${hours} 个工作小时`,
});

const amountLabel = (minor: number, currency: string | undefined): Label => {
  const digits = currencyExponent(currency ?? 'CNY');
  const text = (minor / 10 ** digits).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return plain(currency ? `${currency} ${text}` : text);
};

/** A size from which a level is asked, or a condition holds. */
export const sizeLabel = ({ currency }: Wording, measure: string, size: number): Label => {
  const found = measureOf(measure);
  const name = found?.label ?? plain(measure);
  const value = found?.unit === 'percent' ? plain(`${size} %`) : amountLabel(size, currency);
  return { en: `${name.en} of ${value.en} or more`, zh: `${name.zh}达到 ${value.zh}` };
};

export const guardLabel = (wording: Wording, use: GuardUse): Label => {
  const guard = guardOf(use.id);
  if (!guard) return plain(use.id);
  if (!guard.value) return guard.label;
  const value = use.value ?? guard.value.fallback;
  // The one value that a condition has today is an amount.
  const shown = guard.value.label.en.includes('minor') ? amountLabel(value, wording.currency) : plain(String(value));
  return { en: `${guard.label.en} ${shown.en}`, zh: `${guard.label.zh} ${shown.zh}` };
};

export const effectLabel = (wording: Wording, use: EffectUse): Label => {
  const label = effectOf(use.id)?.label ?? plain(use.id);
  if (!use.field) return label;
  const field = fieldLabel(wording, use.field);
  return { en: `${label.en}: ${field.en}`, zh: `${label.zh}：${field.zh}` };
};

const modes: Record<ApprovalLevel['mode'], Label> = {
  any: { en: 'one of them signs', zh: '或签（一人即可）' },
  all: { en: 'all of them sign', zh: '会签（全部同意）' },
  sequence: { en: 'they sign one after the other', zh: '依次签署' },
};
export const modeLabel = (mode: ApprovalLevel['mode']): Label => modes[mode];

/** How long a document may stay in the states of a step, in words. */
export const limitLabel = ({ definition }: Wording, from: readonly string[]): Label | undefined => {
  const hours = [
    ...new Set(
      definition.states
        .filter((state) => from.includes(state.id))
        .flatMap((state) => (state.limitHours === undefined ? [] : [state.limitHours])),
    ),
  ].sort((a, b) => a - b);
  if (hours.length === 0) return undefined;
  return {
    en: hours.map((one) => hoursLabel(one).en).join(' / '),
    zh: hours.map((one) => hoursLabel(one).zh).join(' / '),
  };
};
