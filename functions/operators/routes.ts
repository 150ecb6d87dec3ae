import {
  scorecard as card,
  getOperatorPolicy,
  listOperators,
  openOwn,
  operatorContracts,
  putOperatorPolicy,
  ownWeek as week,
} from '../../shared/operators/operators.contract.ts';
import { warning } from '../../shared/operators/warning.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { getPolicy, putPolicy } from './policy.ts';
import { list, open, scorecard } from './scorecards.ts';
import { warningHandlers } from './warnings.ts';
import { ownWeek } from './week.ts';

/** What people are told of their own work, their scorecards, and notices and warnings. */
export const operatorRoutes: Routes[] = [
  crudRoutes(warning),
  {
    contracts: operatorContracts,
    handlers: {
      [week.id]: ownWeek,
      [listOperators.id]: list,
      [card.id]: scorecard,
      [openOwn.id]: open,
      [getOperatorPolicy.id]: getPolicy,
      [putOperatorPolicy.id]: putPolicy,
      ...warningHandlers,
    },
  },
];
