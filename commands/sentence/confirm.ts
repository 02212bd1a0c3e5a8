import { confirmCard } from '../../cards/sentence/card.ts';
import type { Button } from '../../cards/view/view.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Command, Context, Filling, Reply } from '../command.ts';
import { onlyCustomer } from '../parse/clear-customer.ts';
import { isCarried } from '../parse/length.ts';

/** The slots that are shown before it is done, in their order. */
const SHOWN = ['customer', 'figure', 'stage', 'who', 'words', 'day', 'when', 'until'];

/** A deed that is shown before it is done. */
interface Unconfirmed {
  command: Command;
  slots: Filling;
  /** The slots as they were written. */
  written: Filling;
  /** The words behind the command's name that do it, with their line breaks. */
  typed: string;
}

/** Shows a deed as it was understood, and does nothing; `others` are what the sentence may mean else. */
export async function confirmation(
  { command, slots, written, typed }: Unconfirmed,
  others: readonly Button[],
  context: Context,
): Promise<Reply> {
  const { store, reader } = context;
  const customer = slots['customer'] ?? '';
  const isShort = customer !== '' && customer.length <= LONGEST.name;
  const id = isShort ? await onlyCustomer(customer, context) : null;
  const name = (id && (await store.customers.name(id))) ?? customer;
  const colleague = slots['who']?.includes('@') ? await store.people.byEmail(slots['who']) : null;
  const value: Record<string, string> = {
    ...slots,
    customer: name,
    who: colleague?.name ?? written['who'] ?? '',
    words: [slots['verb'], slots['words']].filter(Boolean).join(' '),
  };
  const parts = SHOWN.flatMap((name) => (value[name] ? [{ name, value: value[name] }] : []));
  const view = confirmCard(
    {
      command: command.name,
      carried: isCarried({ typed }) ? typed : null,
      typed,
      customer: name,
      parts,
      isOwn: value['who'] === '',
      others,
    },
    reader,
  );
  return { kind: 'answer', view };
}
