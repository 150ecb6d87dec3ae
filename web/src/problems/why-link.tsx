import './why-link.css';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { ApiError } from '../lib/api-error.ts';
import { explainable } from '../lib/last-failure.ts';
import type { HelpAbout } from './help-store.ts';
import { openHelp } from './help-store.ts';

type Props = Pick<HelpAbout, 'code' | 'rule' | 'step'> & {
  /** Stands where one line says several things: only the mark is shown. */
  compact?: true;
  /** Other words, where why and how are told beside it already. */
  text?: string;
};

/** As `WhyLink`, for an error that was caught; nothing for one that the problem book can say nothing about. */
export function WhyOf({ error }: { error: unknown }) {
  const code = error instanceof ApiError ? explainable(error) : undefined;
  return code ? <WhyLink code={code} /> : null;
}

/** Leads from an error, a finding or a refusal to its entry in the help panel. Nothing is asked for until it is opened. */
export function WhyLink({ compact, text, ...about }: Props) {
  const { t } = useI18n();
  const words = text ?? t.problems.help.why;
  return (
    <button
      type="button"
      className="why-link"
      aria-haspopup="dialog"
      {...(compact ? { 'aria-label': words, title: words } : {})}
      onClick={(event) => {
        event.stopPropagation();
        openHelp(about);
      }}
    >
      <Icon name="help" size={14} />
      {compact ? null : words}
    </button>
  );
}
