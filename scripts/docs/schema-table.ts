/** As much of JSON Schema as the document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  example?: unknown;
  description?: string;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  'x-label-zh'?: string;
}

/** A line of a schema's table. */
export interface SchemaRow {
  name: string;
  required: boolean;
  type: string;
  /** Name of the schema that it refers to. */
  ref?: string;
  description?: string;
  zh?: string;
}

/** Objects inside objects are spread out this far; deeper ones are named by their type alone. */
const DEPTH = 3;

export const refName = (schema: JsonSchema): string | undefined => schema.$ref?.split('/').at(-1);

const limits = (schema: JsonSchema): string => {
  const range = [
    schema.minimum === undefined ? '' : `≥ ${schema.minimum}`,
    schema.maximum === undefined ? '' : `≤ ${schema.maximum}`,
  ]
    .filter(Boolean)
    .join(', ');
  const parts = [
    schema.maxLength === undefined ? '' : `≤ ${schema.maxLength}`,
    range,
    schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`,
  ].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join('; ')})` : '';
};

const typeOf = (schema: JsonSchema): string => {
  const name = refName(schema);
  if (name) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return [...new Set(variants.map(typeOf))].join(' | ');
  if (schema.type === 'array') return `${schema.items ? typeOf(schema.items) : 'any'}[]`;
  const types = [schema.type ?? 'any'].flat().join(' | ');
  return `${types}${schema.format ? ` ${schema.format}` : ''}${limits(schema)}`;
};

const refIn = (schema: JsonSchema): string | undefined =>
  refName(schema) ?? (schema.items && refIn(schema.items)) ?? schema.anyOf?.map(refIn).find(Boolean);

/** The object behind a property, whose own properties are worth their lines. */
const inner = (schema: JsonSchema): { schema: JsonSchema; suffix: string } | undefined => {
  if (schema.properties) return { schema, suffix: '' };
  if (schema.items?.properties) return { schema: schema.items, suffix: '[]' };
  const variant = schema.anyOf?.find((one) => one.properties);
  return variant ? { schema: variant, suffix: '' } : undefined;
};

const rowsOf = (schema: JsonSchema, prefix: string, depth: number): SchemaRow[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const ref = refIn(property);
    const zh = property['x-label-zh'];
    const row: SchemaRow = {
      name: `${prefix}${name}`,
      required: schema.required?.includes(name) ?? false,
      type: typeOf(property),
      ...(ref ? { ref } : {}),
      ...(property.description ? { description: property.description } : {}),
      ...(zh ? { zh } : {}),
    };
    const below = depth < DEPTH ? inner(property) : undefined;
    return below ? [row, ...rowsOf(below.schema, `${prefix}${name}${below.suffix}.`, depth + 1)] : [row];
  });

/** The lines of a schema's table; the variants of a choice one after the other. */
export const schemaRows = (schema: JsonSchema | undefined): SchemaRow[] => {
  if (!schema) return [];
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return variants.flatMap((one) => rowsOf(one, '', 1));
  return rowsOf(schema, '', 1);
};
