import { audit } from './en/audit.ts';
import { auth } from './en/auth.ts';
import { common } from './en/common.ts';
import { findings } from './en/findings.ts';
import { home } from './en/home.ts';
import { imports } from './en/imports.ts';
import { nav } from './en/nav.ts';
import { record } from './en/record.ts';
import { records } from './en/records.ts';
import { reviews } from './en/reviews.ts';
import { sales } from './en/sales.ts';
import { settings } from './en/settings.ts';
import { standards } from './en/standards.ts';

/** The English texts, one part a folder of the client. `zh.ts` has the same parts. */
export const en = {
  common,
  nav,
  auth,
  records,
  record,
  sales,
  home,
  settings,
  imports,
  findings,
  audit,
  reviews,
  standards,
};
