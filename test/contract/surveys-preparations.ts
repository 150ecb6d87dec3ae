import { account } from '../../shared/customers/account.ts';
import { survey } from '../../shared/surveys/survey.ts';
import { surveyRequest } from '../../shared/surveys/survey-request.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of surveys need.

const wanted = async ({ admin }: Stage) => ({
  surveyId: (await makeRecord(admin, survey)).id,
  accountId: (await makeRecord(admin, account)).id,
});

const handedOut = async (stage: Stage): Promise<Any> =>
  done(await stage.admin.call('PUT', '/survey-links', { body: await wanted(stage) }));

const atLink: Preparation = async (stage) => {
  const { link } = await handedOut(stage);
  return { params: { token: String(link).split('/').slice(-2).join('.') } };
};

/** Records that are made by asking somebody alone. */
export const surveyMakers: Record<string, (stage: Stage) => Promise<Any>> = {
  [surveyRequest.name]: async (stage) => (await handedOut(stage)).request,
};

export const surveyPreparations: Record<string, Preparation> = {
  'surveyLinks.put': async (stage) => ({ body: await wanted(stage) }),
  'surveys.ask': atLink,
  'surveys.answer': atLink,
};
