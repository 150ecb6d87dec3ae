import { useEffect, useMemo, useRef } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { ProcessGraph } from '../process-graph/lazy.ts';
import type { DocumentProcess } from './api.ts';
import { passedStates, pathOf } from './path.ts';

const marks = { passed: 'check', current: 'right', ahead: undefined, skipped: undefined } as const;

/** The way of a document in one line, with the place where it stands in sight. */
export function PathStrip({ process }: { process: DocumentProcess }) {
  const { t, label } = useI18n();
  const { definition, standing } = process;
  const list = useRef<HTMLOListElement>(null);
  const stops = pathOf(definition, standing);
  const { state } = standing;
  useEffect(() => {
    const box = list.current;
    const here = box?.querySelector<HTMLElement>(`[data-state="${CSS.escape(state)}"]`);
    // The strip alone moves, not the page.
    if (box && here) box.scrollLeft = here.offsetLeft - (box.clientWidth - here.offsetWidth) / 2;
  }, [state]);
  return (
    <ol className="path" aria-label={t.process.path} ref={list}>
      {stops.map(({ id, mark }) => {
        const known = definition.states.find((one) => one.id === id);
        const icon = marks[mark];
        return (
          <li
            key={id}
            className={`stop ${mark}`}
            data-state={id}
            {...(mark === 'current' ? { 'aria-current': 'step' } : {})}
          >
            {icon ? <Icon name={icon} size={13} /> : null}
            <span>{known ? label(known.label) : id}</span>
            {known?.approval ? <span className="stop-approval">{t.process.marks.approval}</span> : null}
            {mark === 'current' ? null : <span className="hidden-text">{` (${t.process.marks[mark]})`}</span>}
          </li>
        );
      })}
    </ol>
  );
}

/** The whole process as a drawing, with the document's place on it. */
export function Diagram({ process }: { process: DocumentProcess }) {
  const { definition, standing } = process;
  const passed = useMemo(() => passedStates(standing), [standing]);
  return (
    <div className="proc-diagram">
      <ProcessGraph definition={definition} current={standing.state} passed={passed} compact />
    </div>
  );
}
