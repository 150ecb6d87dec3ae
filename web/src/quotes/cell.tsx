import { useLayoutEffect, useRef, useState } from 'react';

interface Props {
  at: { row: number; column: string };
  /** How the value stands there while nobody types. */
  face: string;
  /** The text with which typing begins. */
  draft: string;
  label: string;
  kind: 'text' | 'number';
  invalid: boolean;
  onType: (text: string) => void;
}

/** A cell that one types into: the text as typed while the cursor is there, the value in words afterwards. */
export function Cell({ at, face, draft, label, kind, invalid, onType }: Props) {
  const box = useRef<HTMLInputElement>(null);
  const [own, setOwn] = useState<string>();
  const [start, setStart] = useState('');
  const typing = own !== undefined;
  useLayoutEffect(() => {
    // Typing replaces the whole value, as in a spreadsheet; the text has only now become the draft.
    if (typing) box.current?.select();
  }, [typing]);
  return (
    <input
      ref={box}
      className={`deal-input${kind === 'number' ? ' number' : ''}`}
      autoComplete="off"
      aria-label={label}
      aria-invalid={invalid}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      data-row={at.row}
      data-column={at.column}
      value={own ?? face}
      title={typing ? undefined : face}
      onFocus={() => {
        setOwn(draft);
        setStart(draft);
      }}
      onChange={(event) => {
        setOwn(event.target.value);
        onType(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || own === undefined || own === start) return;
        event.preventDefault();
        event.stopPropagation();
        setOwn(start);
        onType(start);
      }}
      onBlur={() => setOwn(undefined)}
    />
  );
}
