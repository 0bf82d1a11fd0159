/**
 * The floors of the house: who may import whom, type-only imports included.
 * shared <- server/domain <- {server/store, server/graph} <- server/services <- {server/http, server/worker} <- server/main
 */

/** `from` may import nothing of the project but `to` (and itself). */
function floor(name, from, to, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from: { path: `^${from}` },
    to: {
      path: '^(shared|server|addin|sandbox|tools|test)/',
      pathNot: `^(${[from, ...to].join('|')})`,
    },
  }
}

/** The rooms of one floor, from the ground up: a room may use those named before it, and no other. */
function rooms(path, names) {
  return names.map((name, at) => ({
    name: `${path}${name}`,
    severity: 'error',
    comment: 'A room uses the rooms named before it in its list, and the floors below.',
    from: { path: `^${path}${name}/` },
    to: {
      path: `^${path}[^/]+/`,
      pathNot: `^${path}(${names.slice(0, at + 1).join('|')})/`,
    },
  }))
}

/** Files at the root of a floor are its ground: they know no room. */
function ground(path) {
  return {
    name: `${path} ground`,
    severity: 'error',
    comment: 'What every room stands on knows none of them.',
    from: { path: `^${path}[^/]+[.]ts$` },
    to: { path: `^${path}[^/]+/` },
  }
}

/** Folders that no list of rooms names would be bound by no rule. */
function everyRoomNamed(path, names) {
  return {
    name: `${path} every room named`,
    severity: 'error',
    comment: 'A new room gets its place in the list of its floor first.',
    from: {},
    to: { path: `^${path}[^/]+/`, pathNot: `^${path}(${names.join('|')})/` },
  }
}

function floorOf(path, names) {
  return [...rooms(path, names), everyRoomNamed(path, names)]
}

/** The same nouns on every floor; the order says who may use whom. */
const servicesRooms = [
  'policies',
  'mailboxes',
  'automation',
  'meetings',
  'contacts',
  'enrollments',
  'imports',
  'sequences',
  'outbound',
  'directory',
  'tasks',
  'inbound',
  'views',
]
const storeRooms = [
  'db',
  'contacts',
  'sequences',
  'history',
  'enrollments',
  'outbound',
  'mailboxes',
  'meetings',
  'automation',
  'imports',
  'directory',
  'jobs',
  'migrations',
]
const domainRooms = [
  'time',
  'contacts',
  'templates',
  'sequences',
  'enrollments',
  'outbound',
  'mailboxes',
  'meetings',
  'directory',
  'imports',
  'automation',
  'mail',
  'unenrollment',
]

/** One room of the screens; `below` are the rooms it may use beside itself. */
function screen(name, below, comment) {
  const allowed = [name, ...below].map((room) => `addin/${room}/`)
  return {
    name: `addin/${name}`,
    severity: 'error',
    comment,
    from: { path: `^addin/${name}/` },
    to: { path: '^addin/', pathNot: `^(${allowed.join('|')})` },
  }
}

const belowUi = ['outlook', 'auth', 'api']
const belowCard = [...belowUi, 'ui']
const belowPane = [...belowCard, 'contact-card']
const belowFeature = [...belowPane, 'console/ui']

/** The features of the console, each with the features it may look into: all others meet in api, ui and console/ui. */
const features = {
  automation: [],
  companies: ['contacts'],
  contacts: [],
  enrollments: ['sequences'],
  imports: [],
  scheduled: [],
  sequences: [],
  settings: [],
  steps: ['sequences'],
}

const screens = [
  screen('outlook', [], 'Outlook as the screens see it.'),
  screen('auth', [], 'The ways to sign in; they know no screen and no question.'),
  screen('api', [], 'Questions to the server, and what is kept of the answers.'),
  screen('ui', belowUi, 'Pieces of any page.'),
  screen('contact-card', belowCard, 'The card of one contact, in the pane and in the console.'),
  screen('taskpane', belowPane, 'The pane knows nothing of the console.'),
  screen('sign-in', belowCard, 'The sign-in window shows no contact.'),
  screen('console/ui', belowPane, 'Pieces that several features of the console show.'),
  ...Object.entries(features).map(([name, others]) =>
    screen(
      `console/${name}`,
      [...belowFeature, ...others.map((other) => `console/${other}`)],
      'Features meet in api, ui and console/ui.',
    ),
  ),
  screen(
    'console/app',
    [...belowFeature, ...Object.keys(features).map((name) => `console/${name}`)],
    'The app shows every feature; none knows the app.',
  ),
  {
    name: 'addin/api below its queries',
    severity: 'error',
    comment: 'A query asks through the API; the API knows no query.',
    from: { path: '^addin/api/[^/]+[.]ts$' },
    to: { path: '^addin/api/queries/' },
  },
  {
    name: 'addin/every file in a room',
    severity: 'error',
    comment: 'A file outside of the rooms would be bound by no rule.',
    from: {
      path: `^addin/([^/]+$|console/[^/]+$|(?!(${[...belowPane, 'taskpane', 'sign-in', 'console'].join('|')})/))`,
    },
    to: {},
  },
]

module.exports = {
  forbidden: [
    ground('server/services/'),
    ...floorOf('server/services/', servicesRooms),
    ...floorOf('server/store/', storeRooms),
    ...floorOf('server/domain/', domainRooms),
    ...floorOf('server/domain/mail/', [
      'message',
      'delivery',
      'facts',
      'phrases',
      'dates',
      'kinds',
    ]),
    ...floorOf('server/http/', ['shapes', 'api', 'routes', 'pages']),
    ...screens,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'nothing-in-from-tests',
      severity: 'error',
      comment: 'Tests look at the house; the house does not know them.',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'shared-imports-nothing',
      severity: 'error',
      comment:
        'shared holds words for both sides of the wire: no library, no Node, no folder of ours.',
      from: { path: '^shared/' },
      to: { pathNot: '^shared/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment:
        'No input or output: clock, ids and facts come in as arguments. Hashing is arithmetic.',
      from: { path: '^server/domain/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    floor(
      'server-domain',
      'server/domain/',
      ['shared/'],
      'The domain knows only the shared words.',
    ),
    floor(
      'server-store',
      'server/store/',
      ['shared/', 'server/domain/'],
      'Rows to domain and back.',
    ),
    floor(
      'server-graph',
      'server/graph/',
      ['shared/', 'server/domain/'],
      'Graph to domain and back.',
    ),
    floor(
      'server-services',
      'server/services/',
      ['shared/', 'server/domain/', 'server/store/', 'server/graph/'],
      'Services read, ask the domain, write; they know no HTTP.',
    ),
    floor(
      'server-http',
      'server/http/',
      ['shared/', 'server/domain/', 'server/store/', 'server/graph/', 'server/services/'],
      'Thin: parse, call, answer.',
    ),
    floor(
      'server-worker',
      'server/worker/',
      ['shared/', 'server/domain/', 'server/store/', 'server/graph/', 'server/services/'],
      'The clock comes in here, as requests do by http; the two do not know each other.',
    ),
    {
      name: 'only-reading-makes-a-complete-read',
      severity: 'error',
      comment:
        'A complete read is the proof without which no email goes: whoever judges the last page makes it, and nobody else.',
      from: { path: '^server/', pathNot: '^server/services/inbound/sync-messages[.]ts$' },
      to: {
        path: '^server/domain/mailboxes/complete-read[.]ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'server-main-on-top',
      severity: 'error',
      comment: 'Only a main file sees everything, so nothing sees a main file.',
      from: {},
      to: { path: '^(server|sandbox)/main[.]ts$' },
    },
    floor('server', 'server/', ['shared/'], 'The server knows the sandbox as addresses only.'),
    floor('addin', 'addin/', ['shared/'], 'The pane knows the server by shared words only.'),
    floor('sandbox', 'sandbox/', [], 'The sandbox must not know what it tests.'),
    {
      ...floor(
        'tools',
        'tools/',
        ['shared/'],
        'Tools start the programs from outside and never look into them; a bench measures their pieces.',
      ),
      from: { path: '^tools/', pathNot: '^tools/bench' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
