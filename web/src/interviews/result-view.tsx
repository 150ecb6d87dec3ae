import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { interview } from '../../../shared/interviews/interview.ts';
import type { Judgement } from '../../../shared/interviews/result.ts';
import { judgements, wordsOf } from '../../../shared/interviews/result.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import type { DocumentState } from '../process/use-document.ts';
import { textOf, toneOf } from './parts.tsx';

/** What there is to learn; its person ticks it off here. */
function Lesson({ record, document }: { record: WebRecord; document: DocumentState }) {
  const { t } = useI18n();
  const words = t.interviews.result;
  const format = useFormat();
  const { memberId: me } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const [text, entry, due] = [
    textOf(record['lessonText']),
    textOf(record['lessonEntryId']),
    textOf(record['lessonDue']),
  ];
  if (text === '' && entry === '') return null;
  const open = record['status'] === 'failed';
  const option = document.process?.options.find((one) => one.action === 'learn' && one.allowed);
  const learn = async () => {
    if (!option || busy) return;
    setBusy(true);
    await document.take({ option }, '');
    setBusy(false);
  };
  return (
    <section className="iv-part" aria-label={words.lesson}>
      <h2>
        {words.lesson}{' '}
        <span className={`badge ${open ? 'bad' : 'good'}`}>{open ? words.lessonOpen : words.lessonDone}</span>
      </h2>
      {text ? <p className="iv-right">{text}</p> : null}
      <div className="q-row">
        {entry ? (
          <Link className="link" href={`/problem-entries/${entry}`}>
            {words.entry}
          </Link>
        ) : null}
        {open && due ? <span className="quiet-hint">{words.lessonDue(format.date(due))}</span> : null}
      </div>
      {open && option && record['memberId'] === me ? (
        <button type="button" className="btn primary iv-big" disabled={busy} onClick={() => void learn()}>
          {busy ? words.learning : words.learn}
        </button>
      ) : null}
      {document.failure ? (
        <div className="form-fault" role="alert">
          {document.failure.text}
        </div>
      ) : null}
    </section>
  );
}

/** The interviews before and after it. */
export function Chain({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const words = t.interviews.result;
  const format = useFormat();
  const { canWrite } = useWorkspace();
  const [before, after, on] = [textOf(record['repeatOf']), textOf(record['repeatId']), textOf(record['repeatOn'])];
  if (before === '' && after === '') return null;
  return (
    <p className="iv-meta">
      {before ? (
        <>
          <span className="badge">{words.attempt(format.number(Number(record['attempt'] ?? 1)))}</span>
          <span>
            {words.repeats}{' '}
            <Link className="link" href={`/${interview.collection}/${before}`}>
              {words.earlier}
            </Link>
          </span>
        </>
      ) : null}
      {after ? (
        // Its person sees the repeat once it was held.
        canWrite('interviews') ? (
          <Link className="link" href={`/${interview.collection}/${after}`}>
            {words.repeat}: {words.repeatOn(format.date(on))}
          </Link>
        ) : (
          <span>{words.repeatOn(format.date(on))}</span>
        )
      ) : null}
    </p>
  );
}

/** How an interview went: the result, what there is to learn, each answer beside the right one. */
export function ResultView({ record, document }: { record: WebRecord; document: DocumentState }) {
  const { t, label, lang } = useI18n();
  const words = t.interviews.result;
  const format = useFormat();
  const language = lang === 'en' ? 'en' : 'zh';
  const passed = record['result'] === 'passed';
  const score = useRef<HTMLParagraphElement>(null);
  // Whoever has just finished it stands far below, where the last question was.
  // In braces: newer browsers answer with a promise, and an effect may return nothing but its clean-up.
  useEffect(() => {
    score.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div className="iv-hold">
      <p className="iv-score" ref={score}>
        <span className={`badge ${passed ? 'good' : 'bad'}`}>{passed ? words.passed : words.failed}</span>
        <strong>
          {words.of(format.number(Number(record['percent'] ?? 0)), format.number(Number(record['passMark'] ?? 0)))}
        </strong>
        <span className="quiet-hint">{format.instant(textOf(record['heldAt']))}</span>
      </p>
      <Lesson record={record} document={document} />
      <section className="iv-part" aria-label={words.answers}>
        <h2>{words.answers}</h2>
        <ol className="iv-answers">
          {(record.lines ?? []).map((line, place) => {
            const judgement = judgements[line['judgement'] as Judgement];
            return (
              <li key={textOf(line['key']) || String(place)}>
                <p className="iv-meta">
                  <strong>{wordsOf(line, 'question', language)}</strong>
                  {judgement ? <span className={`badge ${toneOf(line['judgement'])}`}>{label(judgement)}</span> : null}
                  {line['critical'] === true ? <span className="badge warn">{t.interviews.hold.critical}</span> : null}
                </p>
                {textOf(line['answer']) ? (
                  <p className="iv-said">
                    <span className="quiet-hint">{words.said}</span> {textOf(line['answer'])}
                  </p>
                ) : null}
                <p className="iv-said">
                  <span className="quiet-hint">{words.right}</span> {wordsOf(line, 'answer', language)}
                </p>
              </li>
            );
          })}
        </ol>
      </section>
    </div>
  );
}
