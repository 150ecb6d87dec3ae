import './notices.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { mailedKinds, noticeKinds } from '../../../shared/notices/notices.contract.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Channels, NoticeKind, Wanted } from './api.ts';
import { noticeSettingsQuery, saveNoticeSettings } from './api.ts';

const kinds = Object.keys(noticeKinds) as NoticeKind[];
const channels = ['app', 'mail'] as const;

const channelsOf = (settings: Wanted, kind: NoticeKind): Channels =>
  settings[kind] ?? { app: true, mail: mailedKinds.includes(kind) };

/** Which notices one wants, and where. */
export default function NoticeSettingsPage() {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(noticeSettingsQuery(ws));
  // What was switched and is not answered yet.
  const [switched, setSwitched] = useState<Wanted>({});
  useTitle(t.notices.settings);
  const settings: Wanted = { ...answer.data?.settings, ...switched };
  const set = async (kind: NoticeKind, wanted: Partial<Channels>): Promise<void> => {
    const next = { ...settings, [kind]: { ...channelsOf(settings, kind), ...wanted } };
    setSwitched(next);
    try {
      await saveNoticeSettings(ws, next);
      toast({ text: t.notices.saved });
    } catch (error) {
      setSwitched({});
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  return (
    <>
      <header className="page-head">
        <Icon name="bell" size={18} />
        <h1>{t.notices.settings}</h1>
      </header>
      <div className="q-body">
        <p className="q-text">{t.notices.settingsText}</p>
        {answer.isPending ? <Waiting /> : null}
        {answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : null}
        {answer.data ? (
          <table className="q-table nt-settings">
            <thead>
              <tr>
                <th scope="col">{t.notices.kind}</th>
                {channels.map((channel) => (
                  <th key={channel} scope="col" className="nt-channel">
                    {t.notices[channel]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => (
                <tr key={kind}>
                  <th scope="row">{label(noticeKinds[kind])}</th>
                  {channels.map((channel) => (
                    <td key={channel} className="nt-channel">
                      <label className="q-switch">
                        <input
                          type="checkbox"
                          checked={channelsOf(settings, kind)[channel]}
                          aria-label={t.notices.turn(label(noticeKinds[kind]), t.notices[channel])}
                          onChange={(event) => void set(kind, { [channel]: event.target.checked })}
                        />
                      </label>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </div>
    </>
  );
}
