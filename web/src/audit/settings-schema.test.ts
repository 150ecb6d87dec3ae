import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { rules } from '../../../shared/audit/catalogue.ts';
import { readSetting, settingFields, titleIn } from './settings-schema.ts';

describe('settings of rules', () => {
  it('become fields with their bounds', () => {
    const schema = z.toJSONSchema(
      z.strictObject({
        hours: z.int().min(1).max(720).default(24).meta({ title: 'Hours / 小时' }),
        strict: z.boolean().default(false),
        way: z.enum(['a', 'b']),
      }),
      { io: 'input' },
    );
    expect(settingFields(schema)).toEqual([
      { name: 'hours', kind: 'integer', title: 'Hours / 小时', min: 1, max: 720, fallback: 24 },
      { name: 'strict', kind: 'boolean', title: 'strict', fallback: false },
      { name: 'way', kind: 'choice', title: 'way', choices: ['a', 'b'] },
    ]);
    expect(settingFields({})).toEqual([]);
  });
  it('can be offered for every rule of the catalogue', () => {
    for (const rule of rules) {
      const schema = z.toJSONSchema(rule.settings, { io: 'input' });
      expect(
        settingFields(schema).map((field) => field.name),
        rule.id,
      ).toEqual(Object.keys(schema.properties ?? {}));
    }
  });
  it('have titles in both languages', () => {
    expect(titleIn('Hours allowed / 允许的小时数', 'en')).toBe('Hours allowed');
    expect(titleIn('Hours allowed / 允许的小时数', 'zh-CN')).toBe('允许的小时数');
    expect(titleIn('Plain', 'zh-CN')).toBe('Plain');
  });
  it('are read within their bounds', () => {
    const hours = { name: 'h', kind: 'integer', title: 'h', min: 1, max: 10 } as const;
    expect(['5', '0', '11', '1.5', '', 'x'].map((typed) => readSetting(hours, typed))).toEqual([
      5,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(readSetting({ name: 'c', kind: 'choice', title: 'c', choices: ['a'] }, 'b')).toBeUndefined();
    expect(readSetting({ name: 'b', kind: 'boolean', title: 'b' }, 'true')).toBe(true);
  });
});
