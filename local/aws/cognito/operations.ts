import type * as Sdk from '@aws-sdk/client-cognito-identity-provider';
import * as admin from './admin.ts';
import * as auth from './auth.ts';
import type { Cognito } from './context.ts';
import { invalidParameter, required } from './errors.ts';
import * as mfa from './mfa.ts';
import { getPool, newId, putClient, putPool } from './pools.ts';
import * as recovery from './recovery.ts';

async function createUserPool(cognito: Cognito, input: Sdk.CreateUserPoolCommandInput) {
  const id = `local_${newId(9)}`;
  await putPool(cognito, id, { ...input, issuer: `http://localhost/${id}` });
  const now = cognito.now() / 1000;
  const Arn = `arn:aws:cognito-idp:local:000000000000:userpool/${id}`;
  return { UserPool: { Id: id, Name: input.PoolName, Arn, CreationDate: now, LastModifiedDate: now } };
}

function createUserPoolClient(cognito: Cognito, input: Sdk.CreateUserPoolClientCommandInput) {
  if (input.GenerateSecret) throw invalidParameter('Client secrets are not supported by the local user pool.');
  const pool = getPool(cognito, required(input.UserPoolId, 'UserPoolId'));
  const id = newId(26);
  putClient(cognito, id, { pool: pool.id, config: input });
  return { UserPoolClient: { ...input, ClientId: id } };
}

/** The operations of `AWSCognitoIdentityProviderService` that are answered, by their name. */
export const cognitoOperations = {
  AdminAddUserToGroup: admin.adminAddUserToGroup,
  AdminCreateUser: admin.adminCreateUser,
  AdminDeleteUser: admin.adminDeleteUser,
  AdminDisableUser: admin.adminDisableUser,
  AdminEnableUser: admin.adminEnableUser,
  AdminGetUser: admin.adminGetUser,
  AdminInitiateAuth: auth.adminInitiateAuth,
  AdminRemoveUserFromGroup: admin.adminRemoveUserFromGroup,
  AdminResetUserPassword: admin.adminResetUserPassword,
  AdminSetUserMFAPreference: admin.adminSetUserMfaPreference,
  AdminSetUserPassword: admin.adminSetUserPassword,
  AdminUpdateUserAttributes: admin.adminUpdateUserAttributes,
  AdminUserGlobalSignOut: admin.adminUserGlobalSignOut,
  AssociateSoftwareToken: mfa.associateSoftwareToken,
  ChangePassword: auth.changePassword,
  ConfirmForgotPassword: recovery.confirmForgotPassword,
  CreateUserPool: createUserPool,
  CreateUserPoolClient: createUserPoolClient,
  ForgotPassword: recovery.forgotPassword,
  GetUser: auth.getOwnUser,
  GlobalSignOut: auth.globalSignOut,
  InitiateAuth: auth.initiateAuth,
  ListUsers: admin.listUsers,
  RespondToAuthChallenge: auth.respondToAuthChallenge,
  RevokeToken: auth.revoke,
  SetUserMFAPreference: mfa.setUserMfaPreference,
  VerifySoftwareToken: mfa.verifySoftwareToken,
};
