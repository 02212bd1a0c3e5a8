import { z } from 'zod';
import { homeCard } from '../cards/home-card.ts';
import type { CustomerSummary } from '../crm/customer.ts';
import { redactSummary } from '../crm/policy.ts';
import { action, type Context, defineCommand, type Reply, Words } from './command.ts';

const SHOWN = 5;

export const home = defineCommand({
  name: 'home',
  usage: 'home',
  summary: 'Find a customer; those you follow and looked at lately',
  examples: ['home'],
  aliases: ['start', 'recent'],
  args: Words,
  run: (_, context) => show(context),
  actions: { show: action(z.object({}), (_, context) => show(context)) },
});

async function show({ store, person, sight, reader }: Context): Promise<Reply> {
  const [followed, recent] = await Promise.all([store.customers.followed(person.id, SHOWN), store.customers.recent(person.id, SHOWN)]);
  const known = new Set(followed.map(({ id }) => id));
  const seen = (customers: readonly CustomerSummary[]) => customers.map((customer) => redactSummary(customer, sight));
  return { kind: 'answer', view: homeCard({ followed: seen(followed), recent: seen(recent.filter(({ id }) => !known.has(id))), reader }) };
}
