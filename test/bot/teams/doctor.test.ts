import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatFindings } from '../../../bot/finding.ts';
import type { TeamsConfig } from '../../../bot/teams/config.ts';
import { examineTeams } from '../../../bot/teams/setup/doctor.ts';
import { configFor } from './client.ts';
import { type Microsoft, microsoft } from './microsoft.ts';

let fake: Microsoft;
beforeAll(async () => {
  fake = await microsoft();
});
afterAll(() => fake.close());

const said = async (config: Partial<TeamsConfig> = {}) =>
  formatFindings(await examineTeams({ ...configFor(fake), ...config }, 'https://rapport.example'));

test('every permission is there', async () => {
  fake.graph.roles = ['Chat.Read.WhereInstalled', 'TeamsAppInstallation.ReadForUser.All'];
  expect(await said()).toMatch(/✓ well .*posts in chats can be looked for/);
});

test('what is lacking is named, with where to give it', async () => {
  fake.graph.roles = ['TeamsAppInstallation.ReadWriteSelfForUser.All'];
  const words = await said();
  expect(words).toMatch(/– missing .*Chat\.Read\.WhereInstalled lacking/);
  expect(words).not.toMatch(/TeamsAppInstallation.*lacking/);
  expect(words).toContain('grant admin consent');
});

test('without Graph it says what that means; without an app id, nothing of it', async () => {
  expect(await said({ graphUrl: undefined })).toMatch(/may come twice.*\n.*MicrosoftGraphUrl/);
  expect(await said({ appId: undefined })).not.toContain('Graph');
});

test('a Graph that gives no token is broken', async () => {
  expect(await said({ graphUrl: 'https://graph.other.example' })).toMatch(
    /✗ broken .*no token for Graph/,
  );
});
