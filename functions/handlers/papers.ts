import { paperRoutes } from '../papers/routes.ts';
import { frontDoor } from '../runtime/front-door.ts';
import { httpHandler } from '../runtime/http.ts';

/** Documents for customers as PDF: the one function that carries fonts. */
export const handler = frontDoor(httpHandler([paperRoutes]));
