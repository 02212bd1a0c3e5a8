import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { z } from 'zod';
import type { Command } from '../../../commands/command.ts';
import { inListOrder } from '../../../commands/listed.ts';

const ABOUT = z
  .object({ version: z.string(), description: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')));
/** Stands in the committed manifest until the bot has an app id. */
const NO_APP_ID = '00000000-0000-0000-0000-000000000000';
/** Beside this file: 192 × 192 in colour, and 32 × 32 white on nothing, as Teams asks. */
const ICONS = { color: 'color.png', outline: 'outline.png' };
const LISTED = 12;
const DESCRIPTION = 128;
const ZIP = fileURLToPath(new URL('../../../dist/rapport-teams.zip', import.meta.url));
// Zip has no time zone and begins in 1980; a fixed instant keeps the bytes the same.
const PACKED_AT = new Date(1980, 0, 1);

export interface TeamsApp {
  publicUrl: string;
  appId?: string | undefined;
  /** Posts that Teams did not confirm are looked for, to which the owner of a team agrees for its channels. */
  looksForPosts?: boolean;
}

/** The Teams app, from the registry. It asks for no permission but one that is wanted: a bot may read who is in its own conversations. */
export function teamsManifest(
  commands: readonly Command[],
  { publicUrl, appId = NO_APP_ID, looksForPosts = false }: TeamsApp,
): object {
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json',
    manifestVersion: '1.29',
    version: ABOUT.version,
    id: appId,
    developer: {
      name: 'Rapport',
      websiteUrl: publicUrl,
      privacyUrl: publicUrl,
      termsOfUseUrl: publicUrl,
    },
    name: { short: 'Rapport', full: ABOUT.description.slice(0, 100) },
    description: {
      short: 'Who is this customer, and what did we all do with them?',
      full: 'Type a customer’s name where you already talk, and see in private who they are, what is open, and what every department did with them. Rapport runs on your company’s own machine.',
    },
    icons: ICONS,
    accentColor: '#1F5B7A',
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'groupChat', 'team'],
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: [
          { scopes: ['personal'], commands: menu(commands) },
          { scopes: ['groupChat', 'team'], commands: menu(commands) },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: 'customer',
            type: 'query',
            title: 'Find a customer',
            description:
              'Insert a customer’s name; everybody sees for themselves what they may see',
            context: ['compose', 'commandBox'],
            initialRun: true,
            parameters: [
              {
                name: 'query',
                title: 'Customer',
                description: 'Name, domain, e-mail or phone',
                inputType: 'text',
              },
            ],
          },
          ...actions(commands),
        ],
      },
    ],
    validDomains: [],
    ...(looksForPosts && {
      // Teams wants a resource, and for these permissions reads nothing into it.
      webApplicationInfo: { id: appId, resource: publicUrl },
      authorization: {
        permissions: {
          resourceSpecific: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }],
        },
      },
    }),
  };
}

/** In every message's own menu; Teams takes ten commands of both kinds. */
const actions = (commands: readonly Command[]): object[] =>
  commands
    .flatMap(({ name, shortcut, summary }) =>
      shortcut
        ? [
            {
              id: name,
              type: 'action',
              title: shortcut.slice(0, 32),
              description: summary.slice(0, DESCRIPTION),
              context: ['message'],
              fetchTask: true,
            },
          ]
        : [],
    )
    .slice(0, 9);

/** Teams shows no more than twelve. */
const menu = (commands: readonly Command[]): object[] =>
  inListOrder(commands)
    .slice(0, LISTED)
    .map(({ name, summary }) => ({ title: name, description: summary.slice(0, DESCRIPTION) }));

/** Writes the manifest into `folder`, and packs it and the icons into the zip that Teams takes. Answers with the zip's path. */
export async function writeTeamsApp({
  folder,
  commands,
  zip = ZIP,
  ...app
}: TeamsApp & { folder: string; commands: readonly Command[]; zip?: string }): Promise<string> {
  const manifest = new TextEncoder().encode(
    `${JSON.stringify(teamsManifest(commands, app), null, 2)}\n`,
  );
  const files = {
    'manifest.json': manifest,
    [ICONS.color]: await icon(ICONS.color),
    [ICONS.outline]: await icon(ICONS.outline),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), manifest);
  await mkdir(dirname(zip), { recursive: true });
  await writeFile(zip, zipSync(files, { mtime: PACKED_AT, level: 9 }));
  return zip;
}

const icon = (name: string): Promise<Uint8Array> => readFile(new URL(name, import.meta.url));
