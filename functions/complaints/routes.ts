import { cause } from '../../shared/complaints/cause.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import {
  affected as affectedEndpoint,
  causeTree,
  complaintContracts,
  listContacts,
  logContact,
} from '../../shared/complaints/complaints.contract.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { affected } from './affected.ts';
import { tree } from './causes.ts';
import { contacts, log } from './contacts.ts';

export const complaintRoutes: Routes[] = [
  crudRoutes(complaint),
  crudRoutes(cause),
  {
    contracts: complaintContracts,
    handlers: {
      [logContact.id]: log,
      [listContacts.id]: contacts,
      [affectedEndpoint.id]: affected,
      [causeTree.id]: tree,
    },
  },
];
