import { importRoutes } from '../imports/routes.ts';
import { frontDoor } from '../runtime/front-door.ts';
import { httpHandler } from '../runtime/http.ts';

/** Imports: what signs addresses of the file bucket. */
export const handler = frontDoor(httpHandler([importRoutes].flat()));
