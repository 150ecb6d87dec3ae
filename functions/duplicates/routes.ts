import * as contract from '../../shared/matching/duplicates.contract.ts';
import type { Routes } from '../runtime/http.ts';
import { check, dismiss, groups } from './groups.ts';
import { createMerge, undo } from './merge.ts';
import { listed } from './merges.ts';

/** Duplicates while typing, as groups for the data steward, and merges. */
export const duplicateRoutes: Routes[] = [
  {
    contracts: contract.duplicateContracts,
    handlers: {
      [contract.checkDuplicates.id]: check,
      [contract.listDuplicates.id]: groups,
      [contract.dismissDuplicates.id]: dismiss,
      [contract.mergeRecords.id]: createMerge,
      [contract.listMerges.id]: listed,
      [contract.undoMerge.id]: undo,
    },
  },
];
