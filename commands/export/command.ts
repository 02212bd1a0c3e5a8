import { exportWrite } from '../../cards/export/actions.ts';
import { exportedCard } from '../../cards/export/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
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
import { whichCustomer } from '../parse/which-customer.ts';

export const exportCustomer = defineCommand({
  name: 'export',
  listed: 'late',
  usage: 'export <customer>',
  summary: 'Everything about a customer as a file, JSON and CSV; for administrators, in private',
  examples: ['export acme'],
  phrases: [
    {
      words: [
        'export everything [we know|we have] about|on|of {customer}',
        'export [all|the] data of|on|about {customer}',
      ],
      typed: '{customer}',
    },
  ],
  args: CommandInput,
  async run(typed, context) {
    await administratorsOnly(context, 'export');
    refuseInPublic(context);
    const which = await whichCustomer(inputText(typed), context, {
      action: exportWrite,
      label: 'export',
    });
    return which.kind === 'reply' ? which.reply : write(which.id, context);
  },
  actions: [
    on(exportWrite, async ({ customer }, context) => {
      await administratorsOnly(context, 'export');
      refuseInPublic(context);
      return write(customer, context);
    }),
  ],
});

function refuseInPublic({ place, reader }: Context): void {
  if (place.kind !== 'direct' && place.kind !== 'home')
    throw new Problem('not-here', { ...stringsFor(reader).export.notHere, reopens: false });
}

/** On record before it is written, so that no export is without its line. */
async function write(customer: CustomerId, context: Context): Promise<Reply> {
  const { store, now, reader, audit } = context;
  const name = await store.customers.name(customer);
  if (name === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  await audit({ action: 'export', customer, detail: { by: 'chat' } });
  const written = await store.exports.write(customer, { now });
  return { kind: 'answer', view: exportedCard({ ...written, name }, reader) };
}
