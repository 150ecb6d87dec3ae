import type { ApprovalRound, ProcessDefinition, Slot } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useRefTitle } from '../lib/titles.ts';
import type { ProcessWords } from './words.ts';

function Signer({ slot, words }: { slot: Slot; words: ProcessWords }) {
  const { t } = useI18n();
  const adder = useRefTitle(slot.addedBy);
  return (
    <>
      {slot.signer.startsWith('member:') ? (
        <Person id={slot.signer.slice('member:'.length)} />
      ) : (
        <span>{words.role(slot.signer)}</span>
      )}
      {slot.addedBy ? (
        <span className="q-quiet">{t.work.approvals.addedBy(adder ?? t.common.unknownPerson)}</span>
      ) : null}
    </>
  );
}

function Signature({ slot, words, turn }: { slot: Slot; words: ProcessWords; turn: 'now' | 'later' | 'past' }) {
  const { t } = useI18n();
  const format = useFormat();
  const { decision } = slot;
  const principal = useRefTitle(decision?.onBehalfOf);
  if (!decision)
    return (
      <li className="ap-slot">
        <Icon name="clock" size={14} />
        <Signer slot={slot} words={words} />
        {turn === 'now' ? <span className="q-quiet">{t.work.approvals.waits}</span> : null}
      </li>
    );
  return (
    <li className={`ap-slot ${decision.verdict}`}>
      <Icon name={decision.verdict === 'approve' ? 'check' : 'close'} size={14} />
      <Person id={decision.by} />
      {decision.onBehalfOf ? (
        <span className="badge info">{t.work.approvals.forName(principal ?? t.common.unknownPerson)}</span>
      ) : null}
      <span>{t.work.approvals.signed[decision.verdict]}</span>
      <time className="q-quiet" dateTime={decision.at}>
        {format.instant(decision.at)}
      </time>
      {decision.comment ? <q className="ap-comment">{decision.comment}</q> : null}
    </li>
  );
}

interface Props {
  definition: ProcessDefinition;
  state: string;
  round: ApprovalRound;
  words: ProcessWords;
}

/** The levels of a round with their signatures: given, asked for now, still to come. */
export function Signatures({ definition, state, round, words }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const plan = definition.states.find((one) => one.id === state)?.approval;
  return (
    <section className="ap-section">
      <h3>
        {t.work.approvals.signatures}
        {round.round > 1 ? (
          <span className="badge warn" title={t.work.approvals.roundNote}>
            {t.work.approvals.round(format.number(round.round))}
          </span>
        ) : null}
      </h3>
      <ol className="ap-levels">
        {round.levels.map((level, index) => {
          const turn = index === round.level ? 'now' : index > round.level ? 'later' : 'past';
          const named = plan?.levels.find((one) => one.id === level.id);
          return (
            <li key={level.id} className={`ap-level ${turn}`}>
              <div className="ap-level-head">
                <strong>
                  {t.work.approvals.level(format.number(index + 1))} · {named ? label(named.label) : level.id}
                </strong>
                {level.slots.length > 1 ? <span className="q-quiet">{t.work.approvals.modes[level.mode]}</span> : null}
                {turn === 'past' ? null : (
                  <span className={`badge ${turn === 'now' ? 'warn' : ''}`}>
                    {turn === 'now' ? t.work.approvals.turn : t.work.approvals.later}
                  </span>
                )}
              </div>
              <ul>
                {level.slots
                  .filter((slot) => turn !== 'past' || slot.decision)
                  .map((slot) => (
                    <Signature key={slot.id} slot={slot} words={words} turn={turn} />
                  ))}
              </ul>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
