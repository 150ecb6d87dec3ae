import { interview } from '../../shared/interviews/interview.ts';
import {
  drawInterviews,
  finishInterview,
  interviewContracts,
  interviewHints,
  knowledge,
  linkFindings,
  planInterview,
} from '../../shared/interviews/interviews.contract.ts';
import { questionSet } from '../../shared/interviews/question-set.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Routes } from '../runtime/http.ts';
import { draw } from './draw.ts';
import { finish } from './finish.ts';
import { hints, link } from './hints.ts';
import { knowledgeOf } from './knowledge.ts';
import { plan } from './plan.ts';

export const interviewRoutes: Routes[] = [
  crudRoutes(questionSet),
  crudRoutes(interview),
  {
    contracts: interviewContracts,
    handlers: {
      [planInterview.id]: plan,
      [drawInterviews.id]: draw,
      [finishInterview.id]: finish,
      [linkFindings.id]: link,
      [interviewHints.id]: hints,
      [knowledge.id]: knowledgeOf,
    },
  },
];
