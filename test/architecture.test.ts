import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SETTINGS, type SettingKey } from '../crm/store/settings.ts';
import { freshStore } from './store.ts';

/** The allowed imports of each layer (`type:` = types only). README.md draws the same picture. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  crm: [],
  kpi: ['type:crm'],
  cards: ['type:crm', 'type:kpi'],
  commands: ['cards', 'crm', 'kpi'],
  jobs: ['cards', 'crm', 'kpi'],
  prisma: ['crm'],
  bot: ['commands', 'jobs', 'prisma', 'cards', 'crm', 'kpi'],
};
/** Carries no knowledge of customers: the exhaustiveness check and the errors, the calendar, the clock and the length of texts. */
const ANYBODY = ['crm/problem.ts', 'crm/text/', 'crm/time/'];

/** An action's schema is made of the ids and kinds that `crm/` defines. */
const ACTIONS = /^cards\/[a-z]+\/actions\.ts$/;

/** Each SDK has one home. */
const HOME: Record<string, string> = {
  '@slack/bolt': 'bot/slack/',
  '@slack/web-api': 'bot/slack/',
  '@slack/types': 'cards/view/slack/',
  botbuilder: 'bot/teams/',
  'node-cron': 'jobs/scheduler.ts',
  '@resvg/resvg-js': 'bot/charts/',
  pg: 'prisma/',
  'pg-boss': 'prisma/',
  '@prisma/client': 'prisma/',
  '@electric-sql/pglite': 'prisma/',
  'csv-parse': 'crm/connectors/csv/',
  'read-excel-file': 'crm/connectors/csv/',
  'temporal-polyfill': 'crm/time/',
  'date-holidays': 'crm/time/',
};
const SEVERAL_HOMES: Record<string, readonly string[]> = {
  '@slack/types': ['cards/view/slack/', 'bot/slack/'],
  'csv-parse': ['crm/connectors/csv/', 'crm/connectors/salesforce/'],
};

const filesOf = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('prisma/client/'));

const importsOf = (source: string) =>
  [
    ...source.matchAll(/^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'/gm),
    ...source.matchAll(/()\bimport\('([^']+)'\)/g),
  ].map(([, type, target = '']) => ({ type: Boolean(type?.trim()), target }));

describe.each(Object.entries(MAY_IMPORT).filter(([folder]) => filesOf(folder).length > 0))(
  '%s/',
  (folder, allowed) => {
    test.each(filesOf(folder))('%s imports only what it may', (file) => {
      for (const { type, target } of importsOf(readFileSync(file, 'utf8'))) {
        if (target.startsWith('.')) {
          const path = normalize(join(dirname(file), target));
          const neighbour = path.split('/')[0] ?? '';
          if (neighbour === folder || ANYBODY.some((home) => path.startsWith(home))) continue;
          if (neighbour === 'crm' && ACTIONS.test(file)) continue;
          expect(
            allowed.includes(neighbour) || (type && allowed.includes(`type:${neighbour}`)),
            `${file} → ${target}`,
          ).toBe(true);
        } else {
          const sdk = Object.keys(HOME).find(
            (name) => target === name || target.startsWith(`${name}/`),
          );
          const homes = sdk ? (SEVERAL_HOMES[sdk] ?? [HOME[sdk]]) : [];
          if (sdk)
            expect(
              homes.some((home) => home && file.startsWith(home)),
              `${file} → ${target}`,
            ).toBe(true);
        }
      }
    });
  },
);

/** The folder of a capability in its layer, as `note` of `cards/note/card.ts`; null for a file that has none. */
const capabilityOf = (file: string): string | null => {
  const [, folder, below] = file.split('/');
  return folder && below ? folder : null;
};

/** A registry names everything of its layer, and a button names the page it leads to, as that page names the way back. */
const LINKS = /(?:^|\/)(?:index|actions)\.ts$/;

/** The capabilities that each capability of a layer runs code of, with the imports that say so; types are no code. */
function capabilityImports(layer: string): Map<string, Map<string, string[]>> {
  const found = new Map<string, Map<string, string[]>>();
  for (const file of filesOf(layer).filter((name) => !name.endsWith('/index.ts'))) {
    const from = capabilityOf(file);
    for (const { type, target } of importsOf(readFileSync(file, 'utf8'))) {
      if (type || !target.startsWith('.') || LINKS.test(target)) continue;
      const path = normalize(join(dirname(file), target));
      const to = capabilityOf(path);
      if (!path.startsWith(`${layer}/`) || !from || !to || from === to) continue;
      const ofFrom = found.get(from) ?? new Map<string, string[]>();
      found.set(from, ofFrom.set(to, [...(ofFrom.get(to) ?? []), `${file} → ${path}`]));
    }
  }
  return found;
}

/** `note → task`, and the imports that say so, where `task` leads back to `note`. */
function circlesIn(layer: string): Map<string, string[]> {
  const imports = capabilityImports(layer);
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(imports.get(from)?.keys() ?? [])].some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return leadsTo(next, to, seen);
    });
  return new Map(
    [...imports].flatMap(([from, targets]) =>
      [...targets]
        .filter(([to]) => leadsTo(to, from))
        .map(([to, lines]) => [`${from} → ${to}`, lines] as const),
    ),
  );
}

/** Circles of today; this list may only shrink. A message is redrawn from its win, and a win's lost post is reported. */
const CIRCLES: Readonly<Record<string, readonly string[]>> = {
  jobs: ['notification → win', 'win → notification'],
};

test.each(Object.keys(MAY_IMPORT))(
  'capabilities of %s/ do not import each other in a circle',
  (layer) => {
    const circles = circlesIn(layer);
    const known = CIRCLES[layer] ?? [];
    expect([...circles].filter(([pair]) => !known.includes(pair))).toEqual([]);
    expect(known.filter((pair) => !circles.has(pair))).toEqual([]);
  },
);

test('only the configuration reads the environment', () => {
  const readers = Object.keys(MAY_IMPORT)
    .flatMap(filesOf)
    .filter((file) => /process\.env/.test(readFileSync(file, 'utf8')));
  // generate.ts hands the environment on to a program.
  expect(readers.filter((file) => file !== 'prisma/generate.ts')).toEqual(['bot/config.ts']);
});

test('only bot/ and the dialects of cards/ know which chat platforms there are', () => {
  const neutral = ['crm', 'kpi', 'commands', 'jobs', 'prisma']
    .flatMap(filesOf)
    // A CRM may use one of their names for something of its own.
    .filter((file) => !file.startsWith('crm/connectors/'))
    .concat('cards/view/view.ts');
  const knowing = neutral.filter((file) =>
    /'(?:slack|teams)'|\b(?:slack|teams)(?:Id|\??:)/.test(readFileSync(file, 'utf8')),
  );
  expect(knowing).toEqual([]);
});

test('every adapter of bot/ is registered', () => {
  const registry = readFileSync('bot/adapters.ts', 'utf8');
  for (const file of filesOf('bot').filter((name) =>
    /^export const \w+: Adapter = /m.test(readFileSync(name, 'utf8')),
  ))
    expect(registry, file).toContain(`from './${file.slice('bot/'.length)}'`);
});

/** A key names a message and says nothing; `subject` says what the message is about. */
const TAKEN_APART =
  /\b[kK]ey\??\.(?:split|startsWith|endsWith|slice|substring|match|matchAll|search|replace|replaceAll|includes|indexOf|at)\(|\.(?:exec|test)\((?:\w+\.)?key\)|\bkey (?:NOT )?(?:LIKE|~|SIMILAR)|(?:split_part|substr|substring|regexp_\w+)\((?:\w+\.)?key\b/;

test.each([
  "message.key.split(':')",
  'return /^handoff:/.exec(key)',
  "read(`WHERE key LIKE 'handoff:%'`)",
])('%s takes a key apart', (source) => expect(source).toMatch(TAKEN_APART));

test('nothing that has to do with messages takes a key apart', () => {
  const takers = ['crm', 'cards', 'commands', 'jobs', 'prisma/notification', 'prisma/commit']
    .flatMap(filesOf)
    .concat('bot/run.ts')
    // The keys of what a person pressed are the platform's.
    .filter((file) => !file.startsWith('cards/view/'))
    .filter((file) => TAKEN_APART.test(readFileSync(file, 'utf8')));
  expect(takers).toEqual([]);
});

/** Spelled-out lengths of time, and ways from a clock on the wall to an instant and back. */
const OF_TIME: readonly (readonly [string, RegExp])[] = [
  ['a length of time', /\b(?:864e5|86_?400(?:_?000)?|3_?600_?000|(?<!\d[_.])60_?000|36e5|6e4)\b/],
  ['a length of time', /\b(?:24 \* (?:60|HOUR|3_?600)|60 \* (?:60|1_?000|MINUTE|SECOND))\b/],
  [
    'a clock read through Intl',
    /\.formatToParts\(|longOffset|shortOffset|DateTimeFormat\('sv-SE'|getTimezoneOffset/,
  ],
  ['a day cut from an instant', /toISOString\(\)\s*\.slice\(0, 10\)/],
  ['a day of the week', /getUTCDay\(|getDay\(/],
];

test('only crm/time converts between instants, days and clocks, and spells lengths of time', () => {
  const found = Object.keys(MAY_IMPORT)
    .flatMap(filesOf)
    .filter((file) => !file.startsWith('crm/time/'))
    .flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      return OF_TIME.filter(([, pattern]) => pattern.test(source)).map(
        ([what, pattern]) => `${file}: ${what}: ${pattern.exec(source)?.[0]}`,
      );
    });
  expect(found).toEqual([]);
});

describe('settings hold settings', () => {
  test('by names from a closed list, in which no id has room', () => {
    // @ts-expect-error A key that is made of an id is none of the list.
    const hidden: SettingKey = `draft:${'ana' as string}`;
    expect(Object.keys(SETTINGS)).not.toContain(hidden);
    expect(Object.keys(SETTINGS).filter((key) => !/^[a-z]+(?:-[a-z]+)*$/.test(key))).toEqual([]);
  });

  test('and nothing else reads or writes their table', () => {
    const table = /\b(?:FROM|INTO|UPDATE|JOIN) "?setting"?\b|\.setting\./i;
    const users = Object.keys(MAY_IMPORT)
      .flatMap(filesOf)
      .filter((file) => table.test(readFileSync(file, 'utf8')));
    expect(users).toEqual(['prisma/settings/settings.ts']);
  });
});

test('plurals and lists are made by Intl', () => {
  const strings = filesOf('cards').filter((file) => file.endsWith('strings.ts'));
  expect(strings.length).toBeGreaterThan(10);
  const found = strings.filter((file) =>
    /=== 1\s*\?|\.join\(', '\)|\.slice\(0, -1\)/.test(readFileSync(file, 'utf8')),
  );
  expect(found).toEqual([]);
});

test.each([
  ['commands', /= defineCommand\(/],
  ['jobs', /= defineJob\(/],
  ['kpi', /= defineKpi\(/],
  ['crm/connectors', /= defineConnector\(/],
])('every file of %s/ that defines one is registered', (folder, defines) => {
  const index = filesOf(folder).includes(`${folder}/index.ts`)
    ? readFileSync(`${folder}/index.ts`, 'utf8')
    : '';
  const defining = filesOf(folder).filter((file) => defines.test(readFileSync(file, 'utf8')));
  for (const file of defining)
    expect(index, file).toContain(`from './${file.slice(folder.length + 1)}'`);
});

test('every file of jobs/ that defines a consumer of events is registered', () => {
  const index = readFileSync('jobs/event/index.ts', 'utf8');
  for (const file of filesOf('jobs').filter((name) =>
    /= defineConsumer\(/.test(readFileSync(name, 'utf8')),
  ))
    expect(index, file).toContain(`from '../${file.slice('jobs/'.length)}'`);
});

/** Each of these programs hands its own clock to what it starts. Nothing else reads one: see DECISIONS.md, "One clock". */
const CLOCKS = [
  'bot/main.ts',
  'bot/cli/ask.ts',
  'bot/cli/backup.ts',
  'bot/cli/demo.ts',
  'bot/cli/doctor.ts',
  'bot/cli/export.ts',
  'bot/cli/import.ts',
  'bot/cli/prepare-store.ts',
  'bot/cli/restore.ts',
  'prisma/new-migration.ts',
  'test/clock.ts',
];
/** A clock in TypeScript. `performance.now()` is none: it measures how long something took. */
const TYPESCRIPT_CLOCK = [
  /\bnew Date\b(?!\s*[(<])/,
  /(?<![\w.])Date\(\s*\)/,
  /\bDate\.now\b/,
  /\bTemporal\.Now\b/,
  /\.format(?:ToParts)?\(\s*\)/,
];
const SQL_CLOCK = [
  /\bnow\(\)/i,
  /\bcurrent_(?:timestamp|date|time)\b|\blocaltime(?:stamp)?\b/i,
  /\b(?:clock|statement|transaction)_timestamp\b|\btimeofday\(/i,
  /'(?:now|today|tomorrow|yesterday)'::/i,
];
/** Jobs in the queue are due by the database's clock, which only measures waits. */
const ABOUT_THE_QUEUE = /\bqueue\.(?:job|queue)\b/;

const NEXT =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<=[=(,:!&|?[{};]\s*)\/(?:[^\\/\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/|'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|[`{}]/y;
const IN_A_TEMPLATE = /((?:[^`\\$]|\\[\s\S]|\$(?!\{))*)(?:`|\$\{)/y;

/** Its strings without what is put into them, and the rest of it without comments. */
function read(source: string): { strings: string[]; code: string } {
  const strings: string[] = [];
  const templates: number[] = [];
  let depth = 0;
  let code = '';
  let at = 0;
  const template = (from: number): number => {
    IN_A_TEMPLATE.lastIndex = from;
    const [all = '`', text = ''] = IN_A_TEMPLATE.exec(source) ?? [];
    strings.push(text);
    code += "''";
    if (all.endsWith('{')) templates.push(depth);
    return from + all.length;
  };
  while (at < source.length) {
    NEXT.lastIndex = at;
    const [token, single, double] = NEXT.exec(source) ?? [];
    if (token === undefined) code += source[at];
    at += token?.length ?? 1;
    if (single !== undefined || double !== undefined) {
      strings.push(single ?? double ?? '');
      code += "''";
    }
    if (token === '{') depth += 1;
    if (token === '`') at = template(at);
    else if (token === '}' && templates.at(-1) === depth) {
      templates.pop();
      at = template(at);
    } else if (token === '}') depth -= 1;
  }
  return { strings, code };
}

const clocksIn = (source: string): boolean => {
  const { strings, code } = read(source);
  return (
    TYPESCRIPT_CLOCK.some((clock) => clock.test(code)) ||
    strings.some(
      (text) =>
        !ABOUT_THE_QUEUE.test(text) &&
        [...SQL_CLOCK, /\bnew Date\(\s*\)/].some((clock) => clock.test(text)),
    )
  );
};

describe('one clock', () => {
  test.each([
    'const at = new Date();',
    'const at = Date.now();',
    `const at = given ? \`\${new Date()}\` : null;`,
    'const day = new Intl.DateTimeFormat("en").format();',
    "query('UPDATE customer SET updated_at = now()')",
    `query(\`SELECT \${columns} FROM note WHERE at < CURRENT_TIMESTAMP\`)`,
    `spawn(\`const at = \${old} + new Date();\`)`,
  ])('%s reads one', (source) => expect(clocksIn(source)).toBe(true));

  test.each([
    'const at = now();',
    'const begun = performance.now();',
    'const at = new Date(now().getTime() + 1); // not Date.now()',
    `query(\`SELECT \${now()} FROM \${\`a \${now()} b\`} note\`, [now()])`,
    "query('UPDATE queue.job SET start_after = now()')",
  ])('%s reads none', (source) => expect(clocksIn(source)).toBe(false));

  test('only the programs read one, and hand it in', () => {
    const readers = [...Object.keys(MAY_IMPORT), 'test']
      .flatMap(filesOf)
      .filter((file) => file !== 'test/architecture.test.ts')
      .filter((file) => clocksIn(readFileSync(file, 'utf8')));
    expect(readers.toSorted()).toEqual(CLOCKS.toSorted());
  });

  test('no column is filled by the clock of the database', async () => {
    const { database, close } = await freshStore('server');
    const columns = await database.query<{ at: string; fills: string }>(
      `SELECT table_name || '.' || column_name AS at, column_default AS fills FROM information_schema.columns
       WHERE table_schema = 'public' AND column_default IS NOT NULL AND table_name <> '_prisma_migrations'`,
    );
    await close();
    expect(columns.length).toBeGreaterThan(5);
    expect(columns.filter(({ fills }) => SQL_CLOCK.some((clock) => clock.test(fills)))).toEqual([]);
    expect(readFileSync('prisma/schema.prisma', 'utf8')).not.toMatch(/@updatedAt|default\(now/);
  });
});
