import { useI18n } from '../i18n/index.tsx';
import { toldBy } from '../lib/last-failure.ts';
import { WhyLink } from '../problems/why-link.tsx';
import { ReasonList } from './reason-list.tsx';
import type { Failure } from './use-document.ts';

interface Props {
  type: string;
  failure: Failure;
  onReload: () => void;
  onField?: ((field: string) => void) | undefined;
}

/** What stopped a step: the process's reasons, somebody else's change, or a fault on the way. */
export function FailureNote({ type, failure, onReload, onField }: Props) {
  const { t } = useI18n();
  const code = toldBy(failure.text);
  return (
    <div className="proc-failure" role="alert">
      {failure.stale ? (
        <p>
          {t.process.stale}{' '}
          <button type="button" className="link" onClick={onReload}>
            {t.common.reload}
          </button>
        </p>
      ) : failure.refusals.length > 0 ? (
        <>
          <p>{t.process.refusedNow}</p>
          <ReasonList type={type} refusals={failure.refusals} onField={onField} />
        </>
      ) : (
        <p>
          {failure.text} {code ? <WhyLink code={code} /> : null}
        </p>
      )}
    </div>
  );
}
