import type { z } from 'zod';
import { duplicateSay, duplicateShow } from '../../cards/customer/actions.ts';
import { sameCompanyCard, sameCompanyListCard } from '../../cards/customer/same-company-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { isManager, redact } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Overview } from '../../crm/store/customers.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { whichCustomer } from '../parse/which-customer.ts';

export const duplicate = defineCommand({
  name: 'duplicate',
  usage: 'duplicate <customer>',
  summary: 'Says that two records are one company, or are not; both cards then know it',
  examples: ['duplicate lumière freight sas'],
  aliases: ['duplicates', 'twin'],
  args: CommandInput,
  async run(typed, context) {
    const then = { action: duplicateShow, label: 'duplicate' } as const;
    const which = await whichCustomer(inputText(typed), context, then);
    return which.kind === 'reply' ? which.reply : candidates(which.id, context);
  },
  actions: [
    on(duplicateShow, ({ customer, other }, context) =>
      other ? compare(customer, other, context) : candidates(customer, context),
    ),
    on(duplicateSay, say, { writes: true }),
  ],
});

async function candidates(id: CustomerId, context: Context): Promise<Reply> {
  const { customer, lookAlikes, twins } = await read(id, context);
  const others = [...twins, ...lookAlikes];
  const [only] = others;
  if (only && others.length === 1) return compare(id, only.id, context);
  return { kind: 'answer', view: sameCompanyListCard(customer, others, context.reader) };
}

async function compare(id: CustomerId, otherId: CustomerId, context: Context): Promise<Reply> {
  const { store, reader } = context;
  const [one, other, said] = await Promise.all([
    read(id, context),
    read(otherId, context),
    store.customers.sameCompany([id, otherId]),
  ]);
  await context.audit({ action: 'look-up', customer: otherId, detail: { shown: 'duplicate' } });
  const { customer } = other;
  return {
    kind: 'answer',
    view: sameCompanyCard({
      customer: one.customer,
      other: { ...customer, domain: customer.domains[0] ?? null, owner: other.owner },
      said: said && {
        same: said.same,
        by: (await store.people.get(said.by))?.name ?? '–',
      },
      decides: mayDecide([one, other], context),
      reader,
    }),
  };
}

/** The owner of one of them, and managers; anybody where nobody owns either. */
function mayDecide(pair: readonly Overview[], { person }: Context): boolean {
  const owners = pair.flatMap(({ customer }) => customer.ownerId ?? []);
  return isManager(person.role) || owners.length === 0 || owners.includes(person.id);
}

async function say(
  { customer, other, said }: z.infer<typeof duplicateSay.data>,
  context: Context,
): Promise<Reply> {
  const { store, person, reader, now } = context;
  const pair = await Promise.all([read(customer, context), read(other, context)]);
  if (customer === other || !mayDecide(pair, context))
    throw new Problem('not-yours', {
      say: stringsFor(reader).sameCompany.whoMay,
      try: '',
      reopens: false,
    });
  const same = said === 'unsaid' ? null : said === 'same';
  const line = (of: CustomerId, than: CustomerId) =>
    auditLine(
      { action: 'same-company', customer: of, detail: { said, other: than } },
      { ...context, person },
    );
  await store.commit(
    [
      { kind: 'same-company', pair: [customer, other], same, by: person.id },
      line(customer, other),
      line(other, customer),
    ],
    now,
  );
  return compare(customer, other, context);
}

async function read(id: CustomerId, context: Context): Promise<Overview> {
  const { store, person, access, now, reader } = context;
  const overview = await store.customers.overview(id, person.id, access, now);
  if (!overview) throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  return redact(overview, access);
}
