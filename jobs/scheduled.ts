import type { CustomerId } from '../crm/customer/customer.ts';
import { RAPPORT_ACCOUNT } from '../crm/person/person.ts';
import type { AuditEvent } from '../crm/store/audit.ts';
import type { Change } from '../crm/store/change.ts';

/** Looks after each of what is due. One that fails holds up no other, and is looked after again by the job's next try. */
export async function eachOf<Due>(
  due: readonly Due[],
  lookAfter: (one: Due) => Promise<void>,
): Promise<void> {
  const failed: unknown[] = [];
  for (const one of due) await lookAfter(one).catch((cause: unknown) => failed.push(cause));
  if (failed.length > 0) throw failed[0];
}

/** On record as the clock's doing: nobody's. */
export const clockDid = (
  action: AuditEvent['action'],
  customer: CustomerId | null,
  detail: AuditEvent['detail'],
  at: Date,
): Change => ({
  kind: 'audit',
  event: {
    at,
    person: null,
    account: RAPPORT_ACCOUNT,
    place: 'clock',
    action,
    customer,
    detail,
  },
});
