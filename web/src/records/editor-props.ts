import type { KeyboardEvent } from 'react';
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
}
