import { useMemo } from 'react';
import { roles } from '../../../shared/access/permissions.ts';
import { entities } from '../../../shared/entities.ts';
import type { Label } from '../../../shared/kernel/field.ts';
import { problemList } from '../../../shared/kernel/problem.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { guards } from '../../../shared/process/guards.ts';
import { refusalRules } from '../../../shared/process/refusals.ts';
import { processes } from '../../../shared/processes.ts';
import { routes } from '../app/routes.tsx';
import type { I18n } from '../i18n/index.tsx';
import { labelIn, useI18n } from '../i18n/index.tsx';
import { useRules } from '../lib/rules.ts';
import type { LinkKind } from './entry.ts';

/** Something that an entry can be linked to, with the name that people know it by. */
export interface LinkChoice {
  value: string;
  text: string;
}

type Named = Pick<I18n, 'lang'>;

/** Every error code and every reason of a process. */
export const codeChoices = ({ lang }: Named): LinkChoice[] => [
  ...Object.entries(problemList).map(([value, words]) => ({ value, text: labelIn(lang, words) })),
  ...Object.entries(refusalRules as Record<string, Label>).map(([value, words]) => ({
    value,
    text: labelIn(lang, words),
  })),
  ...guards.map((guard) => ({ value: guard.id, text: labelIn(lang, guard.label) })),
];

/** Every step and state of the processes: `order/submit`, `order#draft`. */
export const stepChoices = ({ lang }: Named, of: readonly ProcessDefinition[] = processes): LinkChoice[] =>
  of.flatMap((process) => {
    const name = labelIn(lang, process.label);
    return [
      ...process.transitions.map((step) => ({
        value: `${process.id}/${step.id}`,
        text: `${name} · ${labelIn(lang, step.label)}`,
      })),
      ...process.states.map((state) => ({
        value: `${process.id}#${state.id}`,
        text: `${name} · ${labelIn(lang, state.label)}`,
      })),
    ];
  });

/** Every page that has a name: those of the navigation, and those of one record. */
export const pageChoices = (i18n: I18n): LinkChoice[] => {
  const named = routes.flatMap((route) => (route.nav ? [{ value: route.path, text: route.nav.label(i18n) }] : []));
  const records = routes.flatMap((route) => {
    const entity = entities.find((one) => route.path === `/${one.collection}/:id`);
    return entity ? [{ value: route.path, text: i18n.t.problems.links.recordPage(i18n.label(entity.label)) }] : [];
  });
  return [...named, ...records];
};

/** A page without a name of its own goes by the one above it. */
export const nearest = (pages: readonly LinkChoice[], path: string): string =>
  pages
    .filter((one) => one.value !== '/' && path.startsWith(`${one.value}/`))
    .sort((a, b) => b.value.length - a.value.length)[0]?.text ?? path;

export interface LinkNames {
  choices: (kind: LinkKind) => readonly LinkChoice[];
  /** The name of a link; itself where the product knows it no more. */
  nameOf: (kind: LinkKind, value: string) => string;
}

/** What the links of an entry are called. */
export const useLinkNames = (): LinkNames => {
  const i18n = useI18n();
  const rules = useRules();
  return useMemo(() => {
    const all: Record<LinkKind, readonly LinkChoice[]> = {
      errorCodes: codeChoices(i18n),
      auditRules: (rules.data?.items ?? []).map((rule) => ({ value: rule.id, text: i18n.label(rule.label) })),
      processSteps: stepChoices(i18n),
      pages: pageChoices(i18n),
      roles: Object.entries(roles).map(([value, words]) => ({ value, text: i18n.label(words) })),
    };
    return {
      choices: (kind) => all[kind],
      nameOf: (kind, value) => {
        const own = all[kind].find((one) => one.value === value);
        return own?.text ?? (kind === 'pages' ? nearest(all.pages, value) : value);
      },
    };
  }, [i18n, rules.data]);
};
