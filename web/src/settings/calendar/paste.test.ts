import { expect, test } from 'vitest';
import { readDates } from './paste.ts';

const dates = (text: string) => {
  const { holidays, workdays, bad } = readDates(text, 2027);
  return { free: holidays.map((one) => one.date), work: workdays.map((one) => one.date), bad };
};

const cases: { name: string; text: string; free?: string[]; work?: string[]; bad?: string[] }[] = [
  {
    name: 'a list of dates with names',
    text: '2027-01-01 New Year\n2027-05-01 Labour Day',
    free: ['2027-01-01', '2027-05-01'],
  },
  {
    name: 'other ways to write a date',
    text: '2027/1/1\n2027.5.1\n2027年10月1日',
    free: ['2027-01-01', '2027-05-01', '2027-10-01'],
  },
  {
    name: 'a range',
    text: '2027-02-06 ~ 2027-02-08 Spring Festival',
    free: ['2027-02-06', '2027-02-07', '2027-02-08'],
  },
  {
    name: 'a range that names only the last day',
    text: '2027年10月1日至3日 国庆节',
    free: ['2027-10-01', '2027-10-02', '2027-10-03'],
  },
  {
    name: 'a range over the end of the year',
    text: '2027年12月31日至1月2日',
    free: ['2027-12-31', '2028-01-01', '2028-01-02'],
  },
  { name: 'dates without a year belong to the year shown', text: '10月1日 国庆节', free: ['2027-10-01'] },
  { name: 'make-up days', text: '2027-02-14 make-up day\n2月28日 上班', work: ['2027-02-14', '2027-02-28'] },
  {
    name: 'a sentence of the notice: time off and make-up days in one paragraph, with weekdays in brackets',
    text: '关于2026年部分节假日安排的通知\n二、春节：2月15日（农历腊月二十八、周日）至17日（周二）放假调休，共3天。2月14日（周六）、2月28日（周六）上班。',
    free: ['2026-02-15', '2026-02-16', '2026-02-17'],
    work: ['2026-02-14', '2026-02-28'],
  },
  { name: 'a date that stands in no calendar is told', text: '2027-02-30 wrong', bad: ['2027-02-30 wrong'] },
  {
    name: 'a range that is too long to be one is told',
    text: '2027-01-01 ~ 2027-12-31',
    bad: ['2027-01-01 ~ 2027-12-31'],
  },
  { name: 'words alone are passed over', text: '各省、自治区、直辖市人民政府：\n\n', bad: [] },
];

test.each(cases)('dates of a notice: $name', ({ text, free = [], work = [], bad = [] }) => {
  expect(dates(text)).toEqual({ free, work, bad });
});

test('a day is called by its paragraph, else by the words beside its date', () => {
  expect(readDates('三、清明节：4月5日放假。', 2027).holidays).toEqual([{ date: '2027-04-05', name: '清明节' }]);
  expect(readDates('2027-03-08 Company outing', 2027).holidays[0]?.name).toBe('Company outing');
});
