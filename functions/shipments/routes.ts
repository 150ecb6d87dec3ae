import { shipment } from '../../shared/shipments/shipment.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';

export const shipmentRoutes: Routes[] = [crudRoutes(shipment)];
