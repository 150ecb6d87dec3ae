import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Person } from './world.ts';

const folder = join(import.meta.dirname, '..', 'data', 'bike-shop');

/** A file of the bike shop's export, as the person who exports it has it. */
export const bikeShopFile = (name: string): Buffer => gunzipSync(readFileSync(join(folder, `${name}.csv.gz`)));

/** How the export's columns become fields: what a person sets in the import wizard. */
export const bikeShopImports = [
  {
    target: 'category',
    keyField: 'code',
    defaults: {},
    files: [
      {
        name: 'PX_CAT_G1V2',
        columns: [
          { column: 'ID', field: 'code' },
          { column: 'CAT', field: 'group' },
          { column: 'SUBCAT', field: 'name' },
          { column: 'MAINTENANCE', field: 'maintenance' },
        ],
      },
    ],
  },
  {
    target: 'product',
    keyField: 'code',
    defaults: { currency: 'USD' },
    files: [
      {
        name: 'prd_info',
        columns: [
          { column: 'prd_id', field: 'lines.sourceKey' },
          { column: 'prd_key', field: 'code', skipPrefix: 6 },
          { column: 'prd_key', field: 'categoryId', take: 5, replaceText: { '-': '_' } },
          { column: 'prd_nm', field: 'name' },
          { column: 'prd_cost', field: 'lines.cost' },
          { column: 'prd_cost', field: 'cost' },
          { column: 'prd_line', field: 'line' },
          { column: 'prd_start_dt', field: 'lines.from' },
          { column: 'prd_end_dt', field: 'lines.to' },
        ],
      },
    ],
  },
  {
    target: 'account',
    keyField: 'code',
    defaults: { kind: 'person', status: 'customer', currency: 'USD' },
    files: [
      {
        name: 'cust_info',
        columns: [
          { column: 'cst_id', field: 'externalIds.legacy' },
          { column: 'cst_key', field: 'code' },
          { column: 'cst_firstname', field: 'firstName' },
          { column: 'cst_lastname', field: 'lastName' },
          { column: 'cst_firstname', field: 'name', join: ' ' },
          { column: 'cst_lastname', field: 'name', join: ' ' },
          { column: 'cst_marital_status', field: 'custom.maritalStatus' },
          { column: 'cst_gndr', field: 'gender' },
          { column: 'cst_create_date', field: 'customerSince', format: 'yyyy-MM-dd' },
        ],
      },
      {
        name: 'CUST_AZ12',
        columns: [
          { column: 'CID', field: 'code', stripText: ['NAS'] },
          { column: 'BDATE', field: 'birthDate', format: 'yyyy-MM-dd' },
          { column: 'GEN', field: 'gender', fill: 'when-empty' },
        ],
      },
      {
        name: 'LOC_A101',
        columns: [
          { column: 'CID', field: 'code', stripText: ['-'] },
          { column: 'CNTRY', field: 'country' },
        ],
      },
    ],
  },
  {
    target: 'order',
    keyField: 'number',
    defaults: { status: 'completed', currency: 'USD' },
    files: [
      {
        name: 'sales_details',
        columns: [
          { column: 'sls_ord_num', field: 'number' },
          { column: 'sls_prd_key', field: 'lines.productId' },
          { column: 'sls_cust_id', field: 'accountId', insertText: 'AW000' },
          { column: 'sls_order_dt', field: 'orderDate', format: 'yyyyMMdd' },
          { column: 'sls_ship_dt', field: 'shipDate', format: 'yyyyMMdd' },
          { column: 'sls_due_dt', field: 'dueDate', format: 'yyyyMMdd' },
          { column: 'sls_sales', field: 'lines.amount' },
          { column: 'sls_quantity', field: 'lines.quantity' },
          { column: 'sls_price', field: 'lines.unitPrice' },
        ],
      },
    ],
  },
] as const;

/** The data standard that the bike shop would set: its codes, its spellings, what it needs to know of a customer. */
export const bikeShopStandard = {
  account: {
    fields: {
      name: { required: true },
      firstName: { required: true },
      lastName: { required: true },
      gender: { required: true, allowed: ['M', 'F'], corrections: { Male: 'M', Female: 'F' } },
      country: {
        required: true,
        allowed: ['Australia', 'Canada', 'France', 'Germany', 'United Kingdom', 'United States'],
        corrections: { US: 'United States', USA: 'United States', DE: 'Germany' },
      },
      birthDate: { notInFuture: true },
      customerSince: { notInFuture: true },
    },
    codeRule: { field: 'code', pattern: 'AW\\d{8}', example: 'AW00011000' },
    sequences: [['birthDate', 'customerSince']],
    custom: [{ name: 'maritalStatus', type: 'text', label: { en: 'Marital status', zh: '婚姻状况' } }],
    staleAfterDays: 0,
  },
  category: { fields: { code: { required: true } }, sequences: [], custom: [], staleAfterDays: 0 },
  product: {
    fields: { name: { required: true }, 'lines.cost': { required: true }, categoryId: { required: true } },
    codeRule: { field: 'code', pattern: '[A-Z0-9]+(-[A-Z0-9]+)*', example: 'HL-U509-R' },
    sequences: [['lines.from', 'lines.to']],
    custom: [],
    staleAfterDays: 0,
  },
  order: {
    fields: {
      accountId: { required: true },
      'lines.productId': { required: true },
      'lines.quantity': { required: true, positive: true },
      'lines.unitPrice': { required: true, positive: true },
      'lines.amount': { required: true, positive: true },
    },
    sequences: [
      ['orderDate', 'shipDate'],
      ['orderDate', 'dueDate'],
    ],
    custom: [],
    staleAfterDays: 0,
  },
};

/** Begins one import as the wizard does, up to the set mapping. @returns the import's id */
export const prepareImport = async (
  person: Person,
  definition: (typeof bikeShopImports)[number],
  bytes: readonly Buffer[] = definition.files.map((file) => bikeShopFile(file.name)),
): Promise<string> => {
  const made = await person.call('POST', '/imports', {
    body: {
      target: definition.target,
      files: definition.files.map((file, index) => ({ fileName: `${file.name}.csv`, size: bytes[index]!.length })),
    },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  for (const [index, upload] of made.body.uploads.entries()) {
    const put = await fetch(upload.url, {
      method: 'PUT',
      headers: upload.headers,
      body: new Uint8Array(bytes[index]!),
    });
    if (!put.ok) throw new Error(`upload answered ${put.status} ${await put.text()}`);
  }
  const id = String(made.body.import.id);
  const read = await person.call('POST', `/imports/${id}/read`, { body: {} });
  if (read.status !== 202) throw new Error(JSON.stringify(read.body));
  const mapped = await person.call('PATCH', `/imports/${id}`, {
    version: read.version,
    body: {
      keyField: definition.keyField,
      defaults: definition.defaults,
      files: definition.files.map((file) => ({ columns: file.columns })),
    },
  });
  if (mapped.status !== 200) throw new Error(JSON.stringify(mapped.body));
  return id;
};
