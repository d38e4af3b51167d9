/** The house's layers: see docs/architecture.md. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'core-stands-alone', severity: 'error', from: { path: '^core/' }, to: { path: '^(apps|plugins|db|test)/' } },
    {
      name: 'plugins-use-the-door',
      comment: 'A plugin imports the plugin API, npm packages and its own files, nothing else.',
      severity: 'error',
      from: { path: '^plugins/([^/]+)/' },
      to: { path: '^(apps|db|test|core|plugins)/', pathNot: ['^core/plugin-api/index\\.ts$', '^plugins/$1/'] },
    },
    { name: 'db-knows-run-types', severity: 'error', from: { path: '^db/' }, to: { path: '^(apps|plugins|test|core)/', pathNot: '^core/(runs|errors)/' } },
    { name: 'product-not-tests', severity: 'error', from: { path: '^(apps|core|db|plugins)/' }, to: { path: '^test/' } },
    {
      name: 'no-orphans',
      comment: 'register-tsx is read by threads that run sources.',
      severity: 'error',
      from: { orphan: true, path: '^(apps|core|db|plugins)/', pathNot: '((main|cli)\\.ts|register-tsx\\.mjs)$' },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'not-to-dev-dependencies',
      severity: 'error',
      from: { path: '^(apps|core|db|plugins)/', pathNot: '^apps/studio/vite\\.config\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The example plugin stands for a package of its own: it resolves genesis as an outsider does.
    exclude: { path: '(^|/)(dist|generated)/|^plugins/example-' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'] },
  },
};
