import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import * as jobs from '../../jobs/index.ts';
import { templateFolder } from '../../prisma/database/template.ts';
import { makeEmptyStore } from '../../prisma/empty-store.ts';
import { now } from '../clock.ts';
import { OTHER_USER } from '../missing-reference.ts';
import { freshDatabase } from '../store.ts';
import { freshDir, type Running, run, startBot, takenPort } from './process.ts';

const NOBODY = 65_534;
const mayBecomeAnother = process.getuid?.() === 0;

const running: Running[] = [];
const started = async (env: Record<string, string>): Promise<Running> => {
  const bot = await startBot(env);
  running.push(bot);
  return bot;
};
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

const ask = async (url: string, words: string, person = 'ana@rapport.example'): Promise<string> => {
  const response = await fetch(`${url}/playground/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ person, words, place: 'direct' }),
  });
  return response.text();
};

test('a first start moves the demo in, with its CRM, and answers; a stop and a second start keep everything; a second process is refused', async () => {
  const DATA_DIR = join(freshDir(), 'data');
  const first = await started({ DATA_DIR });
  expect(await ask(first.url, 'acme industries')).toContain('Ana Ruiz');
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await ask(first.url, 'note acme industries: prefers a call')).toContain(
    'The demo CRM: on its way',
  );

  const second = await run('bot/main.ts', [], { DATA_DIR, PORT: '0' });
  expect(second).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^The records in .* are in use.*\n$/),
  });

  first.child.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
  const again = await started({ DATA_DIR });
  expect(await ask(again.url, 'acme industries')).toContain('Ana Ruiz');
  again.child.kill('SIGINT');
  expect(await again.ended).toMatchObject({
    code: 0,
    out: expect.not.stringContaining('moved in'),
  });
}, 90_000);

test('a stop in the moment in which it says that it is ready ends it in good order', async () => {
  const bot = await started({ DATA_DIR: join(freshDir(), 'data') });
  bot.child.kill('SIGTERM');
  expect(await bot.ended).toMatchObject({ code: 0, err: '' });
}, 90_000);

test('three processes that start at once on an empty PostgreSQL all come up; what they need next is said', async () => {
  const { place, remove } = await freshDatabase({ empty: true });
  const env = { DATABASE_URL: place.url, DATA_DIR: join(freshDir(), 'data') };
  const copies = await Promise.all([1, 2, 3].map(() => started(env)));
  for (const { url } of copies) expect((await fetch(`${url}/readyz`)).status).toBe(200);
  for (const { child } of copies) child.kill('SIGTERM');
  for (const { ended } of copies)
    expect(await ended).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/no customers yet[\s\S]*set ADMINISTRATORS/),
    });
  await remove();
}, 90_000);

describe.skipIf(!mayBecomeAnother)(OTHER_USER, () => {
  test('installed by root, started by somebody else: it copies the prepared store and is ready', async () => {
    const folder = freshDir();
    chownSync(folder, NOBODY, NOBODY);
    await makeEmptyStore(now, Object.values(jobs));
    const DATA_DIR = join(folder, 'data');
    const bot = await startBot({ DATA_DIR, NODE_COMPILE_CACHE: '' }, NOBODY);
    running.push(bot);
    expect(await ask(bot.url, 'acme industries')).toContain('Ana Ruiz');
    expect(statSync(join(DATA_DIR, 'db')).uid).toBe(NOBODY);
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toMatchObject({ code: 0, err: '' });
    const template = templateFolder();
    const closed = readdirSync(template, { recursive: true, encoding: 'utf8' }).filter(
      (path) => (statSync(join(template, path)).mode & 0o004) === 0,
    );
    expect(closed).toEqual([]);
  }, 90_000);
});

test('whoever imported records of their own is told that no CRM is connected', async () => {
  const folder = freshDir();
  const write = (name: string, ...lines: readonly string[]) =>
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  write(
    'own.yaml',
    'name: Old CRM',
    'source: old-crm',
    'currency: EUR',
    'files:',
    '  - file: companies.csv',
    '    id: "{id}"',
    '    records:',
    '      - customer: { name: "{name}", stage: live }',
  );
  write('companies.csv', 'id,name', '1,Nordlicht Werft');
  const { place, remove } = await freshDatabase();
  const note = { words: 'note nordlicht werft prefers a call', as: 'mia@old.example' };
  // As at an embedded store: an empty one would get the demo organisation.
  const env = { DATABASE_URL: place.url, DEMO: '1', ADMINISTRATORS: note.as };
  const imported = await run('bot/cli/import.ts', [join(folder, 'own.yaml'), folder], {
    ...env,
    DATA_DIR: join(folder, 'data'),
  });
  expect(imported).toMatchObject({ code: 0 });
  const own = await started(env);
  expect(await ask(own.url, note.words, note.as)).not.toContain('demo CRM');
  const asked = await run('bot/cli/ask.ts', ['--as', note.as, note.words], env);
  expect(asked.out).toContain('Saved here; no CRM is connected. Whoever runs me can connect one');
  const status = await run('bot/cli/ask.ts', ['--as', note.as, 'status'], env);
  expect(status.out).not.toContain('administrators');
  own.child.kill('SIGKILL');
  await own.ended;
  await remove();
}, 90_000);

describe('one line that says what to do and no secret, and exit code 1', () => {
  const lines = (err: string) => err.trim().split('\n');
  const refused = async (env: Record<string, string>, says: RegExp) => {
    const { code, err, out } = await run('bot/main.ts', [], {
      DATA_DIR: join(freshDir(), 'data'),
      PORT: '0',
      ...env,
    });
    expect(err + out).not.toContain('secret');
    expect(lines(err)).toEqual([expect.stringMatching(says)]);
    expect(code).toBe(1);
  };

  test('a port in use', async () => {
    const [{ port, free }, { place, remove }] = await Promise.all([takenPort(), freshDatabase()]);
    await refused(
      { DATABASE_URL: place.url, PORT: String(port) },
      new RegExp(`Port ${port} is in use\\. .*PORT`),
    );
    free();
    await remove();
  }, 60_000);

  test('a disk that is full', async () => {
    const { place, remove } = await freshDatabase();
    const client = new pg.Client(place.url);
    await client.connect();
    // PostgreSQL's own error, where the start writes first.
    await client.query(`DELETE FROM queue.queue;
      CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
      CREATE TRIGGER no_room BEFORE INSERT ON queue.queue EXECUTE FUNCTION no_room()`);
    await client.end();
    await refused({ DATABASE_URL: place.url }, /disk .* is full\. Make room/);
    await remove();
  }, 60_000);

  test('a folder that is a file', async () => {
    const folder = freshDir();
    writeFileSync(join(folder, 'file'), '');
    await refused({ DATA_DIR: join(folder, 'file', 'data') }, /cannot be written .*DATA_DIR/);
  });

  // Root may write everywhere, so the kind that permissions forbid is only seen as somebody else.
  test.runIf(process.getuid?.() !== 0)('a folder that may not be written', async () => {
    const folder = freshDir();
    mkdirSync(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0o500);
    await refused({ DATA_DIR: join(folder, 'closed', 'data') }, /cannot be written .*DATA_DIR/);
  });

  test.each([
    ['a port that is none', { PORT: 'eighty' }, /PORT cannot be used/],
    [
      'a database address that is none',
      { DATABASE_URL: 'mysql://x' },
      /DATABASE_URL cannot be used/,
    ],
    [
      'a database that is down',
      { DATABASE_URL: 'postgres://u:secret@127.0.0.1:9/none' },
      /database at 127\.0\.0\.1:9\/none does not answer/,
    ],
    ['Slack set up in part', { SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_SIGNING_SECRET is not/],
    [
      'Slack for many workspaces, and no list of them',
      {
        SLACK_SIGNING_SECRET: 'secret',
        SLACK_CLIENT_ID: '1.2',
        SLACK_CLIENT_SECRET: 'secret',
        SLACK_STATE_SECRET: 'sixteen-characters',
      },
      /SLACK_TEAMS is not.*Set SLACK_TEAMS to the ids/,
    ],
    ['Teams set up in part', { MicrosoftAppId: 'an-id' }, /MicrosoftAppPassword is not/],
  ])('%s', async (_, env, says) => refused(env, says));
});

describe('npm run ask', () => {
  test('on an empty store the local administrator exists, and is told how to bring customers in, in a dialect', async () => {
    const DATA_DIR = join(freshDir(), 'data');
    const { code, out } = await run('bot/cli/ask.ts', ['--json', 'teams', 'customer acme'], {
      DATA_DIR,
    });
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/I know no customer called “acme”[\s\S]*npm run import/),
    ]);
    expect(JSON.parse(out)).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
  }, 60_000);

  test.each([
    [['--json', 'yaml', 'help'], /--json knows slack, teams, text/],
    [['--nope'], /Unknown option/],
  ])('%j is told how to ask', async (args, says) => {
    const { code, err } = await run('bot/cli/ask.ts', args, { DATA_DIR: join(freshDir(), 'data') });
    expect([code, err]).toEqual([1, expect.stringMatching(says)]);
  });
});

test('the doctor says what is missing and where to get it', async () => {
  const { code, out } = await run('bot/cli/doctor.ts', [], { DATA_DIR: join(freshDir(), 'data') });
  expect(code).toBe(0);
  expect(out).toMatch(/✓ well +Embedded store/);
  expect(out).toMatch(/– missing +Slack is not set up\n +→ Set SLACK_SIGNING_SECRET/);
  expect(out).toMatch(/– missing +Teams is not set up/);
  const helped = await run('bot/cli/doctor.ts', ['--help'], {});
  expect([helped.code, helped.err.trim().split('\n').length]).toEqual([1, 1]);
}, 30_000);
