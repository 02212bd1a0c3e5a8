import { describe, expect, test } from 'vitest';
import { readConfig } from '../../bot/config.ts';
import { Problem } from '../../crm/problem.ts';

/** As the start prints it. */
function saidOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (cause) {
    if (cause instanceof Problem) return `${cause.say} ${cause.try}`;
    throw cause;
  }
  return '';
}

describe('a wrong variable is told in a whole sentence', () => {
  test.each([
    ['PORT', 'eighty', 'it has to be a whole number.'],
    ['PORT', '80.5', 'it has to be a whole number.'],
    ['PORT', '99999', 'it has to be 65535 or less.'],
    ['LOG_LEVEL', 'loud', 'it has to be trace, debug, info, warn, error or silent.'],
    ['PUBLIC_URL', 'rapport.example', 'it has to be a whole address, https://… or http://….'],
    ['PUBLIC_URL', 'ftp://rapport.example', 'it has to be a whole address'],
    ['SLACK_API_URL', 'slack', 'it has to be a whole address'],
    ['MicrosoftGraphUrl', 'http://graph.example', 'that begins with https://'],
    ['ToChannelFromBotLoginUrl', 'login', 'it has to be a whole address'],
    ['HUBSPOT_API_URL', 'hubspot', 'HubSpot is set up in part'],
    ['DATABASE_URL', 'mysql://x', 'it has to be an address like postgres://'],
    ['IMPORT_DATABASE_URL', 'here', 'it has to be an address like postgres://'],
    ['SLACK_BOT_TOKEN', 'xoxp-1', 'it has to begin with xoxb-'],
    ['TOKEN_SECRET', 'short', 'it has fewer than 32 characters.'],
  ])('%s=%s', (name, value, words) => {
    const said = saidOf({ [name]: value });
    expect(said).toContain(`${name} cannot be used: `);
    expect(said).toContain(words);
    expect(said).not.toMatch(/Invalid|NaN|expected/);
  });
});

test('all of them are told at once, and none is asked for that is there, but wrong', () => {
  const said = saidOf({
    PORT: 'eighty',
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_BOT_TOKEN: 'secret-token',
    MicrosoftAppId: 'app',
    HUBSPOT_API_URL: 'hubspot',
    INGEST_SECRET_STRIPE: 'short',
  });
  for (const name of ['PORT', 'SLACK_BOT_TOKEN', 'HUBSPOT_API_URL'])
    expect(said).toContain(`${name} cannot be used`);
  expect(said).toContain('MicrosoftAppPassword is not');
  expect(said).toContain('HUBSPOT_ACCESS_TOKEN is not set');
  expect(said).toContain('INGEST_SECRET_STRIPE is shorter than 8 characters');
  expect(said).not.toContain('SLACK_CLIENT_ID');
  expect(said).not.toContain('secret-token');
  expect(said).toMatch(/These are 5 settings to mend/);
});

test('right ones, and empty ones, are no fault', () => {
  expect(saidOf({ PORT: '', PUBLIC_URL: 'https://rapport.example', LOG_LEVEL: 'info' })).toBe('');
});

test('a former secret is read beside its new one, and asks for it', () => {
  const config = readConfig({
    INGEST_SECRET: 'a-secret-of-tools',
    INGEST_SECRET_BEFORE: 'the-one-before-it',
    INGEST_SECRET_OUR_DESK: 'whsec_new',
    INGEST_SECRET_OUR_DESK_BEFORE: 'whsec_old',
  });
  expect(config.ingest).toMatchObject({
    ofSource: { 'our-desk': 'whsec_new' },
    former: { secret: 'the-one-before-it', ofSource: { 'our-desk': 'whsec_old' } },
  });
  const slack = { SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: '1', SLACK_CLIENT_SECRET: 's' };
  for (const [name, given] of [
    ['INGEST_SECRET', {}],
    ['INGEST_SECRET_STRIPE', {}],
    ['SLACK_STATE_SECRET', { ...slack, SLACK_TEAMS: 'T1' }],
  ] as const)
    expect(saidOf({ ...given, [`${name}_BEFORE`]: 'the-one-before-it' })).toContain(
      `but ${name} is not`,
    );
});

test.each([
  ['the playground of this machine', {}, 'http://127.0.0.1:3000'],
  ['a public address', { PUBLIC_URL: 'https://rapport.example' }, 'https://rapport.example'],
  [
    'a chat, and no public address',
    { MicrosoftAppId: 'a', MicrosoftAppPassword: 'b', MicrosoftAppTenantId: 'c' },
    null,
  ],
  ['a server, and no public address', { DATABASE_URL: 'postgres://db/x' }, null],
  ['a playground for other machines, and no public address', { PLAYGROUND: '1' }, null],
])('files are fetched with %s: %j at %j', (_, env, url) => {
  expect(readConfig(env).filesUrl).toBe(url);
});
