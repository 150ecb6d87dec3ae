import type { Words } from './index.tsx';
import { audit } from './zh/audit.ts';
import { auth } from './zh/auth.ts';
import { common } from './zh/common.ts';
import { findings } from './zh/findings.ts';
import { home } from './zh/home.ts';
import { imports } from './zh/imports.ts';
import { nav } from './zh/nav.ts';
import { record } from './zh/record.ts';
import { records } from './zh/records.ts';
import { reviews } from './zh/reviews.ts';
import { sales } from './zh/sales.ts';
import { settings } from './zh/settings.ts';
import { standards } from './zh/standards.ts';

/** The Chinese texts: written for Chinese readers, not translated word by word. */
export const zh: Words = {
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
