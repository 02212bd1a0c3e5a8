import { overrideForm } from '../../cards/signal/hold.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Form } from '../../cards/view/view.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { redact } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { SignalRule } from '../../crm/signal/rule.ts';
import { holdsOf } from '../../crm/signal/warning.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { WEEK } from '../../crm/time/durations.ts';
import type { Context, Reply } from '../command.ts';
import { showCustomer } from '../customer/command.ts';

/** An override ends by itself: after a week the card asks anew. */
const HOLDS_FOR = WEEK;

/** The form that asks for the reason. */
export async function formOfOverride(customer: CustomerId, context: Context): Promise<Form> {
  const { overview, holds } = await held(customer, context);
  return overrideForm({ customer: overview.customer, holds, reader: context.reader });
}

/** Reaches out all the same: the reason is on record, and the customer's card says who does. */
export async function override(
  { customer, reason }: { customer: CustomerId; reason: string },
  context: Context,
): Promise<Reply> {
  const { store, person, now } = context;
  const { holds } = await held(customer, context);
  await store.commit(
    [
      {
        kind: 'hold-override',
        override: {
          customerId: customer,
          person: person.id,
          at: now,
          until: new Date(now.getTime() + HOLDS_FOR),
        },
      },
      auditLine(
        {
          action: 'signal',
          customer,
          detail: { reason, rules: holds.map(({ id }) => id) },
        },
        context,
      ),
    ],
    now,
  );
  return showCustomer(customer, context);
}

/** Throws where nothing speaks against an offer any more. */
async function held(
  customer: CustomerId,
  { store, person, access, now, reader }: Context,
): Promise<{ overview: Overview; holds: SignalRule[] }> {
  const found = await store.customers.overview(customer, person.id, access, now);
  const { problem, signal } = stringsFor(reader);
  if (!found) throw new Problem('unknown-customer', problem.unknownCustomer);
  const overview = redact(found, access);
  const holds = holdsOf(overview, access);
  if (holds.length === 0) throw new Problem('no-hold', { ...signal.hold.over, reopens: false });
  return { overview, holds };
}
