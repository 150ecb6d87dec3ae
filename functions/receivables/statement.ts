import { account } from '../../shared/customers/account.ts';
import * as contract from '../../shared/receivables/receivables.contract.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Handler, Routes } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { statementFor } from '../runtime/statement.ts';

const read: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.params.id)],
  handle: async (input, ctx) => statementFor(loadedRecord(account, input.params.id, ctx), input.query, ctx),
};

export const statementRoutes: Routes = {
  contracts: [contract.statement],
  handlers: { [contract.statement.id]: read },
};
