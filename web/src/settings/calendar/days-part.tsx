import type { FormEvent } from 'react';
import { useState } from 'react';
import { isCalendarDate } from '../../../../shared/kernel/field.ts';
import { useI18n } from '../../i18n/index.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { Icon } from '../../kit/icon.tsx';
import { parseDate } from '../../lib/dates.ts';
import { faultText } from '../../lib/faults.ts';
import { useFormat } from '../../lib/format.ts';
import { withDays } from './draft.ts';
import { readDates } from './paste.ts';
import type { CalendarEdit } from './week-part.tsx';

type ListName = 'holidays' | 'workdays';

function AddDay({ list, edit }: { list: ListName; edit: CalendarEdit }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState(false);
  const words = t.calendar;
  const add = (event: FormEvent) => {
    event.preventDefault();
    const date = parseDate(typed, format.today());
    if (!date || !isCalendarDate(date)) {
      setWrong(true);
      return;
    }
    const days = { holidays: [], workdays: [], [list]: [{ date, name: name.trim() }] };
    edit.change(withDays(edit.calendar, days));
    setTyped('');
    setName('');
    setWrong(false);
  };
  return (
    <form className="cal-add" onSubmit={add}>
      <input
        className="input"
        aria-label={words.date}
        aria-invalid={wrong}
        placeholder={format.today()}
        maxLength={12}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <input
        className="input"
        aria-label={words.name}
        placeholder={words.namePlaceholder}
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <button type="submit" className="btn" aria-label={list === 'holidays' ? words.addHoliday : words.addWorkday}>
        <Icon name="plus" />
        {t.common.add}
      </button>
      {wrong ? (
        <p className="form-fault" role="alert">
          {faultText({ field: 'date', code: 'not-a-date', message: '' }, i18n)}
        </p>
      ) : null}
    </form>
  );
}

function DayList({ list, edit, year }: { list: ListName; edit: CalendarEdit; year: number }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.calendar;
  const days = edit.calendar[list];
  // Those of the year that is looked at come first; the others follow below.
  const shown = [...days].sort(
    (a, b) =>
      Number(b.date.startsWith(String(year))) - Number(a.date.startsWith(String(year))) || (a.date < b.date ? -1 : 1),
  );
  const rename = (date: string, name: string) =>
    edit.change({ ...edit.calendar, [list]: days.map((day) => (day.date === date ? { ...day, name } : day)) });
  return (
    <div className="cal-list">
      <h3>
        {words[list]} {days.length > 0 ? <span className="badge">{format.number(days.length)}</span> : null}
      </h3>
      {days.length === 0 ? <p className="q-quiet">{words.none}</p> : null}
      <ul>
        {shown.map((day) => (
          <li key={day.date}>
            <span className="cal-list-date">{format.date(day.date)}</span>
            {edit.readOnly ? (
              <span className="ellipsis">{day.name}</span>
            ) : (
              <>
                <input
                  className="input"
                  aria-label={`${format.date(day.date)} ${words.name}`}
                  placeholder={words.name}
                  maxLength={80}
                  value={day.name}
                  onChange={({ target }) => rename(day.date, target.value)}
                />
                <button
                  type="button"
                  className="btn quiet small square"
                  aria-label={words.remove(format.date(day.date))}
                  title={words.remove(format.date(day.date))}
                  onClick={() => edit.change({ ...edit.calendar, [list]: days.filter((one) => one.date !== day.date) })}
                >
                  <Icon name="close" size={14} />
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {edit.readOnly ? null : <AddDay list={list} edit={edit} />}
    </div>
  );
}

function PasteDialog({ edit, year, onClose }: { edit: CalendarEdit; year: number; onClose: () => void }) {
  const { t } = useI18n();
  const words = t.calendar;
  const [text, setText] = useState('');
  const read = readDates(text, year);
  const count = read.holidays.length + read.workdays.length;
  return (
    <Dialog
      title={words.pasteTitle}
      onClose={onClose}
      footer={
        <>
          <button
            type="button"
            className="btn primary"
            disabled={count === 0}
            onClick={() => {
              edit.change(withDays(edit.calendar, read));
              onClose();
            }}
          >
            {words.take}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <div className="form">
        <p className="q-text">{words.pasteHint}</p>
        <textarea
          className="input"
          rows={10}
          data-autofocus
          aria-label={words.pasteLabel}
          value={text}
          maxLength={20_000}
          onChange={({ target }) => setText(target.value)}
        />
        <div role="status">
          {text.trim() === '' ? null : count === 0 ? (
            <p>{words.pasteNothing}</p>
          ) : (
            <p>{words.pasteRead(read.holidays.length, read.workdays.length)}</p>
          )}
          {read.bad.length > 0 ? (
            <div className="form-fault">
              {words.pasteBad(read.bad.length)}
              <ul>
                {[...new Set(read.bad)].slice(0, 10).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}

/** Days that only this company has: free ones, worked ones, and a way to paste a whole year of them. */
export function DaysPart({ edit, year }: { edit: CalendarEdit; year: number }) {
  const { t } = useI18n();
  const words = t.calendar;
  const [pasting, setPasting] = useState(false);
  return (
    <section className="st-part" aria-labelledby="cal-own">
      <h2 id="cal-own">{words.own}</h2>
      <p className="st-hint">{words.ownHint}</p>
      {edit.readOnly ? null : (
        <button type="button" className="btn st-add" onClick={() => setPasting(true)}>
          <Icon name="copy" />
          {words.paste}
        </button>
      )}
      <div className="st-two">
        <DayList list="holidays" edit={edit} year={year} />
        <DayList list="workdays" edit={edit} year={year} />
      </div>
      {pasting ? <PasteDialog edit={edit} year={year} onClose={() => setPasting(false)} /> : null}
    </section>
  );
}
