import { useEffect, useRef, useState } from 'react';

interface TextProps {
  label: string;
  value: string;
  max: number;
  placeholder?: string;
  onSave: (value: string) => void;
}

/** A text that is saved when its field is left; Escape takes back what was typed. */
const useDraft = ({ value, onSave }: Pick<TextProps, 'value' | 'onSave'>) => {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return { draft, setDraft, commit: () => (draft.trim() === value ? setDraft(value) : onSave(draft.trim())) };
};

export function LineText({ label, value, max, placeholder, onSave }: TextProps) {
  const { draft, setDraft, commit } = useDraft({ value, onSave });
  return (
    <input
      className="input"
      aria-label={label}
      value={draft}
      maxLength={max}
      placeholder={placeholder}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit();
        if (event.key === 'Escape') setDraft(value);
      }}
    />
  );
}

/** A sentence that is seen as a whole: it has no line breaks, and Enter saves it. */
export function Sentence({ label, value, max, onSave }: TextProps) {
  const { draft, setDraft, commit } = useDraft({ value, onSave });
  return (
    <textarea
      className="input mt-sentence"
      aria-label={label}
      value={draft}
      maxLength={max}
      rows={1}
      onChange={(event) => setDraft(event.target.value.replace(/\s*\n\s*/g, ' '))}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
          event.preventDefault();
          commit();
        }
        if (event.key === 'Escape') setDraft(value);
      }}
    />
  );
}

export function LongText({ label, value, max, onSave }: TextProps) {
  const { draft, setDraft, commit } = useDraft({ value, onSave });
  return (
    <label className="mt-long">
      <span>{label}</span>
      <textarea
        className="input"
        value={draft}
        maxLength={max}
        rows={Math.min(8, Math.max(1, draft.split('\n').length))}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(value);
        }}
      />
    </label>
  );
}

/** A field at the end of a list: Enter adds what it says, and it is ready for the next one. */
export function AddLine({ label, max, onAdd }: { label: string; max: number; onAdd: (text: string) => void }) {
  const box = useRef<HTMLInputElement>(null);
  const add = () => {
    const text = box.current?.value.trim() ?? '';
    if (text === '' || !box.current) return;
    box.current.value = '';
    onAdd(text);
  };
  return (
    <input
      ref={box}
      className="input mt-add"
      aria-label={label}
      placeholder={label}
      maxLength={max}
      onBlur={add}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        add();
      }}
    />
  );
}
