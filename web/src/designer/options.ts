import { roleNames, roles } from '../../../shared/access/permissions.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import type { Choice } from './controls.tsx';
import type { Facts, FieldChoice } from './facts.ts';

/** The choices of the designer's pickers, in the reader's language. */
export const useOptions = (definition: ProcessDefinition | undefined, facts: Facts) => {
  const { label, t } = useI18n();
  const roleChoices: Choice[] = roleNames.map((role) => ({ value: role, text: label(roles[role]) }));
  const fieldChoices = (keep: (field: FieldChoice) => boolean): Choice[] =>
    facts.fields.filter(keep).map((field) => ({ value: field.path, text: label(field.label) }));
  return {
    states: (definition?.states ?? []).map((state) => ({ value: state.id, text: label(state.label) || state.id })),
    roles: roleChoices,
    /** Fields that name the person in charge. */
    inCharge: facts.fields
      .filter((field) => facts.entity.people?.includes(field.path))
      .map((field) => ({ value: `field:${field.path}`, text: t.designer.personIn(label(field.label)) })),
    /** Days from which a time limit can count. */
    days: fieldChoices((field) => field.type === 'date'),
    signers: [
      ...roleChoices,
      ...facts.people.map((person) => ({ value: `member:${person.id}`, text: t.designer.person(person.name) })),
    ],
    /** Fields that a person can be asked to fill. */
    required: fieldChoices((field) => !field.computed),
    /** Fields that can stay open while the rest is locked. */
    open: fieldChoices((field) => !field.computed && field.path !== 'ownerId'),
    /** Fields that an effect can set. */
    stamped: (effect: string): Choice[] =>
      fieldChoices((field) =>
        effect === 'stamp-time'
          ? field.type === 'datetime'
          : effect === 'stamp-date'
            ? field.type === 'date'
            : effect === 'stamp-person'
              ? field.type === 'ref'
              : field.type !== 'lines',
      ),
  };
};
export type Options = ReturnType<typeof useOptions>;
