import { isOpenAction, kindOfLine } from '../meetings/meeting.ts';
import type { Guard } from './guard.ts';
import { lines, text } from './guard.ts';

/** Guards of meetings: a part of the list in guards.ts. */
export const meetingGuards: readonly Guard[] = [
  {
    id: 'meeting-day-come',
    label: { en: 'The day of the meeting has come', zh: '已到开会日期' },
    help: {
      en: 'A meeting takes place on its day or after it. If it was held earlier, change its date to that day.',
      zh: '会议当天起才能登记召开。若已提前开会，请先把日期改为实际开会的那天。',
    },
    types: ['meeting'],
    test: (rec, _value, { today }) => (text(rec, 'date') > today ? [{ field: 'date' }] : []),
  },
  {
    id: 'meeting-attended',
    label: { en: 'It is written down who attended', zh: '已登记参会人' },
    help: { en: 'Add at least one attendee.', zh: '请至少登记一位参会人。' },
    types: ['meeting'],
    test: (rec) => (lines(rec).some((line) => kindOfLine(line) === 'attendee') ? [] : [{ field: 'lines' }]),
  },
  {
    id: 'meeting-actions-assigned',
    label: { en: 'Each open action has somebody and a day', zh: '未完成的行动项均有负责人和期限' },
    help: {
      en: 'Fill who does the action named, and by when. What nobody does by a day is not done.',
      zh: '请填写所列行动项的负责人和期限。没有人、没有期限的事不会有人做。',
    },
    types: ['meeting'],
    test: (rec) =>
      lines(rec).flatMap((line, index) =>
        isOpenAction(line)
          ? (['ownerId', 'dueDate'] as const)
              .filter((name) => line[name] === undefined)
              .map((name) => ({ field: `lines.${index}.${name}` }))
          : [],
      ),
  },
  {
    id: 'meeting-actions-done',
    label: { en: 'All actions are done', zh: '行动项全部完成' },
    help: {
      en: 'Tick the action named off, or make the next meeting: it takes over what is open.',
      zh: '请先勾选所列行动项，或安排下次会议，未完成的会自动转入。',
    },
    types: ['meeting'],
    test: (rec) =>
      lines(rec).flatMap((line, index) => (isOpenAction(line) ? [{ field: `lines.${index}.doneDate` }] : [])),
  },
  {
    id: 'meeting-led',
    label: { en: 'Taken by whoever leads the meeting', zh: '由会议召集人、主持人或记录人执行' },
    help: {
      en: 'Who called the meeting, its chair and who takes the minutes hold, close and cancel it. Ask one of them, or have yourself named.',
      zh: '会议的召开、定稿和取消由召集人、主持人或记录人执行；请联系他们，或请其把您登记为记录人。',
    },
    types: ['meeting'],
    test: (rec, _value, { by }) =>
      by === undefined || [rec.ownerId, rec.data['chairId'], rec.data['minuteTakerId']].includes(by)
        ? []
        : [{ field: 'chairId' }],
  },
];
