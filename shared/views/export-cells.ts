import type { Entity } from '../kernel/entity.ts';
import { entityFields } from '../kernel/entity.ts';
import type { FieldInfo, Label } from '../kernel/field.ts';
import { fieldsOf } from '../kernel/field.ts';
import { currencyExponent } from '../kernel/money.ts';
import { customInfo } from '../standards/custom.ts';
import type { EntityStandard } from '../standards/standard.ts';

export type Language = 'en' | 'zh-CN';

/** What stands in a cell. `day` is YYYY-MM-DD, `time` YYYY-MM-DD HH:MM:SS on the workspace's clock, `amount` major units. */
export type Cell =
  | string
  | number
  | { day: string }
  | { time: string }
  | { amount: number; digits: number }
  | undefined;

/** A record as an export reads it: what it says at a column, and the line that its row is of. */
export interface Source {
  data: Readonly<Record<string, unknown>>;
  line?: Readonly<Record<string, unknown>> | undefined;
}

/** What cells need to know of the workspace. */
export interface CellContext {
  language: Language;
  timeZone: string;
  /** Of amounts in records that name no currency. */
  currency: string;
  /** What people call a record; undefined for one that the reader does not reach. */
  nameOf: (kind: string, id: string) => string | undefined;
}

/** A column of a file. `full`: its values are not in the list's rows, records have to be read. */
export interface ExportColumn {
  name: string;
  header: string;
  full: boolean;
  /** Its values are of the record's lines. */
  ofLines: boolean;
  cell: (source: Source) => Cell;
}

const word = (label: Label, language: Language): string => (language === 'en' ? label.en : label.zh);

const yes: Label = { en: 'Yes', zh: '是' };
const no: Label = { en: 'No', zh: '否' };

const clocks = new Map<string, (iso: string) => string>();
/** The workspace's clock at an instant: YYYY-MM-DD HH:MM:SS. The last minutes are remembered: a file has the same ones again and again. */
const clockOf = (timeZone: string): ((iso: string) => string) => {
  let known = clocks.get(timeZone);
  if (!known) {
    const form = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    const seen = new Map<string, string>();
    known = (iso) => {
      const minute = iso.slice(0, 16);
      let shown = seen.get(minute);
      if (shown === undefined) {
        if (seen.size > 20_000) seen.clear();
        shown = form.format(new Date(`${minute}:00Z`)).slice(0, 17);
        seen.set(minute, shown);
      }
      return shown + iso.slice(17, 19);
    };
    clocks.set(timeZone, known);
  }
  return known;
};

const amountIn = (value: number, currency: string): Cell => {
  let digits = 2;
  try {
    digits = currencyExponent(currency);
  } catch {
    // An imported record may name what is no currency.
  }
  return { amount: value / 10 ** digits, digits };
};

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}.*Z$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** A value in the words of its field; what does not fit the field (an import brought it) as the text that it is. */
export const cellOf = (
  field: Pick<FieldInfo, 'type' | 'values' | 'ref'>,
  value: unknown,
  context: CellContext & { amounts: string },
): Cell => {
  if (value === undefined || value === null || value === '') return undefined;
  const { language } = context;
  if (Array.isArray(value)) return value.map(textOf).join(language === 'en' ? ', ' : '、');
  if (typeof value === 'boolean') return word(value ? yes : no, language);
  if (typeof value === 'number') return field.type === 'money' ? amountIn(value, context.amounts) : value;
  if (typeof value !== 'string') return textOf(value);
  if (field.type === 'enum') {
    const found = field.values?.find((one) => one.value === value);
    return found ? word(found.label, language) : value;
  }
  if (field.type === 'ref' && field.ref) return context.nameOf(field.ref, value) ?? value;
  if (field.type === 'date' && day.test(value)) return { day: value };
  if (field.type === 'datetime' && instant.test(value)) return { time: clockOf(context.timeZone)(value) };
  return value;
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const stamp = (name: string, type: FieldInfo['type'], label: Label): FieldInfo => ({
  name,
  type,
  label,
  required: false,
  ...(type === 'ref' ? { ref: 'member' as const } : {}),
});

/** Columns of the envelope, as lists show them. */
const envelope: readonly FieldInfo[] = [
  stamp('createdAt', 'datetime', { en: 'Created', zh: '创建时间' }),
  stamp('updatedAt', 'datetime', { en: 'Changed', zh: '更新时间' }),
  stamp('createdBy', 'ref', { en: 'Created by', zh: '创建人' }),
  stamp('updatedBy', 'ref', { en: 'Changed by', zh: '修改人' }),
  stamp('verifiedAt', 'datetime', { en: 'Verified', zh: '核实时间' }),
  stamp('occurredAt', 'datetime', { en: 'Happened', zh: '发生时间' }),
  stamp('enteredAt', 'datetime', { en: 'Entered', zh: '录入时间' }),
  stamp('source', 'text', { en: 'Source', zh: '来源' }),
  stamp('teamId', 'text', { en: 'Team', zh: '团队' }),
  stamp('version', 'integer', { en: 'Version', zh: '版本' }),
  stamp('id', 'text', { en: 'Id', zh: '系统编号' }),
];
const owner = stamp('ownerId', 'ref', { en: 'Owner', zh: '负责人' });

/** Fields that a file can have a column of: declared, the workspace's own, envelope; of lines as `lines.<field>`. */
const fieldsFor = (entity: Entity, standard: EntityStandard): FieldInfo[] => [
  ...entityFields(entity),
  ...standard.custom.map(customInfo),
  ...(entity.owned ? [owner] : []),
  ...envelope,
  ...(entity.lines ? fieldsOf(entity.lines).map((field) => ({ ...field, name: `lines.${field.name}` })) : []),
];

/** The columns of a file without a choice: what the record says of itself, whose it is, and when it was made and changed. */
export const usualColumns = (entity: Entity, standard: EntityStandard): string[] => [
  ...entityFields(entity).flatMap((field) => (['grants', 'certificates'].includes(field.name) ? [] : [field.name])),
  ...standard.custom.map((field) => `custom.${field.name}`),
  ...(entity.owned ? [owner.name] : []),
  'createdAt',
  'updatedAt',
];

/** Whether a name is that of a column that a file can have. `<ref>.id` is the id beside a name. */
export const isExportColumn = (entity: Entity, standard: EntityStandard, name: string): boolean => {
  const fields = fieldsFor(entity, standard);
  const plain = fields.some((field) => field.name === name);
  return plain || (name.endsWith('.id') && fields.some((field) => field.type === 'ref' && `${field.name}.id` === name));
};

const valueAt = ({ data, line }: Source, name: string): unknown => {
  if (name.startsWith('lines.')) return line?.[name.slice(6)];
  if (name.startsWith('custom.')) return (data['custom'] as Record<string, unknown> | undefined)?.[name.slice(7)];
  return data[name];
};

const currencyLabel: Label = { en: 'Currency', zh: '币种' };

/**
 * The columns of a file by their names. Amounts are in major units; where the records name their currency, it stands beside the
 * first amount, else in the heading.
 */
export const exportColumns = (
  entity: Entity,
  standard: EntityStandard,
  names: readonly string[],
  context: CellContext,
): ExportColumn[] => {
  const fields = new Map(fieldsFor(entity, standard).map((field) => [field.name, field]));
  const named = Object.hasOwn(entity.fields, 'currency');
  const own = new Map(standard.custom.map((field) => [`custom.${field.name}`, field.currency]));
  const columns: ExportColumn[] = [];
  const currency = (): ExportColumn => ({
    name: 'currency',
    header: word(fields.get('currency')?.label ?? currencyLabel, context.language),
    full: false,
    ofLines: false,
    cell: ({ data }) => (typeof data['currency'] === 'string' ? data['currency'] : context.currency),
  });
  for (const name of names) {
    const idOf = fields.has(name) ? undefined : fields.get(name.replace(/\.id$/, ''));
    const field = fields.get(name) ?? idOf;
    if (!field) continue;
    const fixed = own.get(name) ?? (named ? undefined : context.currency);
    const header = word(field.label, context.language);
    columns.push({
      name,
      header: idOf ? `${header} ID` : field.type === 'money' && fixed ? `${header} (${fixed})` : header,
      full: field.type === 'longText' || name.startsWith('lines.'),
      ofLines: name.startsWith('lines.'),
      cell: (source) => {
        const value = valueAt(source, field.name);
        if (idOf) return value === undefined || value === null ? undefined : textOf(value);
        const told = source.data['currency'];
        const amounts = fixed ?? (typeof told === 'string' ? told : context.currency);
        return cellOf(field, value, { ...context, amounts });
      },
    });
    if (
      field.type === 'money' &&
      !fixed &&
      !names.includes('currency') &&
      columns.every((one) => one.name !== 'currency')
    )
      columns.push(currency());
  }
  return columns;
};

/** A cell as text of a CSV file. */
export const plainCell = (cell: Cell): string | number | undefined => {
  if (typeof cell !== 'object') return cell;
  if ('day' in cell) return cell.day;
  return 'time' in cell ? cell.time : cell.amount.toFixed(cell.digits);
};
