import { homeShow } from '../../cards/work/actions.ts';
import { homeCard } from '../../cards/work/home-card.ts';
import { redactSummary } from '../../crm/policy/policy.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { knownCustomers, waitingFor } from './waiting.ts';

const SHOWN = 5;

export const home = defineCommand({
  name: 'home',
  usage: 'home',
  summary: 'What waits for you, your customers, and those you follow or looked at lately',
  examples: ['home'],
  aliases: ['start', 'recent'],
  readsOnly: true,
  args: CommandInput,
  run: (_, context) => show(context, null),
  actions: [on(homeShow, ({ said = null }, context) => show(context, said))],
});

async function show(context: Context, said: string | null): Promise<Reply> {
  const { store, person, access, reader } = context;
  const [waiting, owned, following, looked] = await Promise.all([
    waitingFor(context),
    store.customers.owned(person.id, SHOWN),
    store.customers.followed(person.id, SHOWN),
    store.customers.recent(person.id, SHOWN),
  ]);
  const seen = new Set(owned.map(({ id }) => id));
  const others = following.filter(({ id }) => !seen.has(id));
  for (const { id } of others) seen.add(id);
  const [mine, followed] = await Promise.all([
    knownCustomers(owned, context),
    knownCustomers(others, context),
  ]);
  const recent = looked
    .filter(({ id }) => !seen.has(id))
    .map((customer) => redactSummary(customer, access));
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'home', waiting: waiting.length, customers: mine.length + followed.length },
  });
  return { kind: 'answer', view: homeCard({ waiting, mine, followed, recent, said, reader }) };
}
