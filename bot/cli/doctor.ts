// npm run doctor: what is set up, what is missing, and how to get it. Exit code 1 where something is broken.
import { Problem } from '../../crm/problem.ts';
import { openStore } from '../../prisma/store.ts';
import { ADAPTERS } from '../adapters.ts';
import { type Config, readConfig } from '../config.ts';
import { examineConnectors } from '../connectors.ts';
import { broken, type Finding, formatFindings, missing, well } from '../finding.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

await program(async () => {
  const config = readConfig();
  const findings = [
    well(`Node ${process.versions.node}`),
    ...(await examineStore(config)),
    ...(await examineConnectors(config.connectors)),
    ...(await Promise.all(ADAPTERS.map(({ examine }) => examine?.(config) ?? []))).flat(),
  ];
  console.log(formatFindings(findings));
  if (findings.some(({ state }) => state === 'broken')) process.exitCode = 1;
});

async function examineStore({ store: place, dataDir }: Config): Promise<Finding[]> {
  const name = 'url' in Object(place) ? 'PostgreSQL' : `Embedded store in ${dataDir}`;
  try {
    const { store } = await openStore(place, { now });
    const counts = await store.records.counts();
    await store.close();
    const held = `${counts.customer} customers, ${counts.person} people, ${counts.entry} entries`;
    return [
      well(`${name}: ${held}`),
      ...(counts.customer === 0
        ? [
            missing(
              'No customers yet',
              'npm start brings the demo, npm run import -- <mapping> <folder> your own.',
            ),
          ]
        : []),
    ];
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    // A running Rapport holds the embedded store: that is as it should be.
    return cause.code === 'store-in-use'
      ? [well(`${name}: in use by a running Rapport`)]
      : [broken(`${name}: ${cause.say}`, cause.try)];
  }
}
