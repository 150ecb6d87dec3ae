import type { Jobs } from '../runtime/worker.ts';
import { sendSurveys } from './send.ts';

export const surveyJobs: Jobs = { 'surveys.send': sendSurveys };
