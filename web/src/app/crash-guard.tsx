import type { ReactNode } from 'react';
import { Component } from 'react';
import { useI18n } from '../i18n/index.tsx';

function Crashed() {
  const { t } = useI18n();
  return (
    <div className="message" role="alert">
      <h1>{t.common.crashTitle}</h1>
      <p>{t.common.crashText}</p>
      <button type="button" className="btn" onClick={() => window.location.reload()}>
        {t.common.reload}
      </button>
    </div>
  );
}

const reloadedKey = 'reloaded-at';

/** A new release removes the old one's files: reload once when code cannot be fetched any more. */
const reloadForNewRelease = (error: Error): void => {
  if (!/dynamically imported module|module script|Importing a module/i.test(error.message)) return;
  if (Date.now() - Number(sessionStorage.getItem(reloadedKey) ?? 0) < 30_000) return;
  sessionStorage.setItem(reloadedKey, String(Date.now()));
  window.location.reload();
};

/** Keeps the frame alive when a page fails. */
export class CrashGuard extends Component<{ place: string; children: ReactNode }, { place: string; crashed: boolean }> {
  override state = { place: this.props.place, crashed: false };
  static getDerivedStateFromError() {
    return { crashed: true };
  }
  /** Another page gets another chance. */
  static getDerivedStateFromProps(props: { place: string }, state: { place: string }) {
    return props.place === state.place ? null : { place: props.place, crashed: false };
  }
  override componentDidCatch(error: Error) {
    reloadForNewRelease(error);
  }
  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}
