import {
  answerIssue,
  createImprovement,
  improvementContracts,
  publishedTips,
  reportIssue,
  settleIssue,
} from '../../shared/improvement/improvement.contract.ts';
import { improvement } from '../../shared/improvement/improvement.ts';
import { need } from '../../shared/improvement/need.ts';
import { systemIssue } from '../../shared/improvement/system-issue.ts';
import { tip } from '../../shared/improvement/tip.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { answer, report, settle } from './issues.ts';
import { logImprovement } from './log.ts';
import { published } from './tips.ts';

export const improvementRoutes: Routes[] = [
  crudRoutes(tip),
  crudRoutes(need),
  crudRoutes(improvement),
  crudRoutes(systemIssue),
  {
    contracts: improvementContracts,
    handlers: {
      [publishedTips.id]: published,
      [createImprovement.id]: logImprovement,
      [reportIssue.id]: report,
      [answerIssue.id]: answer,
      [settleIssue.id]: settle,
    },
  },
];
