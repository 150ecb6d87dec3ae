import './complaints.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { Option } from '../kit/combobox.tsx';
import { Combobox } from '../kit/combobox.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { EditorProps } from '../records/editor-props.ts';
import { chooser } from '../records/editor-props.ts';
import { causeTreeQuery } from './api.ts';
import { choicesOf, findCauses } from './cause-words.ts';

/** A cause is chosen from its tree: open it and walk, or type a word of it or of anything above it. */
export default function CausePicker(props: EditorProps) {
  const { lang } = useI18n();
  const { workspaceId } = useWorkspace();
  const tree = useQuery(causeTreeQuery(workspaceId));
  const [typed, setTyped] = useState('');
  const choices = choicesOf(tree.data?.items ?? [], lang, props.draft);
  const searching = typed.trim() !== '';
  const options = findCauses(choices, typed).map(
    ({ branch, path }): Option => ({
      value: branch.id,
      text: path.join(' › '),
      face: (
        <span
          className="hit-title ellipsis cp-branch"
          // What was found stands with its path, what is walked through with its depth.
          style={searching ? undefined : { paddingInlineStart: branch.depth * 16 }}
        >
          {searching ? path.join(' › ') : path.at(-1)}
          {branch.code ? <span className="hit-detail">{branch.code}</span> : null}
        </span>
      ),
    }),
  );
  const present = choices.find((one) => one.branch.id === props.draft);
  return (
    <Combobox
      {...chooser(props)}
      text={present?.path.join(' › ') ?? (props.draft ? '…' : '')}
      options={options}
      busy={tree.isPending}
      onType={setTyped}
    />
  );
}
