import type { CodeRule } from '../../../shared/codes/code-rule.ts';
import { patternOfSegments, segmentsOf, seriesOf } from '../../../shared/codes/code-rule.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { CodeSegment } from '../../../shared/standards/standard.ts';
import { useI18n } from '../i18n/index.tsx';
import type { Edit } from './parts.tsx';
import { RemoveButton } from './parts.tsx';

type Kind = CodeSegment['kind'];

const fresh: Record<Kind, CodeSegment> = {
  text: { kind: 'text', value: 'C' },
  field: { kind: 'field', field: '', map: {} },
  year: { kind: 'year', digits: 4 },
  number: { kind: 'number', digits: 6 },
  check: { kind: 'check', of: 'luhn' },
};

/** Letters for values as they are typed: `value = letters`, one a line. */
const readMap = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(/\r?\n/).flatMap((line) => {
      const [value = '', letters = ''] = line.split(/[=＝]/).map((part) => part.trim());
      return value && letters ? [[value, letters]] : [];
    }),
  );

/** A rule whose pattern and example follow from its parts. */
export const withSegments = (rule: CodeRule, segments: CodeSegment[]): CodeRule => {
  const first = segments.flatMap((one) => (one.kind === 'field' ? [[one.field, Object.keys(one.map)[0] ?? '']] : []));
  const series = seriesOf(segments, { data: Object.fromEntries(first), year: '2026' });
  return { ...rule, segments, pattern: patternOfSegments(segments), example: series?.code(123) ?? rule.example };
};

interface SegmentProps {
  edit: Edit;
  segment: CodeSegment;
  onChange: (next: CodeSegment) => void;
}

function SegmentFields({ edit, segment, onChange }: SegmentProps) {
  const { t, label } = useI18n();
  const words = t.standards.segments;
  const common = { className: 'input', disabled: edit.readOnly };
  switch (segment.kind) {
    case 'text':
      return (
        <input
          {...common}
          aria-label={words.kinds.text}
          maxLength={20}
          value={segment.value}
          onChange={({ target }) => onChange({ ...segment, value: target.value.trim() })}
        />
      );
    case 'year':
      return (
        <select
          {...common}
          aria-label={words.digits}
          value={segment.digits}
          onChange={({ target }) => onChange({ ...segment, digits: target.value === '2' ? 2 : 4 })}
        >
          <option value="4">2026</option>
          <option value="2">26</option>
        </select>
      );
    case 'number':
      return (
        <input
          {...common}
          type="number"
          min={1}
          max={12}
          aria-label={words.digits}
          value={segment.digits}
          onChange={({ target }) =>
            onChange({ ...segment, digits: Math.min(12, Math.max(1, Math.trunc(Number(target.value)) || 1)) })
          }
        />
      );
    case 'check':
      return (
        <select
          {...common}
          aria-label={words.kinds.check}
          value={segment.of}
          onChange={({ target }) => onChange({ ...segment, of: target.value === 'mod11' ? 'mod11' : 'luhn' })}
        >
          <option value="luhn">Luhn</option>
          <option value="mod11">ISO 7064 MOD 11,10</option>
        </select>
      );
    case 'field':
      return (
        <>
          <select
            {...common}
            aria-label={words.kinds.field}
            value={segment.field}
            onChange={({ target }) => onChange({ ...segment, field: target.value })}
          >
            <option value="">{t.standards.choose}</option>
            {entityFields(edit.entity)
              .filter(({ type }) => type === 'enum' || type === 'text' || type === 'country' || type === 'ref')
              .map((field) => (
                <option key={field.name} value={field.name}>
                  {label(field.label)}
                </option>
              ))}
          </select>
          <textarea
            {...common}
            rows={3}
            aria-label={words.map}
            placeholder={words.mapHint}
            defaultValue={Object.entries(segment.map)
              .map(([value, letters]) => `${value} = ${letters}`)
              .join('\n')}
            onChange={({ target }) => onChange({ ...segment, map: readMap(target.value) })}
          />
        </>
      );
  }
}

interface Props {
  edit: Edit;
  rule: CodeRule;
  onChange: (next: CodeRule) => void;
}

/** The parts from which the system puts the next code together. Without them the pattern is written by hand. */
export function SegmentsPart({ edit, rule, onChange }: Props) {
  const { t } = useI18n();
  const words = t.standards.segments;
  const { segments } = rule;
  const change = (next: CodeSegment[]) => onChange(withSegments(rule, next));
  const byHand = () => {
    const { segments: _gone, ...rest } = rule;
    onChange(rest);
  };
  if (!segments)
    return edit.readOnly ? null : (
      <button
        type="button"
        className="btn small st-add"
        onClick={() => change([...(segmentsOf(rule) ?? [fresh.text, fresh.number])])}
      >
        {words.begin}
      </button>
    );
  return (
    <fieldset className="st-segments">
      <legend>{words.title}</legend>
      {segments.map((segment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names; their place is what they are
        <div key={`${index}-${segment.kind}`} className="st-segment">
          <span className="chip">{words.kinds[segment.kind]}</span>
          <SegmentFields
            edit={edit}
            segment={segment}
            onChange={(next) => change(segments.map((one, at) => (at === index ? next : one)))}
          />
          {edit.readOnly || segments.length === 1 ? null : (
            <RemoveButton
              label={words.remove(words.kinds[segment.kind])}
              onRemove={() => change(segments.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {edit.fault('codeRule.segments') ? <p className="form-fault">{edit.fault('codeRule.segments')}</p> : null}
      {edit.readOnly ? null : (
        <div className="st-segment-add">
          {(Object.keys(fresh) as Kind[])
            .filter((kind) => kind !== 'number' || !segments.some((one) => one.kind === 'number'))
            .map((kind) => (
              <button
                key={kind}
                type="button"
                className="btn quiet small"
                onClick={() => change([...segments, fresh[kind]])}
              >
                + {words.kinds[kind]}
              </button>
            ))}
          <button type="button" className="btn quiet small" onClick={byHand}>
            {words.byHand}
          </button>
        </div>
      )}
    </fieldset>
  );
}
