import { readdirSync, readFileSync } from 'node:fs';
import AjvDraft04 from 'ajv-draft-04';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../bot/rapport.ts';
import { type BotScope, botScopes, slackManifest } from '../../../bot/slack/setup/manifest.ts';

const SCHEMA = new URL('../../fixtures/slack-app-manifest.schema.json', import.meta.url);
const made = slackManifest(COMMANDS, { publicUrl: 'https://rapport.example.com' });

test('the committed manifest.json is what the registry makes', () => {
  expect(
    JSON.parse(readFileSync(new URL('../../../manifest.json', import.meta.url), 'utf8')),
  ).toEqual(made);
});

test("it is valid by Slack's schema", () => {
  const validate = new AjvDraft04.default({ strict: false, allErrors: true }).compile(
    JSON.parse(readFileSync(SCHEMA, 'utf8')),
  );
  expect(validate(made) ? [] : validate.errors).toEqual([]);
  const withFiles = slackManifest(COMMANDS, {
    publicUrl: 'https://rapport.example.com',
    noteFiles: true,
  });
  expect(validate(withFiles)).toBe(true);
  expect([made, withFiles].map((one) => JSON.stringify(one).includes('files:read'))).toEqual([
    false,
    true,
  ]);
  expect(validate({ ...made, made_up: true })).toBe(false);
});

test('every daily command has a slash command, within the limits of Slack', () => {
  const { slash_commands: slash } = (
    made as {
      features: {
        slash_commands: {
          command: string;
          description: string;
          usage_hint?: string;
          url: string;
        }[];
      };
    }
  ).features;
  expect(slash.map(({ command }) => command)).toEqual([
    '/rapport',
    ...COMMANDS.filter(({ daily }) => daily).map(({ name }) => `/${name}`),
  ]);
  for (const { command, description, usage_hint = '' } of slash) {
    expect(command).toMatch(/^\/[a-z0-9-]{1,31}$/);
    expect([description.length <= 2000, usage_hint.length <= 1000]).toEqual([true, true]);
  }
});

/** The code that needs each scope. A scope that nothing here needs must go. */
const NEEDED_FOR: Record<BotScope, RegExp> = {
  'app_mentions:read': /event\('app_mention'/,
  'channels:history': /conversations\.replies\(/,
  'channels:read': /conversations\.(info|members)\(/,
  'chat:write': /chat\.(postMessage|postEphemeral|update)\(/,
  commands: /bolt\.command\(/,
  'files:read': /files\.info\(/,
  'files:write': /filesUploadV2\(/,
  'groups:history': /conversations\.replies\(/,
  'groups:read': /conversations\.(info|members)\(/,
  'im:history': /event\('message'/,
  'im:write': /conversations\.open\(/,
  'im:read': /conversations\.(info|members)\(/,
  'mpim:history': /conversations\.replies/,
  'usergroups:read': /usergroups\.list/,
  'mpim:read': /conversations\.(info|members)\(/,
  'users:read': /users\.(info|list)\(/,
  'users:read.email': /profile\?\.email/,
};

const SLACK = new URL('../../../bot/slack/', import.meta.url);

describe('the fewest scopes', () => {
  const files = readdirSync(SLACK, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => new URL(name, SLACK));
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');

  test.each(botScopes({ noteFiles: true }))('%s is used', (scope) => {
    expect(source).toMatch(NEEDED_FOR[scope]);
  });

  test('and no method is called that none of them allows', () => {
    const called = [...source.matchAll(/web\.([a-z]+\.[a-zA-Z.]+)\(/g)].map(([, method]) => method);
    const allowed =
      /^(auth\.test|users\.(info|list|lookupByEmail)|usergroups\.list|files\.info|conversations\.(info|members|open|history|replies)|chat\.(getPermalink|postMessage|postEphemeral|update|delete)|views\.(open|publish)|apps\.connections\.open)$/;
    expect(called.length).toBeGreaterThan(5);
    expect(called.filter((method) => !allowed.test(method ?? ''))).toEqual([]);
  });
});
