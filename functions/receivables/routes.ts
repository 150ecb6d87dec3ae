import { creditNote } from '../../shared/receivables/credit-note.ts';
import { payment } from '../../shared/receivables/payment.ts';
import { receivable } from '../../shared/receivables/receivable.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { ageingRoutes } from './ageing.ts';
import { creditNoteRoutes } from './credit-notes.ts';
import { paymentRoutes } from './payments.ts';
import { statementRoutes } from './statement.ts';

export const receivableRoutes: Routes[] = [
  crudRoutes(receivable),
  crudRoutes(payment),
  crudRoutes(creditNote),
  creditNoteRoutes,
  paymentRoutes,
  ageingRoutes,
  statementRoutes,
];
