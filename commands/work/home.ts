import { homeShow } from '../../cards/work/actions.ts';
import { homeCard } from '../../cards/work/home-card.ts';
import { redactSummary } from '../../crm/policy/policy.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { customersOf } from './customers.ts';
import { waitingFor } from './waiting.ts';

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
  const page = { skip: 0, most: SHOWN };
  const [waiting, mine, followed, looked] = await Promise.all([
    waitingFor(context),
    customersOf('mine', page, context),
    customersOf('followed', page, context),
    store.customers.recent(person.id, SHOWN),
  ]);
  const seen = new Set([...mine.customers, ...followed.customers].map(({ id }) => id));
  const recent = looked
    .filter(({ id }) => !seen.has(id))
    .map((customer) => redactSummary(customer, access));
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'home', waiting: waiting.length, customers: seen.size },
  });
  return { kind: 'answer', view: homeCard({ waiting, mine, followed, recent, said, reader }) };
}
