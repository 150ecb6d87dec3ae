import { auditLooks } from '../audit/looks.ts';
import { groupMarks } from '../history/group-marks.ts';
import { historyAndCounters } from '../history/projector.ts';
import { notices } from '../notices/projector.ts';
import { streamHandler } from '../runtime/stream.ts';
import { valueMarks } from '../value/marks.ts';

/** Everything that is derived from the changes of the table, in this order for each batch. */
export const handler = streamHandler([historyAndCounters, groupMarks, auditLooks, notices, valueMarks]);
