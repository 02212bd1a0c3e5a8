import { dryRunCard } from '../../cards/signal/rules.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import { replay } from '../../crm/signal/dry-run.ts';
import type { RuleId } from '../../crm/signal/signal.ts';
import { seesSignal, settingOf, signalReceivers } from '../../crm/signal/watch.ts';
import type { Context, Reply } from '../command.ts';
import { theRule } from './rules.ts';

const AT_ONCE = 200;
/** As many customers are replayed while somebody waits; the answer says where there are more. */
const MOST = 5000;

/** Counts the signals that a rule would have sent over last month, and their receivers. Nothing is sent. */
export async function dryRun(id: RuleId, context: Context, skip = 0): Promise<Reply> {
  const { store, reader, now, zone } = context;
  const rule = await theRule(id, context);
  const setting = settingOf(rule, await store.signals.settings());
  const people = new Map((await store.people.all()).map((person) => [person.id, person]));
  const to = new Map<PersonId, number>();
  const occurrences: { customer: string; at: Date }[] = [];
  let looked = 0;
  let customers: CustomerId[] = await store.signals.page(null, AT_ONCE);
  while (customers.length > 0 && looked < MOST) {
    looked += customers.length;
    for (const history of await store.signals.histories(customers, now)) {
      const found = replay(rule, history, { threshold: setting.threshold, until: now, zone });
      if (found.length === 0) continue;
      const { id: customer, name, ownerId } = history.customer;
      const { people: followers } = await store.followers.of(customer);
      for (const { at, finding } of found) {
        const receivers = signalReceivers(rule, { ownerId, followers }, people).filter((person) =>
          seesSignal(accessOf(person), rule, finding),
        );
        if (receivers.length > 0) occurrences.push({ customer: name, at });
        for (const person of receivers) to.set(person.id, (to.get(person.id) ?? 0) + 1);
      }
    }
    customers = await store.signals.page(customers.at(-1) ?? null, AT_ONCE);
  }
  await context.audit({ action: 'signal', customer: null, detail: { rule: id, dryRun: true } });
  const receivers = [...to]
    .map(([person, count]) => ({ name: people.get(person)?.name ?? '', count }))
    .toSorted((one, other) => other.count - one.count || one.name.localeCompare(other.name));
  return {
    kind: 'answer',
    view: dryRunCard({
      rule,
      setting,
      occurrences: occurrences.toSorted((one, other) => other.at.getTime() - one.at.getTime()),
      skip,
      receivers,
      looked: customers.length > 0 ? looked : null,
      reader,
    }),
  };
}
