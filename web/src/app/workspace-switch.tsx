import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { useWorkspace } from '../lib/me.tsx';

/** The workspace's name; opens the choice of workspaces where there is more than one. */
export function WorkspaceSwitch() {
  const { t } = useI18n();
  const { workspaceId, workspaceName, all } = useWorkspace();
  const face = (
    <>
      <img src="/favicon.svg" alt="" width="20" height="20" />
      <span className="rail-name">{workspaceName}</span>
    </>
  );
  if (all.length < 2)
    return (
      <div className="rail-workspace" title={workspaceName}>
        {face}
      </div>
    );
  return (
    <Menu
      className="rail-workspace"
      label={`${t.nav.workspaces}: ${workspaceName}`}
      button={
        <>
          {face}
          <Icon name="down" size={14} />
        </>
      }
      items={[
        { key: 'heading', heading: t.nav.workspaces },
        ...all.map((one) => ({
          key: one.workspaceId,
          label: one.workspaceName,
          checked: one.workspaceId === workspaceId,
          ...(one.workspaceKind === 'sandbox' ? { hint: t.nav.sandbox } : {}),
          // A whole new page, so that nothing read in one workspace is left in the other.
          onSelect: () => window.location.assign(`/${one.workspaceId}`),
        })),
      ]}
    />
  );
}
