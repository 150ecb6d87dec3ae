import { useMemo } from 'react';
import { suggestMapping } from '../../../shared/imports/suggest.ts';
import { Note } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import type { ImportFile } from './api.ts';
import type { FileColumns } from './columns.ts';
import {
  flatten,
  hasKey,
  sampleKeys,
  samplesOf,
  sharedFields,
  strangeKeys,
  withAnother,
  withEntry,
  withoutEntry,
} from './columns.ts';
import { useFieldName } from './field-picker.tsx';
import type { MapContext } from './map-line.tsx';
import { MapLine } from './map-line.tsx';
import { bytesText } from './upload.ts';

interface Props {
  context: MapContext;
  file: ImportFile;
  columns: FileColumns;
  keyField: string;
  /** Keys in the sample of the main file, for its companions. */
  mainKeys?: readonly string[] | undefined;
  /** What the server said about columns, by name. */
  problems: ReadonlyMap<string, string>;
  onChange: (columns: FileColumns) => void;
}

/** The columns of one file and the fields that they go to. */
export function MapTable({ context, file, columns, keyField, mainKeys, problems, onChange }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const name = useFieldName(context.fields);
  const header = file.header ?? [];
  const suggestion = useMemo(
    () => suggestMapping(file.header ?? [], file.sample ?? [], context.fields),
    [file, context.fields],
  );
  const used = header.filter((column) => (columns[column] ?? []).some((entry) => entry.field !== null)).length;
  const size = bytesText(file.size);
  const strange = mainKeys
    ? strangeKeys(mainKeys, sampleKeys(file, columns, { ...context, key: keyField }))
    : undefined;
  const confidenceOf = (column: string, field: string | null): number | undefined =>
    suggestion.columns.find((one) => one.column === column)?.field === field
      ? suggestion.confidence[column]
      : undefined;
  return (
    <section className="imp-map" aria-label={file.fileName}>
      <header className="imp-map-head">
        <h2>{file.fileName}</h2>
        <span className="q-quiet">
          {t.imports.fileRows(t.imports.size(format.number(size.n), size.unit), file.encoding ?? '')}
        </span>
        <span className="spread" />
        <span className="q-quiet">{t.imports.mappedCount(format.number(used), format.number(header.length))}</span>
      </header>
      {hasKey(header, columns, keyField) ? null : <Note tone="bad">{t.imports.needsKey(name(keyField))}</Note>}
      {strange ? <Note tone="warn">{t.imports.strangeKeys(strange.main, strange.other)}</Note> : null}
      {sharedFields(header, columns).map((field) => (
        <Note key={field} tone="warn">
          {t.imports.sharedField(name(field))}
        </Note>
      ))}
      <div className="imp-line head" aria-hidden="true">
        <span>{t.imports.column}</span>
        <span>{t.imports.samples}</span>
        <span>{t.imports.field}</span>
        <span>{t.imports.sure}</span>
        <span>{t.imports.result}</span>
        <Icon name="rule" />
      </div>
      {header.flatMap((column) =>
        (columns[column] ?? []).map((entry, index) => (
          <MapLine
            // biome-ignore lint/suspicious/noArrayIndexKey: the uses of a column have no other name
            key={`${column} ${index}`}
            context={context}
            entry={entry}
            index={index}
            samples={samplesOf(file, column, 6)}
            confidence={index === 0 ? confidenceOf(column, entry.field) : undefined}
            problem={problems.get(column)}
            actions={{
              change: (next) => onChange(withEntry(columns, index, next)),
              another: () => onChange(withAnother(columns, column)),
              drop: () => onChange(withoutEntry(columns, column, index)),
            }}
          />
        )),
      )}
      {flatten(header, columns).every((entry) => entry.field === null) ? (
        <p className="quiet-text">{t.imports.nothingMapped}</p>
      ) : null}
    </section>
  );
}
