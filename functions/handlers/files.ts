import { attachmentRoutes } from '../attachments/routes.ts';
import { exportRoutes } from '../exports/routes.ts';
import { importRoutes } from '../imports/routes.ts';
import { frontDoor } from '../runtime/front-door.ts';
import { httpHandler } from '../runtime/http.ts';

/** Imports and exports: what signs addresses of the file bucket. */
export const handler = frontDoor(httpHandler([importRoutes, exportRoutes, attachmentRoutes].flat()));
