import { suggestion } from '../../shared/surveys/suggestion.ts';
import { survey } from '../../shared/surveys/survey.ts';
import { surveyRequest } from '../../shared/surveys/survey-request.ts';
import {
  answerSurvey,
  askSurvey,
  putSurveyLink,
  surveyContracts,
  surveyResults,
} from '../../shared/surveys/surveys.contract.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { answer, ask } from './answer.ts';
import { putLink } from './hand-out.ts';
import { results } from './results.ts';

export const surveyRoutes: Routes[] = [
  crudRoutes(survey),
  crudRoutes(surveyRequest),
  crudRoutes(suggestion),
  {
    contracts: surveyContracts,
    handlers: {
      [putSurveyLink.id]: putLink,
      [surveyResults.id]: results,
      [askSurvey.id]: ask,
      [answerSurvey.id]: answer,
    },
  },
];
