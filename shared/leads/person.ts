import { openLeadStates } from './lead.ts';

type Data = Readonly<Record<string, unknown>>;

/** A telephone number as it is compared: its last eleven digits, whatever stands before them. */
export const phoneForm = (value: unknown): string | undefined => {
  const digits = typeof value === 'string' ? value.replace(/\D/g, '').slice(-11) : '';
  return digits.length < 6 ? undefined : digits;
};

/** An e-mail address as it is compared. */
export const mailForm = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return text.includes('@') ? text : undefined;
};

/** By what the person behind a lead is known, each once. */
export const marksOfPerson = (data: Data): string[] => [
  ...new Set(
    [mailForm(data['email']), phoneForm(data['mobile']), phoneForm(data['phone'])].flatMap((one) => one ?? []),
  ),
];

/** Whether two leads are of one person. */
export const samePerson = (a: Data, b: Data): boolean => {
  const marks = new Set(marksOfPerson(a));
  return marksOfPerson(b).some((mark) => marks.has(mark));
};

/** States in which a lead still takes up what its person says. */
export const listens = (status: unknown): boolean => status === 'recycled' || openLeadStates.includes(String(status));

const MOST = 4000;

/** A message with what the same person said later, under the time of it; of too much the oldest goes. */
export const said = (before: unknown, more: string, at: string): string => {
  const old = typeof before === 'string' && before.trim() !== '' ? `${before.trimEnd()}\n\n` : '';
  const text = `${old}— ${at} —\n${more}`;
  return text.length <= MOST ? text : `…${text.slice(1 - MOST)}`.toWellFormed();
};
