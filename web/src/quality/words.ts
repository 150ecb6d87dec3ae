import type { Entity } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFieldSpecs } from '../records/fields.ts';

/** The words of an entity's fields, own ones of the workspace included. */
export const useFieldWords = (entity: Entity): ((name: string) => string) => {
  const { label } = useI18n();
  const specs = useFieldSpecs(entity);
  return (name) => {
    const found = specs.find((one) => one.name === name);
    return found ? label(found.label) : name;
  };
};

/** Good from 80 on, bad below 50. */
export const toneOfScore = (score: number): 'good' | 'warn' | 'bad' =>
  score >= 80 ? 'good' : score >= 50 ? 'warn' : 'bad';
