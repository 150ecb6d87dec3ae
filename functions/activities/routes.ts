import { activity } from '../../shared/activities/activity.ts';
import { crudRoutes } from '../runtime/crud.ts';

export const activityRoutes = [crudRoutes(activity)];
