import type { CustomerId, Stage } from '../customer/customer.ts';
import type { PersonId } from '../person/person.ts';
import { type Access, redact } from '../policy/policy.ts';
import type { Store } from '../store/store.ts';
import type { Day } from '../time/day.ts';
import { type Warning, warningsFor } from './warning.ts';

/** One customer of a list, with the reasons that this reader may see. */
export interface ListedCustomer {
  id: CustomerId;
  name: string;
  owner: string | null;
  stage: Stage;
  city: string | null;
  renewsOn: Day | null;
  since: Day | null;
  warnings: readonly Warning[];
}

/** `person` is null for many readers; `today` is the readers' calendar day. Null for an unknown id. */
export async function readListed(
  id: CustomerId,
  by: { person: PersonId | null; access: Access; now: Date; today: Day },
  { customers }: Pick<Store, 'customers'>,
): Promise<ListedCustomer | null> {
  const { person, access, now, today } = by;
  const overview = await customers.overview(id, person, access, now);
  if (!overview) return null;
  const seen = redact(overview, access);
  const { name, stage, city, renewsOn, since } = seen.customer;
  const warnings = warningsFor(seen, { me: person, access, now, today });
  return { id, name, owner: seen.owner, stage, city, renewsOn, since, warnings };
}
