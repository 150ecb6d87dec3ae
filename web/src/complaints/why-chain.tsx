import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { saveRecord } from '../records/save.ts';
import { whyLines, whysOf } from './times.ts';

/** Questions that stand there from the beginning. */
const LEAST = 3;

const storedWhys = (record: WebRecord): readonly string[] =>
  Array.isArray(record['whys']) ? record['whys'].map(String) : [];

/** Why, and why again: each answer asks for the next one, until it is something that can be changed. */
export function WhyChain({ record, editable }: { record: WebRecord; editable: boolean }) {
  const i18n = useI18n();
  const words = i18n.t.complaints.why;
  const { workspaceId: ws } = useWorkspace();
  const stored = storedWhys(record);
  const [typed, setTyped] = useState<readonly string[]>();
  const lines = typed ?? whyLines(stored, LEAST);
  const save = async () => {
    if (typed === undefined) return;
    const whys = whysOf(typed);
    if (JSON.stringify(whys) === JSON.stringify(stored)) return setTyped(undefined);
    try {
      await saveRecord(ws, record, { whys: whys.length > 0 ? whys : null });
      setTyped(undefined);
    } catch (error) {
      // What was typed stays.
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  if (!editable && stored.length === 0) return null;
  return (
    <div className="cp-whys" data-field="whys">
      <h3>{words.title}</h3>
      <ol
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) void save();
        }}
      >
        {(editable ? lines : stored).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a chain: its places are what its answers are called by
          <li key={index}>
            {editable ? (
              <input
                className="input"
                autoComplete="off"
                maxLength={200}
                aria-label={words.ask(String(index + 1))}
                placeholder={index === 0 || lines[index - 1]?.trim() ? words.placeholder : ''}
                value={line}
                onChange={(event) => {
                  const next = lines.map((one, at) => (at === index ? event.target.value : one));
                  setTyped(next.at(-1)?.trim() ? [...next, ''] : next);
                }}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                  event.preventDefault();
                  const following = event.currentTarget.closest('li')?.nextElementSibling?.querySelector('input');
                  if (following && !(event.ctrlKey || event.metaKey)) following.focus();
                  else event.currentTarget.blur();
                }}
              />
            ) : (
              line
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
