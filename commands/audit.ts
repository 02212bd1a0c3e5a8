import { z } from 'zod';
import { auditCard } from '../cards/audit-card.ts';
import type { Data } from '../cards/view.ts';
import { CustomerId } from '../crm/customer.ts';
import { PersonId } from '../crm/person.ts';
import { administratorsOnly } from './administrators-only.ts';
import { action, type Context, defineCommand, type Reply, Words } from './command.ts';
import { whichCustomer } from './which-customer.ts';

const PAGE = 15;
const Asked = z.object({ customer: CustomerId.optional(), person: PersonId.optional(), before: z.string().regex(/^\d{1,18}$/).optional() });

export const audit = defineCommand({
  name: 'audit',
  usage: 'audit [customer] [@colleague]',
  summary: 'Who looked at whom, wrote, shared or was refused; for administrators',
  examples: ['audit', 'audit acme industries', 'audit @ana'],
  args: Words,
  async run({ words, people }, context) {
    await administratorsOnly(context, 'audit');
    const which = words ? await whichCustomer(words, context, 'audit.page') : null;
    if (which?.kind === 'reply') return which.reply;
    const [person] = people[0] ? await context.store.people.find(people[0], 1) : [];
    return page({ ...(which && { customer: which.id }), ...(person && { person: person.id }) }, context);
  },
  actions: { page: action(Asked, page) },
});

async function page({ customer, person, before }: z.infer<typeof Asked>, context: Context): Promise<Reply> {
  await administratorsOnly(context, 'audit');
  const { store, reader } = context;
  const events = await store.audit.search({ ...(customer && { customer }), ...(person && { person }), ...(before && { before }), limit: PAGE + 1 });
  const shown = events.slice(0, PAGE);
  const people = new Map<string, string>((await store.people.all()).map(({ id, name }) => [id, name]));
  const customers = new Map(await Promise.all([...new Set(shown.flatMap((event) => event.customer ?? []))].map(async (id) => [id, await store.customers.name(id)] as const)));
  const lines = shown.map((event) => ({ ...event, personName: event.person && (people.get(event.person) ?? null), customerName: event.customer && (customers.get(event.customer) ?? null), names: people }));
  const last = shown.at(-1);
  const older: Data | null = events.length > PAGE && last ? { ...(customer && { customer }), ...(person && { person }), before: last.id } : null;
  const about = [customer && (await store.customers.name(customer)), person && people.get(person)].filter(Boolean).join(' · ');
  return { kind: 'answer', view: auditCard({ lines, about: about || null, older, reader }) };
}
