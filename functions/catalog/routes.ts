import { category } from '../../shared/catalog/category.ts';
import { product } from '../../shared/catalog/product.ts';
import { crudRoutes } from '../runtime/crud.ts';

export const catalogRoutes = [crudRoutes(category), crudRoutes(product)];
