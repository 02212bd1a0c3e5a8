import { setupCheck, setupShow } from '../../cards/connector/actions.ts';
import { checkCard, type OwnNamesSetup, setupCard } from '../../cards/connector/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { CONNECTORS, CONSENT_VARIABLES, neededSettings } from '../../crm/connectors/all.ts';
import { checkConnector } from '../../crm/connectors/check.ts';
import { Problem } from '../../crm/problem.ts';
import { administratorsOnly } from '../administrators-only.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';

/** As many colleagues without an account as are counted. */
const MOST_COUNTED = 1000;

export const setup = defineCommand({
  name: 'setup',
  listed: 'late',
  usage: 'setup crm',
  summary: 'Which CRM is connected, how far it is read, and a test of it; for administrators',
  examples: ['setup crm'],
  readsOnly: true,
  args: CommandInput,
  async run(input, context) {
    await administratorsOnly(context, 'setup');
    const words = inputText(input).toLowerCase();
    const only = CONNECTORS.find(
      ({ id, name, isDemo }) => !isDemo && [id, name.toLowerCase()].includes(words),
    );
    if (words !== '' && words !== 'crm' && !only)
      throw new Problem('unknown-setup', stringsFor(context.reader).connector.unknown(words));
    return show(context, only?.id);
  },
  actions: [
    on(setupShow, async (_, context) => {
      await administratorsOnly(context, 'setup');
      return show(context);
    }),
    on(setupCheck, async ({ system }, context) => check(system, context), { writes: true }),
  ],
});

/** All systems, or one alone. */
async function show(
  { store, connectors, consents, reader }: Context,
  only?: string,
): Promise<Reply> {
  const isMeant = ({ id }: { id: string }) => only === undefined || id === only;
  const [readings, quotas, unreached, ownAccounts] = await Promise.all([
    store.readings.overview(),
    store.callBudgets.quotas(),
    store.people.unreached(MOST_COUNTED),
    store.connections.count(),
  ]);
  const connected = connectors.filter(isMeant).map(({ id, name, writer }) => ({
    id,
    name,
    writes: writer !== null,
    reading: readings.find(({ source }) => source === id) ?? null,
    quota: quotas.find(({ source }) => source === id) ?? null,
    ownNames: consents.systems.some((system) => system.id === id) ? null : ownNamesSetup(id),
  }));
  const absent = CONNECTORS.filter(
    (one) => !one.isDemo && isMeant(one) && !connectors.some(({ id }) => id === one.id),
  ).map((definition) => ({ ...definition, needs: neededSettings(definition) }));
  return {
    kind: 'answer',
    view: setupCard({
      connected,
      absent,
      unreached: unreached.length,
      isWhole: only === undefined,
      ownAccounts: ownAccounts > 0 ? ownAccounts : null,
      reader,
    }),
  };
}

/** Null where the system has no such way. */
function ownNamesSetup(id: string): OwnNamesSetup | null {
  const consent = CONNECTORS.find((one) => one.id === id)?.consent;
  return consent ? { setup: consent.setup, needs: [...consent.needs, ...CONSENT_VARIABLES] } : null;
}

async function check(system: string, context: Context): Promise<Reply> {
  await administratorsOnly(context, 'setup');
  const { connectors, reader, audit } = context;
  const connector = connectors.find(({ id }) => id === system);
  if (!connector) throw new Problem('unknown-system', stringsFor(reader).connector.unknownSystem);
  await audit({
    action: 'settings',
    customer: null,
    detail: { set: 'check-system', source: system },
  });
  const steps = await checkConnector(connector);
  const setupText = CONNECTORS.find(({ id }) => id === system)?.setup ?? null;
  const { id, name } = connector;
  return { kind: 'answer', view: checkCard({ id, name, steps, setup: setupText, reader }) };
}
