import type { z } from 'zod';
import { auditCard } from '../../cards/audit/card.ts';
import { auditPage } from '../../cards/person/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { day, dayOf } from '../../cards/view/format.ts';
import type { Data } from '../../cards/view/view.ts';
import { Problem } from '../../crm/problem.ts';
import { administratorsOnly } from '../administrators-only.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { addButtonData } from '../parse/customer-phrase.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { periodProblem } from '../timeline/period.ts';
import { type AuditWords, auditWords, ON_RECORD } from './parse.ts';

const PAGE = 15;
type Asked = z.infer<typeof auditPage.data>;

export const audit = defineCommand({
  name: 'audit',
  listed: 'late',
  usage: 'audit [customer] [@colleague] [what] [since …]',
  summary: 'Who looked at whom, wrote, shared or was refused; for administrators',
  examples: ['audit', 'audit refused', 'audit acme since monday', 'audit @kim notes'],
  phrases: [
    {
      words: [
        'who (looked|has looked) at {customer}',
        'who has been looking at {customer}',
        'who saw|viewed|opened {customer}',
      ],
      typed: '{customer}',
    },
  ],
  readsOnly: true,
  args: CommandInput,
  async run({ words, people }, context) {
    await administratorsOnly(context, 'audit');
    const { customer, what, since, until } = await readWords(words, context);
    const which = customer
      ? await whichCustomer(customer, context, { action: auditPage, label: 'audit' })
      : null;
    const [person] = people[0] ? await context.store.people.find(people[0], 1) : [];
    if (people[0] && !person)
      throw new Problem(
        'unknown-colleague',
        stringsFor(context.reader).people.problem.nobody(people[0]),
      );
    const asked = {
      ...(person && { person: person.id }),
      ...(what && { what }),
      ...(since && { since: since.toISOString() }),
      ...(until && { until: until.toISOString() }),
    };
    if (which?.kind === 'reply') return addButtonData(which.reply, asked);
    return page({ ...(which && { customer: which.id }), ...asked }, context);
  },
  actions: [on(auditPage, page)],
});

/** A customer's whole name goes first, whatever words it is made of. */
async function readWords(words: string, { store, reader }: Context): Promise<AuditWords> {
  if (words && (await store.customers.named(words)))
    return { customer: words, what: null, since: null, until: null, fault: null };
  const read = auditWords(words, reader);
  if (read.fault)
    throw read.fault.kind === 'word'
      ? new Problem('unread-audit', stringsFor(reader).audit.unread(read.fault.word))
      : periodProblem(read.fault, reader);
  return read;
}

async function page(asked: Asked, context: Context): Promise<Reply> {
  await administratorsOnly(context, 'audit');
  const { store, reader } = context;
  const { customer, person, what, since, until, before } = asked;
  const query = {
    ...(customer && { customer }),
    ...(person && { person }),
    ...(before && { before }),
    ...(what && { actions: ON_RECORD[what] }),
    ...(since && { since: new Date(since) }),
    ...(until && { until: new Date(until) }),
  };
  const events = await store.audit.search({ ...query, limit: PAGE + 1 });
  const shown = events.slice(0, PAGE);
  const people = new Map<string, string>(
    (await store.people.all()).map(({ id, name }) => [id, name]),
  );
  const customers = new Map(
    await Promise.all(
      [...new Set(shown.flatMap((event) => event.customer ?? []))].map(
        async (id) => [id, await store.customers.name(id)] as const,
      ),
    ),
  );
  const lines = shown.map((event) => ({
    ...event,
    personName: event.person && (people.get(event.person) ?? null),
    customerName: event.customer && (customers.get(event.customer) ?? null),
    names: people,
  }));
  const last = shown.at(-1);
  const older: Data | null =
    events.length > PAGE && last
      ? {
          ...(customer && { customer }),
          ...(person && { person }),
          ...(what && { what }),
          ...(since && { since }),
          ...(until && { until }),
          before: last.id,
        }
      : null;
  const { audit: said } = stringsFor(reader);
  const about = [
    customer && (await store.customers.name(customer)),
    person && people.get(person),
    what && said.what[what],
    since && said.since(day(dayOf(new Date(since), reader), reader)),
    until && said.until(day(dayOf(new Date(Date.parse(until) - 1), reader), reader)),
  ];
  return {
    kind: 'answer',
    view: auditCard({ lines, about: about.filter(Boolean).join(' · ') || null, older, reader }),
  };
}
