import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { evergreen } from '../../infra/evergreen.ts';
import { settingsSchema } from '../../infra/settings.ts';
import { functions } from '../../shared/functions.ts';

/** A resource of a template. */
export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  DependsOn?: string[];
}

/** Stand-ins for what the build makes: the templates depend on where code lies, not on what it says. */
const stubs = () => {
  // Always the same folder with the same content: nothing is left behind that grows.
  const root = join(tmpdir(), 'evergreen-infra-stubs');
  for (const { name } of functions) {
    mkdirSync(join(root, 'functions', name), { recursive: true });
    writeFileSync(join(root, 'functions', name, 'index.mjs'), 'export const handler = () => {};\n');
  }
  mkdirSync(join(root, 'site'), { recursive: true });
  writeFileSync(join(root, 'site', 'index.html'), '<!doctype html>\n');
  return { functions: join(root, 'functions'), site: join(root, 'site') };
};

/** The library's switches, as the real app has them. */
const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
  context: Record<string, unknown>;
};

/** The deployment with some settings, and the resources of each of its stacks. */
export const deployment = (settings: Record<string, unknown> = {}) => {
  const app = new App({ context });
  const stacks = evergreen(
    app,
    settingsSchema.parse({ mailFrom: 'crm@example.com', alarmMail: 'ops@example.com', ...settings }),
    stubs(),
  );
  const templates = Object.fromEntries(
    Object.entries(stacks).map(([name, stack]) => [
      name,
      Template.fromStack(stack).toJSON() as { Resources: Record<string, Resource>; Outputs?: Record<string, unknown> },
    ]),
  ) as Record<keyof typeof stacks, { Resources: Record<string, Resource>; Outputs?: Record<string, unknown> }>;
  const all = Object.entries(templates).flatMap(([stack, template]) =>
    Object.entries(template.Resources).map(([id, resource]) => ({ stack, id, ...resource })),
  );
  const ofType = (type: string) => all.filter((resource) => resource.Type === type);
  return { app, stacks, templates, all, ofType };
};
