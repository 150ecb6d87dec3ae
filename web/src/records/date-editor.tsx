import { useEffect, useRef, useState } from 'react';
import { Calendar } from '../kit/calendar.tsx';
import { Popover } from '../kit/popover.tsx';
import { useFormat } from '../lib/format.ts';
import { focusNow, usePhone } from '../lib/hooks.ts';
import type { EditorProps } from './editor-props.ts';

/** A date, or date and time: typed or chosen from a month; a phone brings its own wheel. */
export function DateEditor(props: EditorProps) {
  const format = useFormat();
  const phone = usePhone();
  const box = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const { opened } = props;
  useEffect(() => {
    if (opened) focusNow(box.current);
  }, [opened]);
  const today = format.today();
  const day = /^\d{4}-\d{2}-\d{2}/.exec(props.draft)?.[0];
  const [month, setMonth] = useState((day ?? today).slice(0, 7));
  const timed = props.spec.type === 'datetime';
  const common = {
    id: props.id,
    className: 'input',
    'aria-invalid': props.invalid,
    'aria-describedby': props.describedBy,
    onKeyDown: props.onKeyDown,
    onBlur: props.onBlur,
  };
  if (phone) {
    const value = timed ? props.draft.replace(' ', 'T') : props.draft;
    return (
      <input
        {...common}
        type={timed ? 'datetime-local' : 'date'}
        value={value}
        onChange={(event) => props.onDraft(event.target.value.replace('T', ' '), 'typed')}
      />
    );
  }
  return (
    <>
      <input
        {...common}
        ref={box}
        autoComplete="off"
        inputMode="numeric"
        value={props.draft}
        placeholder={timed ? `${today} 09:00` : today}
        onFocus={(event) => {
          event.currentTarget.select();
          setOpen(true);
        }}
        onChange={(event) => props.onDraft(event.target.value, 'typed')}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          // The first Esc closes the month, not the dialog with everything typed in it; a cell's Esc gives up the cell.
          if (event.key === 'Escape' && open && opened === undefined) {
            event.preventDefault();
            event.stopPropagation();
            setOpen(false);
            return;
          }
          props.onKeyDown?.(event);
        }}
        onBlur={() => {
          setOpen(false);
          props.onBlur?.();
        }}
      />
      {open ? (
        <Popover anchor={box} onClose={() => setOpen(false)} className="calendar-panel">
          {/* The text keeps the focus, so that typing and choosing can be mixed. */}
          <div role="none" onPointerDown={(event) => event.preventDefault()}>
            <Calendar
              month={month}
              onMonth={setMonth}
              value={day ?? ''}
              today={today}
              onPick={(date) => {
                setOpen(false);
                props.onDraft(
                  timed ? `${date} ${props.draft.split(' ')[1] ?? '09:00'}` : date,
                  timed ? 'typed' : 'picked',
                );
              }}
            />
          </div>
        </Popover>
      ) : null}
    </>
  );
}
