import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { functions } from '../shared/functions.ts';
import { Checks } from './checks.ts';
import { evergreen } from './evergreen.ts';
import { readSettings } from './settings.ts';

/** The CDK app: `cdk.json` runs it. Functions and site are built before; what is uploaded is what was tested. */
const root = join(import.meta.dirname, '..');
const built = join(root, 'dist', 'functions');
const site = join(root, 'dist', 'web');

const missing = functions.filter((one) => !existsSync(join(built, one.name, 'index.mjs')));
if (missing.length > 0)
  throw new Error(`not built: ${missing.map((one) => one.name).join(', ')}; run node scripts/build-functions.ts`);
const page = existsSync(join(site, 'index.html'));
if (!page) console.warn('dist/web is not built: this run leaves the site as it is. npm run build makes it.');

const app = new App();
Validations.of(app).addPlugins(new Checks(app, { verbose: true }));
evergreen(
  app,
  readSettings((name) => app.node.tryGetContext(name)),
  { functions: built, ...(page ? { site } : {}) },
);
