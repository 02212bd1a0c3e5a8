// npm run manifest: both apps, and the README's tables, from the registry. manifest.json is Slack's; Teams' goes into bot/teams/setup and a zip.
import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig, SETTINGS } from '../config.ts';
import { COMMANDS } from '../rapport.ts';
import { slackManifest } from '../slack/setup/manifest.ts';
import { writeTeamsApp } from '../teams/setup/manifest.ts';
import { updateReadme } from '../update-readme.ts';
import { program } from './program.ts';

/** Both platforms take only https; this one stands in the committed manifests. */
const PLACEHOLDER = 'https://rapport.example.com';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

await program(async () => {
  const { publicUrl: given, teams, noteFiles } = readConfig();
  const publicUrl = given.startsWith('https://') ? given : PLACEHOLDER;
  await writeFile(
    `${ROOT}/manifest.json`,
    `${JSON.stringify(slackManifest(COMMANDS, { publicUrl, noteFiles }), null, 2)}\n`,
  );
  const zip = await writeTeamsApp({
    folder: `${ROOT}/bot/teams/setup`,
    commands: COMMANDS,
    publicUrl,
    appId: teams.appId,
    looksForPosts: teams.graphUrl !== undefined,
  });
  const readme = await readFile(`${ROOT}/README.md`, 'utf8');
  await writeFile(
    `${ROOT}/README.md`,
    updateReadme(readme, { commands: COMMANDS, settings: SETTINGS }),
  );
  console.log('Slack: manifest.json → api.slack.com/apps, Create New App, From a manifest');
  console.log(
    `Teams: ${relative(process.cwd(), zip)} → Teams, Apps, Manage your apps, Upload an app`,
  );
  if (publicUrl === PLACEHOLDER)
    console.log(
      'Set PUBLIC_URL to where this server is reached, and run it again, before you upload them.',
    );
});
