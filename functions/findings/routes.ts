import { finding } from '../../shared/findings/finding.ts';
import { crudRoutes } from '../runtime/crud.ts';

export const findingRoutes = [crudRoutes(finding)];
