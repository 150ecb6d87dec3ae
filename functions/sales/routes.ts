import { opportunity } from '../../shared/sales/opportunity.ts';
import { order } from '../../shared/sales/order.ts';
import { pipeline } from '../../shared/sales/pipeline.ts';
import { crudRoutes } from '../runtime/crud.ts';
import { funnelRoutes } from './funnel.ts';

export const salesRoutes = [crudRoutes(pipeline), crudRoutes(opportunity), crudRoutes(order), funnelRoutes];
