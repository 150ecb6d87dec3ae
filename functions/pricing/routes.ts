import { partCode } from '../../shared/pricing/part-code.ts';
import { price } from '../../shared/pricing/price.ts';
import { priceList } from '../../shared/pricing/price-list.ts';
import {
  copyList,
  listEffect,
  lookUpPrices,
  priceOn,
  pricingContracts,
  putRows,
} from '../../shared/pricing/pricing.contract.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { copy } from './copy.ts';
import { effect } from './effect.ts';
import { lookUp, priceOfDate } from './look-up.ts';
import { rows } from './rows.ts';

export const pricingRoutes: Routes[] = [
  crudRoutes(priceList),
  crudRoutes(price),
  crudRoutes(partCode),
  {
    contracts: pricingContracts,
    handlers: {
      [lookUpPrices.id]: lookUp,
      [priceOn.id]: priceOfDate,
      [putRows.id]: rows,
      [copyList.id]: copy,
      [listEffect.id]: effect,
    },
  },
];
