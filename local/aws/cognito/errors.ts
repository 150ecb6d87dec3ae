import { AwsError } from '../http.ts';

/** The refusal that says nothing: wrong password and unknown user look alike. */
export const notAuthorized = (message = 'Incorrect username or password.') =>
  new AwsError('NotAuthorizedException', message);

/** A request that Cognito does not take. */
export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message);

/** Only for administrators, and clients that ask to be told. */
export const userNotFound = () => new AwsError('UserNotFoundException', 'User does not exist.');

/** A wrong code. */
export const codeMismatch = (message = 'Invalid verification code provided, please try again.') =>
  new AwsError('CodeMismatchException', message);

/** Too many tries within an hour. */
export const limitExceeded = () =>
  new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');

/**
 * A parameter that must be there.
 * @throws InvalidParameterException naming it.
 */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined || value === '') throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}
