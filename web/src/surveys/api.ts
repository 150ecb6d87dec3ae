import { queryOptions } from '@tanstack/react-query';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { surveyResults } from '../../../shared/surveys/surveys.contract.ts';
import { call } from '../client.ts';

export type Results = EndpointOutput<typeof surveyResults>;
export type Figures = Results['surveys'][number];

/** What is asked of the results: a survey, and the days on which people were asked (YYYY-MM-DD). */
export interface ResultsAsk {
  surveyId?: string;
  from?: string;
}

export const resultsQuery = (ws: string, ask: ResultsAsk) =>
  queryOptions({
    queryKey: ['survey-results', ws, ask],
    queryFn: ({ signal }) => call(surveyResults, { params: { workspaceId: ws }, query: { ...ask }, signal }),
    // Answers come from outside, at any time.
    refetchOnMount: 'always',
  });
