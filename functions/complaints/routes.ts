import { cause } from '../../shared/complaints/cause.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';

export const complaintRoutes: Routes[] = [crudRoutes(complaint), crudRoutes(cause)];
