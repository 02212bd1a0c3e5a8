// npm run doctor: what is set up, what is missing and how to get it, and how a running Rapport is doing: what failed, what
// is late. Exit code 1 where something is broken, 0 otherwise: what is missing or a warning leaves it 0.
// npm run doctor -- --revoke <workspace>: takes back what a Slack workspace's installation left here.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Connectors } from '../../crm/connector.ts';
import { UNPACED } from '../../crm/connectors/pace/pace.ts';
import { Problem } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import { folderOf } from '../../prisma/database/database.ts';
import { openStore } from '../../prisma/store.ts';
import { ADAPTERS } from '../adapters.ts';
import { type Config, readConfig } from '../config.ts';
import { examineConsents } from '../connection/examine.ts';
import { examineConnectors } from '../connectors.ts';
import { broken, Finding, formatFindings, missing, warning, well } from '../finding.ts';
import { examineIngest } from '../ingest/examine.ts';
import { askDoor } from '../local-door/ask-door.ts';
import { examineStatus } from '../status/examine.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

await program(async () => {
  const config = readConfig();
  const revoke = readRevoke();
  if (revoke !== undefined) return revokeFrom(config, revoke);
  const connectors = config.connectors.map(({ open }) => open(UNPACED));
  const { store, findings: stored } = await examineStore(config, connectors);
  const findings = [
    well(`Node ${process.versions.node}`),
    ...stored,
    ...(await examineConnectors(connectors)),
    ...(await examineConsents(config.consent, connectors, store)),
    ...examineIngest(config.ingest),
    ...(await Promise.all(ADAPTERS.map(({ examine }) => examine?.(config, store) ?? []))).flat(),
  ];
  await store?.close();
  console.log(formatFindings(findings));
  if (findings.some(({ state }) => state === 'broken')) process.exitCode = 1;
});

function readRevoke(): string | undefined {
  try {
    return parseArgs({ options: { revoke: { type: 'string' } } }).values.revoke;
  } catch (cause) {
    throw new Problem('usage', {
      say: (cause as Error).message,
      try: 'Type: npm run doctor, or: npm run doctor -- --revoke <workspace>',
      cause,
    });
  }
}

async function revokeFrom(config: Config, workspace: string): Promise<void> {
  const { revokeInstallation } = await import('../slack/setup/installed.ts');
  const { store } = await openStore(config.store, { now });
  const wasThere = await revokeInstallation(store.installations, workspace).finally(() =>
    store.close(),
  );
  if (!wasThere)
    throw new Problem('no-installation', {
      say: `No installation of ${workspace} is here.`,
      try: 'npm run doctor lists them.',
    });
  console.log(
    `The installation of ${workspace} is revoked: it is not answered any more. Take it off SLACK_TEAMS too, so that it does not come back.`,
  );
}

/** The store stays open for the findings that are read from it. */
async function examineStore(
  { store: place, dataDir, zone, locale }: Config,
  connectors: Connectors,
): Promise<{ store: Store | null; findings: Finding[] }> {
  const folder = folderOf(place);
  const name = folder === null ? 'PostgreSQL' : `Embedded store in ${dataDir}`;
  try {
    const { store } = await openStore(place, { now });
    const counts = await store.records.counts();
    const held = `${counts.customer} customers, ${counts.person} people, ${counts.entry} entries`;
    const empty = missing(
      'No customers yet',
      `npm start brings those of a connected CRM${folder === null ? '' : ', or the demo'}; npm run import -- <mapping> <folder> brings your own.`,
    );
    const state = await examineStatus({
      store,
      connectors,
      chats: null,
      // An embedded store that could be opened belongs to nobody else.
      isStopped: folder !== null,
      reader: { zone, locale, now: now() },
    });
    return {
      store,
      findings: [well(`${name}: ${held}`), ...(counts.customer === 0 ? [empty] : []), ...state],
    };
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    if (cause.code !== 'store-in-use' || folder === null)
      return { store: null, findings: [broken(`${name}: ${cause.say}`, cause.try)] };
    // A running Rapport holds the embedded store: that is as it should be.
    const findings = [well(`${name}: in use by a running Rapport`), ...(await askRunning(folder))];
    return { store: null, findings };
  }
}

/** How the server that has this folder is doing, in its own words. */
async function askRunning(folder: string): Promise<Finding[]> {
  const answer = await askDoor(folder, { path: '/status', body: {} }).catch(() => null);
  return answer === null
    ? [
        warning(
          'The running Rapport does not say how it is doing',
          'Start it again with this version. If its folder has no socket, type “status” in the chat.',
        ),
      ]
    : z.array(Finding).parse(JSON.parse(answer));
}
