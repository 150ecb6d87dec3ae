import { problemEntry } from '../../shared/problems/entry.ts';
import { helpRequest } from '../../shared/problems/help-request.ts';
import {
  answerHelp,
  askHelp,
  confirmEntry,
  entryOfQuestion,
  getHelp,
  problemContracts,
} from '../../shared/problems/problems.contract.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { confirm } from './confirm.ts';
import { help } from './help.ts';
import { answer, ask, entryOf } from './requests.ts';

export const problemRoutes: Routes[] = [
  crudRoutes(problemEntry),
  crudRoutes(helpRequest),
  {
    contracts: problemContracts,
    handlers: {
      [getHelp.id]: help,
      [confirmEntry.id]: confirm,
      [askHelp.id]: ask,
      [answerHelp.id]: answer,
      [entryOfQuestion.id]: entryOf,
    },
  },
];
