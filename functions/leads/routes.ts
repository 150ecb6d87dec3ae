import { lead } from '../../shared/leads/lead.ts';
import { leadForm } from '../../shared/leads/lead-form.ts';
import {
  captureLead,
  claimLead,
  convertLead,
  describeForm,
  getLeadPolicy,
  leadContracts,
  leadConversion,
  leadPool,
  putLeadPolicy,
  submitForm,
} from '../../shared/leads/leads.contract.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { capture } from './capture.ts';
import { conversion, convert } from './convert.ts';
import { describe, submit } from './forms.ts';
import { getPolicy, putPolicy } from './policy.ts';
import { claim, pool } from './pool.ts';

export const leadRoutes: Routes[] = [
  crudRoutes(lead),
  crudRoutes(leadForm),
  {
    contracts: leadContracts as unknown as Routes['contracts'],
    handlers: {
      [getLeadPolicy.id]: getPolicy,
      [putLeadPolicy.id]: putPolicy,
      [captureLead.id]: capture,
      [leadPool.id]: pool,
      [claimLead.id]: claim,
      [leadConversion.id]: conversion,
      [convertLead.id]: convert,
      [describeForm.id]: describe,
      [submitForm.id]: submit,
    },
  },
];
