import { partCode } from '../../shared/pricing/part-code.ts';
import { price } from '../../shared/pricing/price.ts';
import { priceList } from '../../shared/pricing/price-list.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';

export const pricingRoutes: Routes[] = [crudRoutes(priceList), crudRoutes(price), crudRoutes(partCode)];
