import { accessRoutes } from '../access/routes.ts';
import { frontDoor } from '../runtime/front-door.ts';
import { httpHandler } from '../runtime/http.ts';
import { inviteRoutes } from '../workspaces/invite.ts';

/** Sign-in and invitations: what talks to the identity provider. */
export const handler = frontDoor(httpHandler([accessRoutes, inviteRoutes].flat()));
