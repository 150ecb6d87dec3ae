import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { docsPage } from '../../scripts/docs-page.ts';
import { buildOpenApi, openApiFile, openApiText } from '../../scripts/openapi.ts';
import { errorsOf } from '../../shared/kernel/endpoint.ts';
import { Problem, problemBody, problemCodes, problemList } from '../../shared/kernel/problem.ts';
import { guards } from '../../shared/process/guards.ts';
import type { RefusalRule } from '../../shared/process/refusals.ts';
import { helpOf, refusalRules, refuse } from '../../shared/process/refusals.ts';
import { endpoints } from '../../shared/registry.ts';

interface Operation {
  operationId: string;
  security: unknown[];
  'x-permission': string;
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: unknown; example?: unknown }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: unknown }>; headers?: object }>;
}

const document = buildOpenApi() as unknown as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, Record<string, unknown>>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const operationOf = (path: string, method: string) => document.paths[path]?.[method.toLowerCase()];
const resolve = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (at, part) => (at as Record<string, unknown> | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );
const refsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
      )
    : [];

describe('the committed document', () => {
  test('is the one that the endpoints make (node scripts/openapi.ts)', () => {
    // Compared as a whole first: a difference of half a megabyte is no readable message.
    const same = readFileSync(openApiFile, 'utf8') === openApiText();
    expect(same, 'docs/openapi.json is not up to date: node scripts/openapi.ts').toBe(true);
  });

  test('comes out the same each time', () => {
    expect(JSON.stringify(buildOpenApi()) === JSON.stringify(document)).toBe(true);
  });
});

describe('each endpoint', () => {
  test('appears once, with its permission, and with an id of its own', () => {
    expect(operations).toHaveLength(endpoints.length);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(endpoints.length);
    for (const endpoint of endpoints) {
      const operation = operationOf(endpoint.path, endpoint.method);
      expect(operation?.operationId).toBe(endpoint.id);
      expect(operation?.['x-permission']).toBe(endpoint.permission);
      expect(operation?.security).toEqual(endpoint.permission === 'public' ? [] : [{ accessToken: [] }]);
    }
  });

  test('names every code that it may answer, at its status, and no other', () => {
    for (const endpoint of endpoints) {
      const { responses } = operationOf(endpoint.path, endpoint.method)!;
      const documented = Object.entries(responses).flatMap(([status, response]) => {
        const codes = response.$ref
          ? ((resolve(response.$ref) as { 'x-problem-codes': string[] })['x-problem-codes'] ?? [])
          : [];
        for (const code of codes)
          expect(`${code} ${status}`).toBe(`${code} ${problemList[code as keyof typeof problemList].status}`);
        return codes;
      });
      expect(documented.sort(), endpoint.id).toEqual([...errorsOf(endpoint)].sort());
      expect(
        responses[endpoint.status]?.content?.[endpoint.media ?? 'application/json']?.schema,
        endpoint.id,
      ).toBeDefined();
    }
  });

  test('declares the parameters of its path, and the headers that it takes', () => {
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((one) => one.in === 'path');
      expect(inPath.map((one) => one.name).sort(), operation.operationId).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
      );
      expect(inPath.every((one) => one.required)).toBe(true);
    }
    for (const endpoint of endpoints) {
      const headers = (operationOf(endpoint.path, endpoint.method)!.parameters ?? []).filter(
        (one) => one.in === 'header',
      );
      expect(headers.map((one) => [one.name, one.required ?? false])).toEqual([
        ...(endpoint.idempotent ? [['Idempotency-Key', false]] : []),
        ...(endpoint.ifMatch ? [['If-Match', true]] : []),
      ]);
    }
  });

  test('has an example body that its schema takes', () => {
    for (const endpoint of endpoints.filter((one) => one.body)) {
      const shown = operationOf(endpoint.path, endpoint.method)!.requestBody?.content['application/json']?.example;
      expect(shown, endpoint.id).toEqual(endpoint.example.body);
      const parsed = endpoint.body!.safeParse(shown);
      expect(parsed.success ? '' : `${endpoint.id}: ${parsed.error.message}`).toBe('');
    }
  });

  test('shows where the version of an answer stands', () => {
    const read = operationOf('/v1/workspaces/{workspaceId}/accounts/{id}', 'get')!;
    expect(Object.keys(read.responses['200']?.headers ?? {})).toEqual(['ETag']);
  });
});

describe('the document as a whole', () => {
  test('is OpenAPI 3.1 and every reference leads somewhere', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const refs = new Set(refsIn(document));
    expect(refs.size).toBeGreaterThan(50);
    expect([...refs].filter((ref) => resolve(ref) === undefined)).toEqual([]);
  });

  test('names of components are such as the format allows', () => {
    for (const kind of Object.values(document.components))
      for (const name of Object.keys(kind)) expect(name).toMatch(/^[a-zA-Z0-9._-]+$/);
  });

  test('every code of the closed list has an example', () => {
    expect(Object.keys(document.components['examples']!)).toEqual(problemCodes);
  });

  test('the data of the compiler’s own kind stays out of it', () => {
    expect(openApiText()).not.toContain('9007199254740991');
    expect(Object.values(document.components['schemas']!).some((schema) => 'field' in schema)).toBe(false);
  });
});

describe('the page', () => {
  const page = docsPage();

  test('has an anchor for each code, where the help of a problem leads', () => {
    for (const code of problemCodes) {
      expect(problemBody(new Problem(code)).help).toBe(`/docs#${code}`);
      expect(page).toContain(`<tr id="${code}">`);
    }
  });

  test('has an anchor for each rule by which a process refuses a step', () => {
    for (const rule of Object.keys(refusalRules) as RefusalRule[])
      expect(page).toContain(`<tr id="${refuse(rule).help.split('#')[1]}">`);
    for (const { id } of guards) expect(page).toContain(`<tr id="${helpOf(id).split('#')[1]}">`);
  });

  test('has a section for each endpoint, and its own links lead somewhere', () => {
    for (const { id } of endpoints) expect(page).toContain(`<section id="${id}">`);
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const dangling = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!).filter((id) => !ids.has(id));
    expect(dangling).toEqual([]);
  });

  test('runs no scripts and asks no other host', () => {
    expect(page).not.toMatch(/<script|<link|<iframe|<img|@import|url\(/i);
    expect([...page.matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, to]) => to)).toEqual(['/openapi.json']);
  });
});
