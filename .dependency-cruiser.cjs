/** The rules of the house about who may import whom; docs/architecture.md says why. */
const external = { dependencyTypesNot: ['type-only'] };
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one thing or three.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'shared/ says what things are: no world in it.',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(functions|local|web|infra|scripts|test)/' },
    },
    {
      name: 'shared-uses-no-sdk',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: {
        path: 'node_modules/(@aws-sdk|@smithy|@middy|aws-cdk-lib)|^node:|^(fs|path|http|https|crypto|os|child_process)$',
      },
    },
    {
      name: 'web-uses-shared-alone',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(functions|local|infra|scripts|test)/' },
    },
    {
      name: 'infra-uses-shared-alone',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(functions|local|web|test)/' },
    },
    {
      name: 'modules-do-not-import-each-other',
      severity: 'error',
      comment: 'What two modules share is pure and lives in shared/, or in the runtime.',
      from: { path: '^functions/(?!runtime/|handlers/)([^/]+)/' },
      to: { path: '^functions/(?!runtime/)([^/]+)/', pathNot: '^functions/$1/' },
    },
    {
      name: 'runtime-knows-no-module',
      severity: 'error',
      from: { path: '^functions/runtime/' },
      to: { path: '^functions/(?!runtime/)' },
    },
    {
      name: 'generators-know-no-rule',
      severity: 'error',
      comment: 'A generator that shared a rule’s code would agree with it whatever it did.',
      from: { path: '^test/data/.*generator[^/]*\\.ts$' },
      to: { path: '^(shared|functions|local|web|infra|scripts|test/harness)/', ...external },
    },
    {
      name: 'no-unlisted-packages',
      severity: 'error',
      from: { path: '^(shared|functions)/', pathNot: '\\.(test|fixture)\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], ...external },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    // TypeScript 7 has no API that this tool can use yet.
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
