import { changeRequest } from '../../shared/process/change-request.ts';
import { delegation } from '../../shared/process/delegation.ts';
import { deviation } from '../../shared/process/deviation.ts';
import { fitGap } from '../../shared/process/fit-gap.ts';
import { proposal } from '../../shared/process/proposal.ts';
import { crudRoutes } from '../runtime/crud.ts';

/** Records that speak about processes. */
export const processRecordRoutes = [changeRequest, proposal, deviation, fitGap, delegation].map(crudRoutes);
