import { finding } from '../../shared/findings/finding.ts';
import { findingContracts, linkPrevention, listPreventions } from '../../shared/findings/findings.contract.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { prevent } from './prevent.ts';
import { preventions } from './preventions.ts';

export const findingRoutes: Routes[] = [
  crudRoutes(finding),
  { contracts: findingContracts, handlers: { [linkPrevention.id]: prevent, [listPreventions.id]: preventions } },
];
