import { useState } from 'react';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import type { Edit } from './parts.tsx';
import { Line, Part, Verdict } from './parts.tsx';
import { SegmentsPart } from './segments-part.tsx';
import { tryCode } from './tester.ts';

function Tester({ pattern, example }: { pattern: string; example: string }) {
  const { t } = useI18n();
  const [code, setCode] = useState('');
  const right = code.trim() === '' || pattern === '' ? undefined : tryCode(pattern, code);
  return (
    <div className="st-tester">
      <Line label={t.standards.codeTest} hint={t.standards.testHint} fault={undefined}>
        {(tied) => (
          <input
            {...tied}
            className="input st-code"
            maxLength={100}
            spellCheck={false}
            placeholder={example}
            value={code}
            onChange={({ target }) => setCode(target.value)}
          />
        )}
      </Line>
      {code.trim() === '' ? null : right === undefined ? (
        <Verdict tone="bad">{t.standards.codeBroken}</Verdict>
      ) : right ? (
        <Verdict tone="good">{t.standards.codeRight}</Verdict>
      ) : (
        <Verdict tone="bad">{t.standards.codeWrong(example)}</Verdict>
      )}
    </div>
  );
}

/** The form of an entity's codes, with a place to try one. */
export function CodePart({ edit }: { edit: Edit }) {
  const { t, label } = useI18n();
  const { standard, entity, readOnly } = edit;
  const rule = standard.codeRule;
  const fields = entityFields(entity).filter((field) => field.type === 'text' && !field.computed);
  const likely = entity.keys.find((key) => fields.some((field) => field.name === key.field))?.field ?? fields[0]?.name;
  const set = (part: Partial<NonNullable<typeof rule>>) =>
    rule && edit.change({ ...standard, codeRule: { ...rule, ...part } });
  const remove = () => {
    const { codeRule: _gone, ...rest } = standard;
    edit.change(rest);
  };
  if (!likely) return null;
  if (!rule)
    return (
      <Part title={t.standards.code}>
        <p className="st-hint">{t.standards.codeNone}</p>
        {readOnly ? null : (
          <button
            type="button"
            className="btn small st-add"
            onClick={() => edit.change({ ...standard, codeRule: { field: likely, pattern: '', example: '' } })}
          >
            {t.standards.codeAdd}
          </button>
        )}
      </Part>
    );
  return (
    <Part title={t.standards.code}>
      <div className="st-form">
        <Line label={t.standards.codeField} fault={edit.fault('codeRule.field')}>
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={rule.field}
              disabled={readOnly}
              onChange={({ target }) => set({ field: target.value })}
            >
              {fields.some((field) => field.name === rule.field) ? null : <option>{rule.field}</option>}
              {fields.map((field) => (
                <option key={field.name} value={field.name}>
                  {label(field.label)}
                </option>
              ))}
            </select>
          )}
        </Line>
        {(['pattern', 'example'] as const).map((part) => (
          <Line
            key={part}
            label={t.standards.columns[part]}
            hint={part === 'pattern' ? t.standards.patternHint : t.standards.exampleHint}
            fault={edit.fault(`codeRule.${part}`)}
          >
            {(tied) => (
              <input
                {...tied}
                className="input st-code"
                maxLength={part === 'pattern' ? 300 : 100}
                spellCheck={false}
                value={rule[part]}
                disabled={readOnly || (part === 'pattern' && rule.segments !== undefined)}
                onChange={({ target }) => set({ [part]: target.value })}
              />
            )}
          </Line>
        ))}
        <SegmentsPart edit={edit} rule={rule} onChange={(next) => edit.change({ ...standard, codeRule: next })} />
        <Tester pattern={rule.pattern} example={rule.example} />
      </div>
      {readOnly ? null : (
        <button type="button" className="btn small quiet danger st-add" onClick={remove}>
          {t.standards.codeRemove}
        </button>
      )}
    </Part>
  );
}
