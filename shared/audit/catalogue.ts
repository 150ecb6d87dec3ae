import type { Rule } from '../kernel/rule.ts';
import * as list from './rules.ts';

/** Every rule of the list, by id. */
export const rules: readonly Rule[] = (Object.values(list) as Rule[]).sort((a, b) => (a.id < b.id ? -1 : 1));
