import { existsSync, readFileSync } from 'node:fs';

/** Outputs of the stacks that a person at the command line needs, and the variable that each becomes. */
export const variables: Readonly<Record<string, string>> = {
  Region: 'AWS_REGION',
  TableName: 'EVERGREEN_TABLE',
  UserPoolId: 'EVERGREEN_USER_POOL_ID',
  ClientId: 'EVERGREEN_CLIENT_ID',
  FilesBucket: 'EVERGREEN_BUCKET',
  VaultBucket: 'EVERGREEN_VAULT',
  FailuresBucket: 'EVERGREEN_FAILURES',
  WorkQueueUrl: 'EVERGREEN_QUEUE_URL',
  WorkDeadLettersUrl: 'EVERGREEN_DEAD_LETTERS',
  DispatcherFunction: 'EVERGREEN_DISPATCHER',
  WebOrigin: 'EVERGREEN_WEB_ORIGIN',
};

/**
 * What `cdk deploy --outputs-file` wrote, as lines for a shell.
 * @param text the file: output by name, by stack
 */
export const exportLines = (text: string): string[] =>
  Object.values(JSON.parse(text) as Record<string, Record<string, string>>).flatMap((outputs) =>
    Object.entries(outputs).flatMap(([name, value]) =>
      variables[name] ? [`export ${variables[name]}='${value.replaceAll("'", "'\\''")}'`] : [],
    ),
  );

if (import.meta.main) {
  const file = process.argv[2] ?? '.evergreen/outputs.json';
  if (!existsSync(file)) {
    console.error(`${file} is not there: deploy with --outputs-file ${file}`);
    process.exit(1);
  }
  console.log(exportLines(readFileSync(file, 'utf8')).join('\n'));
}
