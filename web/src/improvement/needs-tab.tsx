import '../styles/sales.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { departments, need } from '../../../shared/improvement/need.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { summaryQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import type { CardProps } from '../records/board/process-board.tsx';
import { ProcessBoard } from '../records/board/process-board.tsx';
import type { View } from '../records/view.ts';
import { warmRecord } from '../records/warm.ts';
import { useDefinition } from '../work/words.ts';
import { forgetLists } from './api.ts';
import { numberOf, textOf } from './figures.tsx';

const CreateDrawer = part(() => import('../records/create-drawer.tsx'));

const view: View = { conditions: [], sort: undefined, columns: undefined, archived: 'no', q: '', shape: 'board' };

/** A need in a few lines: whose, how urgent, and what it is measured by. */
function NeedCard({ record, menu }: CardProps) {
  const { t, label } = useI18n();
  const words = t.improvement.needs;
  const { workspaceId } = useWorkspace();
  const department = departments[record['department'] as keyof typeof departments];
  const priority = numberOf(record['priority']);
  const owner = textOf(record.ownerId);
  return (
    <article className="board-card" onPointerEnter={() => warmRecord(workspaceId, need.name, record.id)}>
      <div className="board-card-head">
        <Link href={`/needs/${record.id}`} className="board-card-title" draggable={false}>
          {titleOf(record)}
        </Link>
        {menu}
      </div>
      <div className="board-card-foot">
        {department ? <span className="badge">{label(department)}</span> : null}
        {priority === undefined ? null : (
          <span className="badge info" title={words.priorityHint}>
            {words.priority(String(priority))}
          </span>
        )}
      </div>
      {owner ? (
        <div className="board-card-account">
          <Person id={owner} />
        </div>
      ) : null}
    </article>
  );
}

/** The wish list as a board: a column for each stage. */
export function NeedsTab() {
  const { t, label } = useI18n();
  const words = t.improvement.needs;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const definition = useDefinition('need');
  const counts = useQuery(summaryQuery(ws, need.name, { group: 'status' }));
  const states = definition?.states ?? [];
  const nameOf = (id: string) => label(states.find((one) => one.id === id)?.label ?? { en: id, zh: id });
  return (
    <>
      <p className="q-text">{counts.data?.total === 0 ? words.none : words.intro}</p>
      <div className="im-tools">
        {canWrite('improvement') ? (
          <button type="button" className="btn primary" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {words.add}
          </button>
        ) : null}
      </div>
      {definition ? (
        <ProcessBoard
          entity={need}
          view={view}
          columns={states.map((one) => ({ id: one.id, states: [one.id] }))}
          nameOf={nameOf}
          sortOf={() => '-priority'}
          label={words.stage}
          empty={words.empty}
          Card={NeedCard}
        />
      ) : null}
      {adding ? (
        <CreateDrawer
          entity={need}
          onClose={() => {
            setAdding(false);
            forgetLists(ws, need.name);
          }}
        />
      ) : null}
    </>
  );
}
