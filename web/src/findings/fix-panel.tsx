import { useEffect, useRef } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { ApiError } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { draftOf } from '../records/draft.ts';
import { rightInLine, takeable } from './expected.ts';
import { FixLine } from './fix-line.tsx';
import { useFixedHere } from './fixed-here.ts';
import type { FixPlace } from './places.ts';
import { useFix } from './use-fix.ts';

interface Props {
  finding: WebRecord;
  entity: Entity;
  /** `here`: the cursor goes into the faulty value. */
  cursor: 'here' | 'elsewhere';
  /** Goes on to the next finding; absent at the end of the list. */
  onNext: (() => void) | undefined;
}

const textIn = (finding: WebRecord, name: string): string | undefined => {
  const value = finding[name];
  return typeof value === 'string' ? value : undefined;
};

/** The faulty value with an editor around it: putting it right without leaving the list. */
export function FixPanel({ finding, entity, cursor, onNext }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.findings;
  const { canWrite } = useWorkspace();
  const fixedHere = useFixedHere();
  const form = useRef<HTMLFormElement>(null);
  const fix = useFix(finding, entity);
  const { place, record, faults } = fix;

  useEffect(() => {
    if (faults.size > 0)
      form.current?.querySelector<HTMLElement>('.faulty input, .faulty textarea, .faulty select')?.focus();
  }, [faults]);

  if (fix.query.isError && !record) {
    const gone = fix.query.error instanceof ApiError && fix.query.error.code === 'not-found';
    return gone ? (
      <Note>{words.gone}</Note>
    ) : (
      <Failed error={fix.query.error} onRetry={() => void fix.query.refetch()} />
    );
  }
  if (!record) return <Waiting />;
  if (!canWrite(entity.domain) || record.archivedAt) return <Note>{words.noWrite}</Note>;
  if (!place) return <Note>{words.noField}</Note>;
  if (place.spec.computed) return <Note>{words.computed}</Note>;

  const line = (at: FixPlace) => (
    <FixLine
      key={at.path}
      place={at}
      draft={fix.draft(at)}
      fault={faults.get(at.path)}
      context={fix.context}
      onDraft={(draft) => fix.setDraft(at.path, draft)}
      {...(at === place && cursor === 'here' ? { focus: 'first' as const } : {})}
    />
  );
  const standard = fix.standard?.fields[place.path.replace(/^lines\.\d+\./, 'lines.')];
  const named = takeable(
    { rule: textIn(finding, 'rule') ?? '', found: textIn(finding, 'found'), expected: textIn(finding, 'expected') },
    place.spec,
    standard,
  );
  const figure = place.line === undefined ? undefined : rightInLine(place.spec.name, record.lines?.[place.line] ?? {});
  const right = named ?? (figure === undefined ? undefined : draftOf(figure, place.spec, fix.context));
  const saveAnd = async (then: 'stay' | 'next') => {
    if ((await fix.save()) && then === 'next') onNext?.();
  };
  const saving = fix.phase === 'saving';
  return (
    <form
      ref={form}
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void saveAnd('stay');
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void saveAnd('stay');
      }}
    >
      {/* Above the editor: what it opens (days, choices) would cover it. */}
      <div className="q-row">
        {right !== undefined && fix.draft(place) !== right ? (
          <button type="button" className="btn small" onClick={() => fix.setDraft(place.path, right)}>
            <Icon name="check" size={14} />
            {words.apply(right)}
          </button>
        ) : null}
        {fix.confirmable && fix.draft(place) !== '' && !fix.touched && fix.phase === 'editing' ? (
          <button
            type="button"
            className="btn small"
            title={words.keepHint}
            onClick={() => fix.setDraft(place.path, fix.draft(place))}
          >
            <Icon name="check" size={14} />
            {words.keep(fix.draft(place))}
          </button>
        ) : null}
      </div>
      {line(place)}
      {fix.companions.length > 0 ? (
        <fieldset className="fnd-more">
          <legend>{place.line === undefined ? words.partner : words.alsoHere}</legend>
          {fix.companions.map((one) => line(one))}
        </fieldset>
      ) : null}
      {fix.others.length > 0 ? (
        <fieldset className="fnd-more">
          <legend>{words.others}</legend>
          {fix.others.map((one) => line(one))}
        </fieldset>
      ) : null}
      {fix.error && faults.size === 0 ? <Note tone="bad">{errorText(fix.error, i18n)}</Note> : null}
      {fix.phase === 'saved' ? (
        <Note tone="good">{words.saved}</Note>
      ) : fixedHere.has(finding.id) ? (
        <Note tone="good">{words.savedKnown}</Note>
      ) : null}
      <div className="q-row">
        <button type="submit" className="btn primary" disabled={saving || !fix.touched}>
          {saving ? t.common.saving : words.save}
        </button>
        {onNext && fix.phase !== 'saved' ? (
          <button type="button" className="btn" disabled={saving || !fix.touched} onClick={() => void saveAnd('next')}>
            {words.saveNext}
          </button>
        ) : null}
        {onNext && fix.phase === 'saved' ? (
          <button type="button" className="btn" onClick={onNext}>
            {words.next}
            <Icon name="right" size={14} />
          </button>
        ) : null}
        <span className="quiet-hint wide-only">{t.records.saveHint}</span>
      </div>
    </form>
  );
}
