import type { I18n } from '../i18n/index.tsx';
import { ApiError } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';

/** A refused step in words. */
export const stepError = (error: unknown, i18n: I18n): string =>
  error instanceof ApiError && error.code === 'conflict' ? i18n.t.imports.wrongTurn : errorText(error, i18n);
