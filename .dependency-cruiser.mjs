const doors = [
  ['@kubernetes/client-node', 'controller/cluster', 'the Kubernetes client'],
  ['tar-stream', 'controller/cluster/source/flux', 'archives'],
  ['isomorphic-git', 'controller/source', 'Git'],
  ['@grpc/grpc-js', '(csi|cli|store/etcd)', 'gRPC'],
  ['@marcbachmann/cel-js', 'core/policy', 'CEL'],
  ['re2js', 'core/policy', 'regular expressions from outside'],
  ['js-yaml', '(core/parse|cli/report)', 'YAML'],
  ['lmdb', 'store', 'LMDB'],
  ['fastify', 'cli', 'the HTTP server'],
  ['pino', 'cli/serve', 'log lines'],
  ['prom-client', 'cli/observe', 'metrics'],
  ['@opentelemetry', 'cli/observe', 'traces'],
  ['commander', 'cli', 'the command line'],
];

const door = ([library, folder, what]) => ({
  name: `one-door-for-${library.replace(/[@/]/g, '')}`,
  comment: `Only ${folder} may use ${library}: ask for ${what} through a port of yours that it implements.`,
  severity: 'error',
  from: { pathNot: [`^${folder}/`, '\\.test\\.ts$', '^(tools|test|bench)/'] },
  to: { path: `node_modules/${library}/` },
});

const arrow = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '(\\.test\\.ts$|/testing/)' },
  to: { path: to },
});

export default {
  forbidden: [
    arrow(
      'generated-imports-nothing',
      '^schemas/generated/',
      '^(core|store|controller|csi|cli)/',
      'Generated code stands alone: change its generator in tools/.',
    ),
    arrow(
      'core-is-the-bottom',
      '^core/',
      '^(store|controller|csi|cli)/',
      'core/ knows no outside: declare a value or a port in core/model and let the outside fill it.',
    ),
    {
      name: 'core-is-pure',
      comment: 'core/ has no I/O: take the bytes as an argument.',
      severity: 'error',
      from: { path: '^core/', pathNot: '(\\.test\\.ts$|/testing/)' },
      to: { dependencyTypes: ['core'] },
    },
    arrow(
      'model-imports-only-model',
      '^core/model/',
      '^core/(?!model/)',
      'core/model is what everything shares: put the logic where it is used.',
    ),
    arrow(
      'verify-stands-alone',
      '^core/verify/',
      '^core/(placement|plan|policy|parse|simulate)/',
      'verify/ checks placement/ and plan/ independently: it may import core/model alone.',
    ),
    arrow(
      'simulate-is-the-top-of-core',
      '^core/(?!simulate/)',
      '^core/simulate/',
      'simulate/ asks placement what if: what decides must not depend on it.',
    ),
    arrow(
      'store-below-controller-and-csi',
      '^store/',
      '^(controller|csi|cli)/',
      'store/ serves both sides: pass what it needs as an argument.',
    ),
    arrow(
      'controller-does-not-know-csi',
      '^controller/',
      '^(csi|cli)/',
      'Controller and driver meet in the store; declare a port here and let cli/ wire it.',
    ),
    arrow(
      'csi-does-not-know-controller',
      '^csi/',
      '^(controller|cli)/',
      'Controller and driver meet in the store; declare a port here and let cli/ wire it.',
    ),
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one thing, or want a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-import-of-tests',
      comment: 'Move what is shared into a testing/ folder.',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$' },
      to: { path: '\\.test\\.ts$' },
    },
    {
      name: 'data-is-read-not-imported',
      comment: 'policies/ and examples/ are data: read them at run time.',
      severity: 'error',
      from: {},
      to: { path: '^(policies|examples)/' },
    },
    ...doors.map(door),
    {
      name: 'child-processes-only-in-system-and-source',
      comment: 'Commands run in csi/system and controller/source alone: ask the System port.',
      severity: 'error',
      from: { pathNot: ['^(csi/system|controller/source)/', '(\\.test\\.ts$|/testing/)', '^(tools|test|bench)/'] },
      to: { path: '^(node:)?child_process$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|(csi|store)/generated/)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
};
