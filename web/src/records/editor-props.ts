import type { KeyboardEvent } from 'react';
import type { Option } from '../kit/combobox.tsx';
import type { Draft } from './draft.ts';
import type { FieldSpec } from './fields.ts';

/** What every editor of a field takes. */
export interface EditorProps {
  spec: FieldSpec;
  draft: Draft;
  /** `picked`: chosen from a list, so that a cell can save at once. */
  onDraft: (draft: Draft, how: 'typed' | 'picked') => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  onBlur?: () => void;
  id?: string;
  /** Opened in order to type: takes the focus. */
  opened?: boolean;
  invalid?: boolean;
  describedBy?: string;
  /** Stands in an empty box. */
  placeholder?: string;
}

/** What an editor that offers choices hands on to their box. */
export const chooser = (props: EditorProps) => ({
  onPick: (option: Option | undefined) => props.onDraft(option?.value ?? '', 'picked'),
  ...(props.onKeyDown ? { onKeyDown: props.onKeyDown } : {}),
  ...(props.onBlur ? { onBlur: props.onBlur } : {}),
  input: {
    ...(props.id ? { id: props.id } : {}),
    ...(props.opened ? { opened: true } : {}),
    ...(props.invalid ? { invalid: true } : {}),
    describedBy: props.describedBy,
    ...(props.placeholder ? { placeholder: props.placeholder } : {}),
  },
});
