import type { Role } from '../access/permissions.ts';
import type { Label } from '../kernel/field.ts';

/** What a page is for, how to work with it in three steps, and what goes wrong there. */
export interface PageGuide {
  /** Its address in the client; records as `:id`. */
  page: string;
  /** Other pages that it speaks of. */
  pages?: readonly string[];
  roles?: readonly Role[];
  title: Label;
  purpose: Label;
  steps: readonly Label[];
  mistake: Label;
}
