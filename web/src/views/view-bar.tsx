import '../styles/views.css';
import { useState } from 'react';
import { shares } from '../../../shared/views/view.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import type { MenuEntry } from '../kit/menu.tsx';
import { Menu } from '../kit/menu.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { ListState } from '../records/use-view.ts';
import { changeView, makeDefault, removeView } from './api.ts';
import type { SavedView } from './saved.ts';
import { bodyOf, contentOf, isPlain, widthsOf } from './saved.ts';

const ViewDialog = part(() => import('./view-dialog.tsx'));

interface Props {
  entity: string;
  /** What the list without a view is called. */
  all: string;
  state: ListState;
  widths: Readonly<Record<string, number>>;
}

const order = ['mine', 'team', 'all'] as const;

/** Own views first, then the team's, then everybody's; each by name. */
const sorted = (views: readonly SavedView[], memberId: string): SavedView[] => {
  const rank = (view: SavedView) => (view.by === memberId ? 0 : 1 + order.indexOf(view.shared ?? 'all'));
  return [...views].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'zh-CN'));
};

/** Saved ways to look at a list: choose, save what was changed, rename, share, put away. */
export function ViewBar({ entity, all, state, widths }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId: ws, memberId, canWrite } = useWorkspace();
  const [dialog, setDialog] = useState<'new' | 'edit'>();
  const { view, saved, changed, views, usual, choose } = state;
  const may = canWrite('lists');
  const plain = isPlain(view);
  if (views.length === 0 && (plain || !may)) return null;
  const attempt = (work: Promise<unknown>) =>
    work.catch((error: unknown) => toast({ text: errorText(error, i18n), tone: 'bad' }));
  const save = async (target: SavedView) => {
    const before = { ...bodyOf(contentOf(target), widthsOf(target)) };
    const now = await changeView(ws, target, bodyOf(view, widths));
    choose(now.id);
    toast({
      text: t.views.saved(now.name),
      action: { label: t.common.undo, run: () => void attempt(changeView(ws, now, before)) },
    });
  };
  const remove = async (target: SavedView) => {
    choose(undefined);
    const back = await removeView(ws, target);
    toast({
      text: t.views.removed(target.name),
      action: {
        label: t.common.undo,
        run: () => void attempt(back().then((one) => choose(one.id))),
      },
    });
  };
  const share = async (target: SavedView, shared: SavedView['shared']) => {
    const now = await changeView(ws, target, { shared });
    toast({ text: t.views.sharedWith(label(shares[now.shared ?? 'mine'])) });
  };
  const isUsual = saved !== undefined && saved.id === usual;
  const items: MenuEntry[] = [
    ...(saved
      ? [
          {
            key: 'usual',
            icon: 'home' as const,
            label: isUsual ? t.views.notUsual : t.views.makeUsual,
            onSelect: () => void attempt(makeDefault(ws, entity, isUsual ? null : saved.id)),
          },
        ]
      : []),
    ...(saved?.canChange
      ? [
          { key: 'rename', icon: 'text' as const, label: t.views.rename, onSelect: () => setDialog('edit') },
          { key: 'shared', heading: t.views.shared },
          ...order.map((one) => ({
            key: one,
            label: label(shares[one]),
            checked: (saved.shared ?? 'mine') === one,
            onSelect: () => void attempt(share(saved, one)),
          })),
          { key: 'line', divider: true as const },
          { key: 'remove', icon: 'close' as const, label: t.views.remove, onSelect: () => void attempt(remove(saved)) },
        ]
      : []),
    ...(plain ? [] : [{ key: 'new', icon: 'plus' as const, label: t.views.saveAs, onSelect: () => setDialog('new') }]),
  ];
  return (
    <nav className="view-bar" aria-label={t.views.title}>
      <div className="view-tabs">
        <button
          type="button"
          className="view-tab"
          aria-current={saved === undefined && plain ? 'true' : undefined}
          onClick={() => choose(undefined)}
        >
          {t.views.all(all)}
        </button>
        {sorted(views, memberId).map((one) => (
          <button
            key={one.id}
            type="button"
            className="view-tab"
            aria-current={saved?.id === one.id ? 'true' : undefined}
            title={one.by === memberId ? undefined : label(shares[one.shared ?? 'all'])}
            onClick={() => choose(one.id)}
          >
            {one.shared && one.shared !== 'mine' ? (
              <Icon name={one.shared === 'team' ? 'group' : 'eye'} size={13} />
            ) : null}
            <span className="ellipsis">{one.name}</span>
            {saved?.id === one.id && changed ? <span className="view-dot" title={t.views.changed} /> : null}
          </button>
        ))}
      </div>
      {may ? (
        <span className="view-actions">
          {saved && changed ? (
            <>
              <span className="quiet-hint wide-only">{t.views.changed}</span>
              {saved.canChange ? (
                <button type="button" className="btn small primary" onClick={() => void attempt(save(saved))}>
                  {t.common.save}
                </button>
              ) : null}
              <button type="button" className="btn small" onClick={() => choose(saved.id)}>
                {t.views.reset}
              </button>
            </>
          ) : !saved && !plain ? (
            <button type="button" className="btn small" onClick={() => setDialog('new')}>
              <Icon name="plus" size={14} />
              {t.views.saveNew}
            </button>
          ) : null}
          {items.length > 0 && (saved || changed) ? (
            <Menu
              className="btn quiet small square"
              side="end"
              label={t.views.actions}
              button={<Icon name="more" />}
              items={items}
            />
          ) : null}
        </span>
      ) : null}
      {dialog ? (
        <ViewDialog
          entity={entity}
          state={state}
          widths={widths}
          {...(dialog === 'edit' && saved ? { target: saved } : {})}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
    </nav>
  );
}
