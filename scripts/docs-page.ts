import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldFaults, problemCodes, problemList } from '../shared/kernel/problem.ts';
import { guards } from '../shared/process/guards.ts';
import { refusalRules } from '../shared/process/refusals.ts';
import type { JsonSchema } from './docs/schema-table.ts';
import { refName, schemaRows } from './docs/schema-table.ts';
import { style } from './docs/style.ts';
import { buildOpenApi } from './openapi.ts';

interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  required?: boolean;
  description?: string;
  schema: JsonSchema;
}

interface Content {
  content?: Record<string, { schema?: JsonSchema; example?: unknown }>;
}

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  'x-permission': string;
  'x-example-query'?: Record<string, string>;
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content & { $ref?: string; description?: string }>;
}

interface Page {
  info: { title: string; version: string; description: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, { 'x-problem-codes': string[] }> };
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const html = (text: unknown): string => String(text ?? '').replace(/[&<>"]/g, (one) => entities[one] ?? one);
const code = (text: unknown): string => `<code>${html(text)}</code>`;
/** Text of a description, where `…` marks code. */
const prose = (text: unknown): string => html(text).replace(/`([^`]+)`/g, '<code>$1</code>');
const anchor = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : `<div class="scroll"><table><thead><tr>${heads.map((one) => `<th>${one}</th>`).join('')}</tr></thead><tbody>${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
        .join('')}</tbody></table></div>`;

const schemaTable = (schema: JsonSchema | undefined): string => {
  const name = schema && refName(schema);
  if (name) return `<p><a href="#schema-${name}">${html(name)}</a></p>`;
  const rows = schemaRows(schema).map((row) => [
    `${code(row.name)}${row.required ? '<b title="required · 必填">*</b>' : ''}`,
    row.ref ? `<a href="#schema-${row.ref}">${html(row.type)}</a>` : html(row.type),
    `${prose(row.description)}${row.zh ? ` <span lang="zh">${html(row.zh)}</span>` : ''}`,
  ]);
  return table(['Field · 字段', 'Type · 类型', 'Meaning · 含义'], rows);
};

/** A value for a path parameter: what the schema gives as an example, else the prefix that its pattern asks for. */
const sample = ({ name, schema }: Parameter): string => {
  if (typeof schema.example === 'string') return schema.example;
  const prefix = /^\^([a-z]{2,4}_)/.exec(schema.pattern ?? '')?.[1];
  return prefix ? `${prefix}01JD3Z8Q` : `{${name}}`;
};

const curl = (method: string, path: string, operation: Operation): string => {
  const parameters = operation.parameters ?? [];
  const address = parameters
    .filter((one) => one.in === 'path')
    .reduce((at, one) => at.replace(`{${one.name}}`, sample(one)), path);
  const query = new URLSearchParams(operation['x-example-query'] ?? {}).toString();
  const body = operation.requestBody?.content?.['application/json']?.example;
  const headers = [
    ...(operation['x-permission'] === 'public' ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...parameters.filter((one) => one.in === 'header').map((one) => `-H '${one.name}: ${String(one.schema.example)}'`),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`]),
  ];
  return [`curl -X ${method.toUpperCase()} "$EVERGREEN${address}${query ? `?${query}` : ''}"`, ...headers].join(
    ' \\\n  ',
  );
};

const operationSection = (page: Page, path: string, method: string): string => {
  const operation = page.paths[path]?.[method];
  if (!operation) return '';
  const parameters = (operation.parameters ?? []).map((one) => [
    `${code(one.name)}${one.required ? '<b title="required · 必填">*</b>' : ''}`,
    one.in,
    html(schemaRows({ type: 'object', properties: { [one.name]: one.schema } })[0]?.type),
    prose(one.description),
  ]);
  const [status = '', success] = Object.entries(operation.responses).find(([at]) => at.startsWith('2')) ?? [];
  const codes = Object.values(operation.responses).flatMap((one) =>
    one.$ref ? (page.components.responses[one.$ref.split('/').at(-1) ?? '']?.['x-problem-codes'] ?? []) : [],
  );
  const body = operation.requestBody?.content?.['application/json']?.schema;
  return `<section id="${html(operation.operationId)}"><h3>${html(operation.summary)}</h3>
<p class="call"><span class="method ${method}">${method.toUpperCase()}</span> ${code(path)}</p>
<p class="meta">${code(operation.operationId)} · permission · 权限 ${code(operation['x-permission'])}</p>
${parameters.length > 0 ? `<h4>Parameters · 参数</h4>${table(['Name · 名称', 'In · 位置', 'Type · 类型', 'Meaning · 含义'], parameters)}` : ''}
${body ? `<h4>Body · 请求体</h4>${schemaTable(body)}` : ''}
<h4>Answer · 响应 ${html(status)}</h4>${schemaTable(success?.content?.['application/json']?.schema)}
<p class="meta">Refusals · 错误码: ${codes.map((one) => `<a href="#${one}">${one}</a>`).join(', ')}</p>
<pre><code>${html(curl(method, path, operation))}</code></pre></section>`;
};

const problemTable = (): string =>
  `<div class="scroll"><table><thead><tr><th>Code · 错误码</th><th>Status · 状态</th><th>English</th><th>中文</th></tr></thead><tbody>${problemCodes
    .map(
      (one) =>
        `<tr id="${one}"><td>${code(one)}</td><td>${problemList[one].status}</td><td>${html(problemList[one].en)}</td><td lang="zh">${html(problemList[one].zh)}</td></tr>`,
    )
    .join('')}</tbody></table></div>`;

const faultTable = (): string =>
  table(
    ['Code · 代码', 'English', '中文'],
    Object.entries(fieldFaults).map(([name, words]) => [code(name), html(words.en), html(words.zh)]),
  );

/** Rules by which a process refuses a step: each refusal's help address leads to its row. */
const ruleTable = (): string => {
  const rules = [
    ...Object.entries(refusalRules).map(([id, { en, zh, help }]) => ({ id, label: { en, zh }, help })),
    ...guards,
  ];
  const rows = rules.map(
    ({ id, label, help }) =>
      `<tr id="rule-${id}"><td>${code(id)}</td><td>${html(label.en)}<br><small>${html(help.en)}</small></td><td lang="zh">${html(label.zh)}<br><small>${html(help.zh)}</small></td></tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th>Rule · 规则</th><th>English</th><th>中文</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
};

/** The page of the API: endpoints by tag, schemas, and the closed list of codes with an anchor for each. No scripts, no other hosts. */
export const docsPage = (): string => {
  const page = buildOpenApi() as unknown as Page;
  const operations = Object.entries(page.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tagged = page.tags.map(({ name }) => ({
    name,
    list: operations.filter(({ operation }) => operation.tags[0] === name),
  }));
  const links = tagged
    .map(
      ({ name, list }) =>
        `<li><a href="#tag-${anchor(name)}">${html(name)}</a><ul>${list.map(({ operation }) => `<li><a href="#${operation.operationId}">${html(operation.summary)}</a></li>`).join('')}</ul></li>`,
    )
    .join('');
  const schemas = Object.entries(page.components.schemas).map(
    ([name, schema]) => `<section id="schema-${name}"><h3>${html(name)}</h3>${schemaTable(schema)}</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(page.info.title)} API</title><style>${style}</style></head><body>
<nav aria-label="Contents"><p><b>${html(page.info.title)}</b> ${html(page.info.version)}</p>
<p><a href="/openapi.json">openapi.json</a></p><ul><li><a href="#problems">Codes · 错误码</a></li>${links}<li><a href="#schemas">Schemas · 数据结构</a></li></ul></nav>
<main><h1>${html(page.info.title)} API</h1>${page.info.description
    .split('\n\n')
    .map((one) => `<p>${prose(one)}</p>`)
    .join('')}
<h2 id="problems">Codes · 错误码</h2><p>A refusal has one of these as its <code>code</code>. · 每个错误响应的 <code>code</code> 均取自下表。</p>${problemTable()}
<h3 id="faults">What can be wrong with a value · 字段错误</h3>${faultTable()}
<h3 id="rules">Why a process refuses a step · 流程拒绝的原因</h3>${ruleTable()}
${tagged.map(({ name, list }) => `<h2 id="tag-${anchor(name)}">${html(name)}</h2>${list.map(({ path, method }) => operationSection(page, path, method)).join('\n')}`).join('\n')}
<h2 id="schemas">Schemas · 数据结构</h2>${schemas.join('\n')}</main></body></html>
`;
};

/** Writes the page and the document where the site serves them: `/docs` and `/openapi.json`. */
export const buildDocs = (outDir: string): void => {
  mkdirSync(join(outDir, 'docs'), { recursive: true });
  writeFileSync(join(outDir, 'docs', 'index.html'), docsPage());
  writeFileSync(join(outDir, 'openapi.json'), `${JSON.stringify(buildOpenApi())}\n`);
};

if (import.meta.main) {
  const out = join(import.meta.dirname, '..', 'dist', 'web');
  buildDocs(out);
  console.log('dist/web/docs/index.html, dist/web/openapi.json');
}
