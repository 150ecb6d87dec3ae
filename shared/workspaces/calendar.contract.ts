import * as z from 'zod';
import { workingCalendar } from '../kernel/calendar.ts';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';

const common = {
  group: 'core',
  tag: 'Workspace',
  params: workspacePath,
  path: '/v1/workspaces/{workspaceId}/calendar',
} as const;
const output = z.object({
  version: z.int(),
  calendar: workingCalendar,
  timeZone: z.string(),
  /** Free days and make-up days of this and the next year as the library knows them. */
  known: z.array(z.object({ date: z.string(), name: z.object({ en: z.string(), zh: z.string() }), work: z.boolean() })),
});

export const getCalendar = defineEndpoint({
  ...common,
  id: 'calendar.get',
  method: 'GET',
  permission: 'workspace:read',
  output,
  status: 200,
  errors: [],
  example: {},
  summary: 'The working calendar: week, holidays, make-up days',
});
export const putCalendar = defineEndpoint({
  ...common,
  id: 'calendar.put',
  method: 'PUT',
  permission: 'workspace:write',
  ifMatch: true,
  body: z.strictObject({ calendar: workingCalendar }),
  output,
  status: 200,
  errors: [],
  example: {
    body: {
      calendar: {
        week: {
          '1': [
            ['09:00', '12:00'],
            ['13:00', '18:00'],
          ],
        },
        publicHolidays: 'CN',
        holidays: [],
        workdays: [],
      },
    },
  },
  summary: 'Set the working calendar; it counts for steps taken from now on',
});
export const calendarContracts = [getCalendar, putCalendar] as const;
