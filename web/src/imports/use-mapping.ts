import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { entityOf } from '../../../shared/entities.ts';
import { importFields } from '../../../shared/imports/fields.ts';
import { checkImport, mapImport, runImport } from '../../../shared/imports/imports.contract.ts';
import { fieldFaults } from '../../../shared/kernel/problem.ts';
import { noStandard } from '../../../shared/standards/standard.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { ApiError } from '../lib/api-error.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { draftOf, parseDraft } from '../records/draft.ts';
import { isEditable, useFieldSpecs, useStandard } from '../records/fields.ts';
import type { Drafts } from '../records/record-form.tsx';
import type { ImportJob } from './api.ts';
import { importKey } from './api.ts';
import { editable, type FileColumns, flatten, hasKey, missingRequired } from './columns.ts';
import { stepError } from './step-error.ts';

/** Kinds of field that can have a value for all new records. */
const plain = new Set(['text', 'enum', 'country', 'date', 'boolean', 'number', 'integer', 'money', 'ref']);

type Problems = ReadonlyMap<string, string>;
const none: Problems = new Map();

/** The mapping of an import while a person works at it. */
export const useMapping = (job: ImportJob) => {
  const i18n = useI18n();
  const format = useFormat();
  const client = useQueryClient();
  const workspace = useWorkspace();
  const entity = entityOf(job.target);
  const standard = useStandard(entity);
  const fields = useMemo(
    () => importFields(entity, standard ?? noStandard).filter(workspace.shows),
    [entity, standard, workspace.shows],
  );
  const all = useFieldSpecs(entity);
  const specs = useMemo(
    () => all.filter((spec) => spec.place === 'field' && isEditable(spec) && plain.has(spec.type)),
    [all],
  );
  const context = { currency: workspace.currency, timeZone: workspace.timeZone, today: format.today() };

  const [files, setFiles] = useState<readonly FileColumns[]>(() => job.files.map(editable));
  const [keyField, setKeyField] = useState(job.keyField);
  const [name, setName] = useState(job.name);
  const [drafts, setDrafts] = useState<Drafts>(() =>
    Object.fromEntries(
      Object.entries(job.defaults ?? {}).map(([field, value]) => [
        field,
        draftOf(value, specs.find((spec) => spec.name === field) ?? { type: 'text' }, context),
      ]),
    ),
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [columnProblems, setColumnProblems] = useState<readonly Problems[]>([]);
  const [defaultProblems, setDefaultProblems] = useState<Problems>(none);

  const headers = job.files.map((file) => file.header ?? []);
  const parts = files.map((columns, index) => ({ header: headers[index] ?? [], columns }));
  const currency = /^[A-Z]{3}$/.test(drafts['currency'] ?? '') ? (drafts['currency'] ?? '') : workspace.currency;

  const readDefaults = () => {
    const wrong = new Map<string, string>();
    const values: Record<string, string | number | boolean> = {};
    for (const [field, draft] of Object.entries(drafts)) {
      const spec = specs.find((one) => one.name === field);
      const read = spec ? parseDraft(draft, spec, { ...context, currency }) : { value: undefined };
      if ('fault' in read) wrong.set(field, i18n.label(fieldFaults[read.fault]));
      else if (typeof read.value === 'string' || typeof read.value === 'number' || typeof read.value === 'boolean')
        values[field] = read.value;
    }
    return { wrong, values };
  };

  const refused = (error: unknown) => {
    const byFile = job.files.map(() => new Map<string, string>());
    const byDefault = new Map<string, string>();
    for (const fault of error instanceof ApiError ? error.faults : []) {
      const column = /^files\.(\d+)\.columns\.(.+)$/.exec(fault.field);
      const field = /^defaults\.(.+)$/.exec(fault.field);
      if (column) byFile[Number(column[1])]?.set(column[2] ?? '', i18n.label(fieldFaults[fault.code]));
      if (field) byDefault.set(field[1] ?? '', i18n.label(fieldFaults[fault.code]));
    }
    setColumnProblems(byFile);
    setDefaultProblems(byDefault);
    setProblem(stepError(error, i18n));
  };

  /** Saves the mapping and goes on with the dry run or the import itself. */
  const submit = async (then: 'check' | 'run') => {
    const { wrong, values } = readDefaults();
    setDefaultProblems(wrong);
    setColumnProblems([]);
    setProblem(undefined);
    if (wrong.size > 0) return;
    setBusy(true);
    const params = { workspaceId: workspace.workspaceId, id: job.id };
    try {
      const body = {
        keyField,
        defaults: values,
        ...(name.trim() ? { name: name.trim() } : {}),
        files: parts.map(({ header, columns }) => ({ columns: flatten(header, columns) })),
      };
      // The newest version: the page may have looked on while a dry run went by.
      const current = client.getQueryData<ImportJob>(importKey(params.workspaceId, job.id)) ?? job;
      client.setQueryData(
        importKey(params.workspaceId, job.id),
        await call(mapImport, { params, body, version: current.version }),
      );
      client.setQueryData(
        importKey(params.workspaceId, job.id),
        await call(then === 'check' ? checkImport : runImport, { params, body: {} }),
      );
    } catch (error) {
      refused(error);
      void client.invalidateQueries({ queryKey: importKey(params.workspaceId, job.id) });
    } finally {
      setBusy(false);
    }
  };
  return {
    entity,
    fields,
    specs,
    files,
    keyField,
    name,
    drafts,
    busy,
    problem,
    columnProblems,
    defaultProblems,
    currency,
    setKeyField,
    setName,
    setDrafts,
    submit,
    setFile: (index: number, columns: FileColumns) =>
      setFiles((now) => now.map((one, at) => (at === index ? columns : one))),
    missing: missingRequired(fields, parts, drafts),
    ready: parts.every(({ header, columns }) => hasKey(header, columns, keyField)),
  };
};
