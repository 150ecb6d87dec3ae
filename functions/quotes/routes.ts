import { quote } from '../../shared/quotes/quote.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';

export const quoteRoutes: Routes[] = [crudRoutes(quote)];
