import { applyMapping, type MappedRow, type MappingPlan } from '../../shared/imports/mapping.ts';
import { FileFault, type SourceRow } from '../../shared/imports/source.ts';
import type { ImportedValue } from '../../shared/imports/values.ts';
import type { FieldFaultCode } from '../../shared/kernel/problem.ts';

/** One file of an import: the primary first, then its companions in the order in which they may fill fields. */
export interface CutSource {
  rows: AsyncIterable<SourceRow> | Iterable<SourceRow>;
  plan: MappingPlan;
}

export interface PortionRow {
  /** Index of the file in the import. */
  file: number;
  /** The number that a spreadsheet shows for the row. */
  row: number;
  values: Record<string, ImportedValue>;
  asImported: Record<string, string>;
  faults?: Record<string, FieldFaultCode>;
  trimmed: string[];
  ragged?: true;
}

/** All rows, of all files, that carry one key. A row without a key is alone in its group. */
export interface RowGroup {
  key: string | null;
  rows: PortionRow[];
}

/** What one worker call carries out. Plain data: it survives JSON. */
export interface Portion {
  index: number;
  groups: RowGroup[];
}

/** What became of the rows of one file: `rows` is exactly `grouped` plus the length of `blankRows`. */
export interface FileTotals {
  /** Rows behind the header. */
  rows: number;
  /** Rows that lie in a portion. */
  grouped: number;
  /** Numbers of the rows without usable content: the outcome "blank". */
  blankRows: number[];
  /** Of the grouped rows: without a key. */
  keyless: number;
  /** Of the grouped rows: with more or fewer cells than the header. */
  ragged: number;
  /** Of the grouped rows: with text that did not parse. */
  faulty: number;
}

export interface CutLimits {
  /** Groups in a portion. */
  groups: number;
  /** Rows in a portion; one group larger than this is a portion of its own and stays whole. */
  rows: number;
  /** Rows with content of all files together. */
  totalRows: number;
}

export const defaultCutLimits: CutLimits = { groups: 250, rows: 1_000, totalRows: 200_000 };

export interface Cut {
  portions: Portion[];
  /** Per file, in the order of the sources. */
  totals: FileTotals[];
}

const isBlank = (mapped: MappedRow): boolean =>
  Object.keys(mapped.values).length === 0 && Object.keys(mapped.asImported).length === 0;

const portionRow = (file: number, row: SourceRow, mapped: MappedRow): PortionRow => ({
  file,
  row: row.rowNumber,
  values: mapped.values,
  asImported: mapped.asImported,
  ...(mapped.faults ? { faults: mapped.faults } : {}),
  trimmed: mapped.trimmed,
  ...(row.ragged ? { ragged: true as const } : {}),
});

const toPortions = (groups: readonly RowGroup[], limits: CutLimits): Portion[] => {
  const portions: Portion[] = [];
  let open: Portion | undefined;
  let openRows = 0;
  for (const group of groups) {
    if (!open || open.groups.length >= limits.groups || openRows + group.rows.length > limits.rows) {
      open = { index: portions.length, groups: [] };
      openRows = 0;
      portions.push(open);
    }
    open.groups.push(group);
    openRows += group.rows.length;
  }
  return portions;
};

/**
 * Reads the files of one import to their ends and cuts them into portions such that all rows of one key lie in the same
 * portion: two workers never write the same record. Groups stand in the order of their first row (file by file), rows in
 * the order of the files; the same files give the same portions. Every row is either in exactly one group or blank.
 * @throws FileFault as the readers, and `too-many-rows` over all files together
 */
export const cutPortions = async (sources: readonly CutSource[], limits: Partial<CutLimits> = {}): Promise<Cut> => {
  const within = { ...defaultCutLimits, ...limits };
  const groups: RowGroup[] = [];
  const byKey = new Map<string, RowGroup>();
  const totals: FileTotals[] = [];
  let grouped = 0;
  for (const [file, { rows, plan }] of sources.entries()) {
    const count: FileTotals = { rows: 0, grouped: 0, blankRows: [], keyless: 0, ragged: 0, faulty: 0 };
    totals.push(count);
    for await (const row of rows) {
      count.rows++;
      const mapped = applyMapping(row, plan);
      if (isBlank(mapped)) {
        count.blankRows.push(row.rowNumber);
        continue;
      }
      if (++grouped > within.totalRows) throw new FileFault('too-many-rows', { row: row.rowNumber });
      count.grouped++;
      if (row.ragged) count.ragged++;
      if (mapped.faults) count.faulty++;
      const entry = portionRow(file, row, mapped);
      const known = mapped.key === undefined ? undefined : byKey.get(mapped.key);
      if (known) {
        known.rows.push(entry);
        continue;
      }
      const group: RowGroup = { key: mapped.key ?? null, rows: [entry] };
      groups.push(group);
      if (mapped.key === undefined) count.keyless++;
      else byKey.set(mapped.key, group);
    }
  }
  return { portions: toPortions(groups, within), totals };
};
