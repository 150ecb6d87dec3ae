import { roleNames } from '../access/permissions.ts';
import { defineProcess } from '../kernel/process.ts';

/** Whoever sees a meeting has a part in it: its chair and those who are named in it, beside those who read all reviews. */
const everyone = [...roleNames];

/** The way of a meeting: an agenda before, minutes that stand afterwards, and actions that somebody sees through. */
export const meetingProcess = defineProcess({
  id: 'meeting',
  label: { en: 'Meeting', zh: '会议' },
  purpose: {
    en: 'What was decided is written down once and stands, each action has somebody who does it by a day, and what was not done comes back by itself.',
    zh: '议定的事一次写清、不再改动；每个行动项都有负责人和期限；没做完的自动进入下次议程。',
  },
  starts: ['planned'],
  states: [
    {
      id: 'planned',
      label: { en: 'Planned', zh: '待召开' },
      responsible: 'field:chairId',
      limitHours: 8,
      limitFrom: 'date',
      remindHours: 4,
      escalateTo: 'executive',
      edit: 'free',
      caution: {
        en: 'Begin with the actions of the last meeting.',
        zh: '先过上次会议的行动项。',
      },
    },
    {
      id: 'held',
      label: { en: 'Held', zh: '已召开' },
      responsible: 'field:chairId',
      limitHours: 16,
      remindHours: 4,
      escalateTo: 'executive',
      edit: 'free',
      caution: {
        en: 'Write decisions as sentences that somebody who was not there understands.',
        zh: '决议要让没参会的人也能看懂。',
      },
    },
    {
      id: 'closed',
      label: { en: 'Minutes closed', zh: '纪要已定稿' },
      responsible: 'field:chairId',
      limitHours: 200,
      remindHours: 16,
      escalateTo: 'executive',
      edit: 'locked',
      enter: [
        { id: 'stamp-time', field: 'closedAt' },
        { id: 'stamp-person', field: 'closedBy' },
      ],
      caution: {
        en: 'Actions are ticked off by those who did them; what is left goes on to the next meeting.',
        zh: '行动项由负责人勾选完成；没完成的转入下次会议。',
      },
    },
    { id: 'finished', label: { en: 'Finished', zh: '已完结' }, final: true, edit: 'locked' },
    { id: 'cancelled', label: { en: 'Cancelled', zh: '已取消' }, final: true, edit: 'locked' },
  ],
  transitions: [
    {
      id: 'hold',
      label: { en: 'It took place', zh: '会议已召开' },
      from: ['planned'],
      to: 'held',
      roles: everyone,
      required: ['lines'],
      guards: [{ id: 'meeting-led' }, { id: 'meeting-day-come' }, { id: 'meeting-attended' }],
    },
    {
      id: 'close',
      label: { en: 'Close the minutes', zh: '纪要定稿' },
      from: ['held'],
      to: 'closed',
      roles: everyone,
      guards: [{ id: 'meeting-led' }, { id: 'meeting-actions-assigned' }],
    },
    {
      id: 'finish',
      label: { en: 'All actions are done', zh: '行动项全部完成' },
      from: ['closed'],
      to: 'finished',
      roles: everyone,
      guards: [{ id: 'meeting-actions-done' }],
    },
    {
      id: 'cancel',
      label: { en: 'Cancel the meeting', zh: '取消会议' },
      from: ['planned'],
      to: 'cancelled',
      roles: everyone,
      guards: [{ id: 'meeting-led' }],
      comment: 'required',
    },
  ],
});
