import '../styles/form.css';
import './public.css';
import type { FormEvent, ReactNode } from 'react';
import { useCallback, useEffect, useId, useState } from 'react';
import type { Language } from '../i18n/index.tsx';
import { InLanguage, useI18n } from '../i18n/index.tsx';
import { useTitle } from '../lib/hooks.ts';

type Kind = 'csat' | 'ces' | 'nps';

interface Question {
  company: string;
  kind: Kind;
  question: { zh: string; en: string };
  least: number;
  most: number;
  language: Language;
}

/** Ends at which there is nothing to fill in. */
type End = 'used' | 'expired' | 'gone' | 'tooMany' | 'offline' | 'thanks';

const endOf: Readonly<Record<number, End>> = { 404: 'gone', 429: 'tooMany' };

/** What an answer other than the question means for whoever reads it. */
const endIn = async (reply: Response): Promise<End> => {
  if (reply.status !== 410) return endOf[reply.status] ?? 'offline';
  const { code } = (await reply.json()) as { code?: string };
  return code === 'link-used' ? 'used' : 'expired';
};

function Frame({ onSwitch, children }: { onSwitch: () => void; children: ReactNode }) {
  const { t, lang } = useI18n();
  return (
    <div className="sv-public">
      <p className="sv-switch">
        <button type="button" className="btn quiet" lang={lang === 'en' ? 'zh-CN' : 'en'} onClick={onSwitch}>
          {t.surveys.public.language}
        </button>
      </p>
      <main>{children}</main>
    </div>
  );
}

function Ended({ end, onAgain }: { end: End; onAgain: () => void }) {
  const { t } = useI18n();
  const words = t.surveys.public;
  useTitle(words[end]);
  return (
    <div role={end === 'thanks' ? 'status' : 'alert'} className="sv-end">
      <h1>{words[end]}</h1>
      <p>{words[`${end}Text`]}</p>
      {end === 'tooMany' || end === 'offline' ? (
        <p>
          <button type="button" className="btn primary" onClick={onAgain}>
            {words.again}
          </button>
        </p>
      ) : null}
    </div>
  );
}

interface Given {
  score?: number;
  comment: string;
  suggestion: string;
}

function Ask({
  asked,
  address,
  given,
  onGiven,
  onEnd,
}: {
  asked: Question;
  address: string;
  given: Given;
  onGiven: (given: Given) => void;
  onEnd: (end: End) => void;
}) {
  const { t, lang } = useI18n();
  const words = t.surveys.public;
  const id = useId();
  const [sending, setSending] = useState(false);
  const [missing, setMissing] = useState(false);
  useTitle(asked.company);
  const question = lang === 'en' ? asked.question.en : asked.question.zh;
  const scores = Array.from({ length: asked.most - asked.least + 1 }, (_, index) => asked.least + index);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending) return;
    if (given.score === undefined) return setMissing(true);
    setSending(true);
    try {
      const { score, comment, suggestion } = given;
      const reply = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ score, ...(comment ? { comment } : {}), ...(suggestion ? { suggestion } : {}) }),
      });
      onEnd(reply.ok ? 'thanks' : await endIn(reply));
    } catch {
      onEnd('offline');
    }
    setSending(false);
  };

  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      <p className="sv-company">{asked.company}</p>
      <fieldset className="sv-scale" aria-describedby={`${id}-missing`}>
        <legend>{question}</legend>
        <div className={`sv-scores sv-${asked.kind}`}>
          {scores.map((score) => (
            <label key={score} className="sv-score">
              <input
                type="radio"
                name="score"
                value={score}
                checked={given.score === score}
                aria-label={
                  score === asked.least
                    ? `${score}, ${words.least[asked.kind]}`
                    : score === asked.most
                      ? `${score}, ${words.most[asked.kind]}`
                      : String(score)
                }
                onChange={() => {
                  setMissing(false);
                  onGiven({ ...given, score });
                }}
              />
              <span aria-hidden="true">{score}</span>
            </label>
          ))}
        </div>
        <p className="sv-ends" aria-hidden="true">
          <span>{words.least[asked.kind]}</span>
          <span>{words.most[asked.kind]}</span>
        </p>
        <p id={`${id}-missing`} className="form-fault" role="alert">
          {missing ? words.choose : null}
        </p>
      </fieldset>
      {(['comment', 'suggestion'] as const).map((name) => (
        <div key={name} className="form-line">
          <label htmlFor={`${id}-${name}`}>{words[name]}</label>
          <textarea
            id={`${id}-${name}`}
            className="input"
            rows={name === 'comment' ? 3 : 2}
            maxLength={2000}
            value={given[name]}
            onChange={({ target }) => onGiven({ ...given, [name]: target.value })}
          />
        </div>
      ))}
      <button type="submit" className="btn primary sv-send" aria-disabled={sending}>
        {sending ? words.sending : words.send}
      </button>
      <p className="sv-privacy">{words.privacy}</p>
    </form>
  );
}

/**
 * The page of a survey's secret link. Nobody signs in here. It begins in the language in which the customer was written to, and can be
 * read in the other one.
 */
export default function SurveyPublicPage({ ws, token }: { ws: string; token: string }) {
  const i18n = useI18n();
  const address = `/v1/public/${encodeURIComponent(ws)}/surveys/${encodeURIComponent(token)}`;
  const [asked, setAsked] = useState<Question>();
  const [end, setEnd] = useState<End>();
  const [lang, setLang] = useState<Language>();
  const [given, setGiven] = useState<Given>({ comment: '', suggestion: '' });

  const load = useCallback(async () => {
    try {
      const reply = await fetch(address);
      if (!reply.ok) return setEnd(await endIn(reply));
      setAsked((await reply.json()) as Question);
    } catch {
      setEnd('offline');
    }
  }, [address]);
  useEffect(() => {
    void load();
  }, [load]);

  const again = () => {
    setEnd(undefined);
    if (!asked) void load();
  };
  const shown = lang ?? asked?.language ?? i18n.lang;
  if (!asked && !end) return null;
  return (
    <InLanguage lang={shown}>
      <Frame onSwitch={() => setLang(shown === 'en' ? 'zh-CN' : 'en')}>
        {end || !asked ? (
          <Ended end={end ?? 'offline'} onAgain={again} />
        ) : (
          <Ask asked={asked} address={address} given={given} onGiven={setGiven} onEnd={setEnd} />
        )}
      </Frame>
    </InLanguage>
  );
}
