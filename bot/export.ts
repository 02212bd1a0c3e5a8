import { LOCAL_ADMINISTRATOR_EMAIL } from '../crm/person/administrator.ts';
import { Problem } from '../crm/problem.ts';
import type { Store } from '../crm/store/store.ts';
import { terminalAccount, terminalPlace } from './terminal/adapter.ts';

/**
 * Exports the customer of exactly this name, address or id into a folder, on record; gives the line that says where.
 * Throws `Problem` where there is no such customer, or the folder cannot be written.
 */
export async function exportInto(
  store: Store,
  { words, folder, now }: { words: string; folder: string; now: Date },
): Promise<string> {
  const customer = await store.customers.named(words);
  if (customer === null)
    throw new Problem('unknown-customer', {
      say: `No customer is called exactly “${words}”, or several are.`,
      try: 'Give the whole name, a domain of theirs, or their id in the CRM.',
    });
  const administrator = await store.people.byEmail(LOCAL_ADMINISTRATOR_EMAIL);
  await store.audit.write({
    at: now,
    person: administrator?.id ?? null,
    account: terminalAccount(undefined),
    place: `${terminalPlace.kind} ${terminalPlace.id}`,
    action: 'export',
    customer,
    detail: { by: 'terminal' },
  });
  const { path, rows, tables } = await store.exports.write(customer, { now, folder });
  return `Exported ${rows} rows of ${tables} tables into ${path}`;
}
