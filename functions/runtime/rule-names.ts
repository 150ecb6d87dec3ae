import { rules } from '../../shared/audit/catalogue.ts';
import type { Label } from '../../shared/kernel/field.ts';
import type { Names } from '../../shared/review/measures.ts';

const labels = new Map(rules.map((rule) => [rule.id, rule.label]));

/** The name of an audit rule; its id where it is gone from the catalogue. */
export const ruleLabel = (id: string): Label => labels.get(id) ?? { en: id, zh: id };

/** Names that a pack does not hold. */
export const ruleNames: Names = { rule: ruleLabel };
