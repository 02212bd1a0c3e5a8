// npm run doctor: what is set up, what is missing, and how to get it. Exit code 1 where something is broken.
// npm run doctor -- --revoke <workspace>: takes back what a Slack workspace's installation left here.
import { parseArgs } from 'node:util';
import { UNPACED } from '../../crm/connectors/pace/pace.ts';
import { Problem } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import { openStore } from '../../prisma/store.ts';
import { ADAPTERS } from '../adapters.ts';
import { type Config, readConfig } from '../config.ts';
import { examineConsents } from '../connection/examine.ts';
import { examineConnectors } from '../connectors.ts';
import { broken, type Finding, formatFindings, missing, well } from '../finding.ts';
import { examineIngest } from '../ingest/examine.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

await program(async () => {
  const config = readConfig();
  const { revoke } = parseArgs({ options: { revoke: { type: 'string' } } }).values;
  if (revoke !== undefined) return revokeFrom(config, revoke);
  const { store, findings: stored } = await examineStore(config);
  const connectors = config.connectors.map(({ open }) => open(UNPACED));
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
async function examineStore({
  store: place,
  dataDir,
}: Config): Promise<{ store: Store | null; findings: Finding[] }> {
  const name = 'url' in Object(place) ? 'PostgreSQL' : `Embedded store in ${dataDir}`;
  try {
    const { store } = await openStore(place, { now });
    const counts = await store.records.counts();
    const held = `${counts.customer} customers, ${counts.person} people, ${counts.entry} entries`;
    const empty = missing(
      'No customers yet',
      'npm start brings those of a connected CRM, or the demo; npm run import -- <mapping> <folder> brings your own.',
    );
    return {
      store,
      findings: [well(`${name}: ${held}`), ...(counts.customer === 0 ? [empty] : [])],
    };
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    // A running Rapport holds the embedded store: that is as it should be.
    const finding =
      cause.code === 'store-in-use'
        ? well(`${name}: in use by a running Rapport`)
        : broken(`${name}: ${cause.say}`, cause.try);
    return { store: null, findings: [finding] };
  }
}
