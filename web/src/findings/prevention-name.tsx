import type { PreventionType } from '../../../shared/findings/prevention.ts';
import { preventionTypes } from '../../../shared/findings/prevention.ts';
import { useI18n } from '../i18n/index.tsx';
import { RefChip } from '../records/value.tsx';
import { useProcessWords } from '../work/words.ts';

interface Link {
  type: unknown;
  ref: unknown;
  version?: unknown;
}

const linkOf = (of: Readonly<Record<string, unknown>>): Link =>
  'preventionType' in of
    ? { type: of['preventionType'], ref: of['preventionRef'], version: of['preventionVersion'] }
    : { type: of['type'], ref: of['ref'], version: of['version'] };

/** What came of a finding, in words: `Version of a process: Sales order, version 3`. */
export function PreventionName({ of }: { of: Readonly<Record<string, unknown>> }) {
  const { t, label } = useI18n();
  const words = useProcessWords();
  const { type, ref, version } = linkOf(of);
  const kind = label(preventionTypes[type as PreventionType]);
  const named = type === 'process' ? words.process(String(ref)) : type === 'lesson' ? String(ref) : undefined;
  return (
    <span className="fnd-prevention">
      {[kind, named].filter(Boolean).join(t.findings.preventions.colon)}
      {typeof version === 'number' ? ` · ${t.findings.preventions.version(String(version))}` : null}
      {type === 'entry' ? <RefChip id={String(ref)} /> : null}
    </span>
  );
}
