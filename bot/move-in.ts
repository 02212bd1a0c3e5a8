import type { Connectors } from '../crm/connector.ts';
import {
  configuredAdministrator,
  LOCAL_ADMINISTRATOR_EMAIL,
  localAdministrator,
} from '../crm/person/administrator.ts';
import { isAdministrator } from '../crm/policy/policy.ts';
import { checkSignalsJob } from '../crm/signal/jobs.ts';
import { sendJob } from '../crm/store/change.ts';
import type { Store } from '../crm/store/store.ts';
import { demoOrganisation } from '../prisma/seed/organisation.ts';
import { addDemoWork } from '../prisma/seed/work.ts';
import type { OpenStore } from '../prisma/store.ts';
import type { Config } from './config.ts';

/** Brings a store to where somebody can use it. `demo` says whether the demo organisation moved in just now. */
export async function moveIn(
  opened: Pick<OpenStore, 'store' | 'database'>,
  { demo, administrators }: Pick<Config, 'demo' | 'administrators'>,
  now: Date,
): Promise<{ demo: boolean }> {
  const { store, database } = opened;
  if (database.kind === 'embedded') await addLocalAdministrator(store);
  const movedIn = demo && (await addDemo(opened, now));
  for (const address of administrators)
    if (!(await store.people.byEmail(address)))
      await store.records.save(configuredAdministrator(address));
  return { demo: movedIn };
}

/** The next steps of a store without customers, or without anybody who could set it up; empty where nothing is missing. */
export async function missingAtStart(
  { people, records }: Store,
  connectors: Connectors,
): Promise<string[]> {
  const [isEmpty, everybody] = await Promise.all([records.isEmpty(), people.all()]);
  const hasAdministrator = everybody.some((person) => person.active && isAdministrator(person));
  const names = connectors.map(({ name }) => name);
  return [
    ...(isEmpty ? [noCustomersYet(names)] : []),
    ...(hasAdministrator
      ? []
      : [
          'There is no administrator yet: set ADMINISTRATORS to your e-mail address, and start again.',
        ]),
  ];
}

const noCustomersYet = (systems: readonly string[]): string =>
  systems.length > 0
    ? `There are no customers yet: ${new Intl.ListFormat('en-GB').format(systems)} ${systems.length === 1 ? 'is' : 'are'} being read, which takes a minute or more.`
    : 'There are no customers yet: npm run import -- <mapping> <folder> brings yours, a connected CRM too; DEMO=1 brings the demo organisation.';

/** The one who asks in the terminal exists in every embedded store. */
export async function addLocalAdministrator(store: Store): Promise<void> {
  if (!(await store.people.byEmail(LOCAL_ADMINISTRATOR_EMAIL)))
    await store.records.save(localAdministrator);
}

/**
 * Fills an empty store with the demo organisation at work; one that was imported into is left alone. A start that was
 * killed half-way is gone on with, at its own instant: the same records and the same work come out. True where it did.
 */
export async function addDemo(
  { store, database }: Pick<OpenStore, 'store' | 'database'>,
  now: Date,
): Promise<boolean> {
  // Nearly every start: two small reads, and no turn is waited for.
  if (!(await missesDemo(store))) return false;
  return database.alone('demo', async () => {
    if (!(await missesDemo(store))) return false;
    const { at } = (await store.settings.get('demo')) ?? { at: now };
    await store.settings.set('demo', { at, state: 'moving-in' });
    await store.records.save(demoOrganisation(at));
    await addDemoWork(store, at);
    // Its signals stand from the first minute, and not from the next morning.
    const slot = at.toISOString();
    await store.commit(
      [sendJob(checkSignalsJob, { after: null, slot }, { key: `check-signals demo ${slot}` })],
      at,
    );
    await store.settings.set('demo', { at, state: 'there' });
    return true;
  });
}

async function missesDemo({ settings, records }: Store): Promise<boolean> {
  const begun = await settings.get('demo');
  return begun ? begun.state === 'moving-in' : records.isEmpty();
}
