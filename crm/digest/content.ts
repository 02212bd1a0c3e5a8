import type { CustomerId, Stage } from '../customer/customer.ts';
import type { DepartmentId } from '../person/person.ts';
import { type Access, redact } from '../policy/policy.ts';
import { type Warning, warningsFor } from '../signal/warning.ts';
import type { Store } from '../store/store.ts';
import { addDays, type Day, dayIn, endOfDay, startOfDay } from '../time/day.ts';
import { redactWin, type VisibleWin } from '../win/redact.ts';
import { lateHandoffs } from './late.ts';

/** All that a digest tells besides its figures, as far as its readers may see it. */
export interface DigestContent {
  wins: readonly VisibleWin[];
  /** Handoffs that are overdue now, by the department that they wait for, most first. */
  late: readonly { department: DepartmentId; handoffs: number }[];
  /** Customers that need somebody, worst first. */
  needing: readonly Needing[];
}

/** A customer at risk, or one who renews soon and about whom there is something to do. */
export interface Needing {
  id: CustomerId;
  name: string;
  stage: Stage;
  renewsOn: Day | null;
  owner: string | null;
  warnings: readonly Warning[];
}

const MOST_WINS = 50;
const RENEWAL_DAYS = 60;
/** Each costs the read of a card. */
const LOOKED_AT = 16;

interface Reading {
  store: Store;
  access: Access;
  /** In which days are meant, IANA. */
  zone: string;
  now: Date;
}

export async function readContent(
  { first, last }: { first: Day; last: Day },
  reading: Reading,
): Promise<DigestContent> {
  const { store, access, zone, now } = reading;
  const [wins, late, needing] = await Promise.all([
    store.wins.list({
      since: startOfDay(first, zone),
      until: endOfDay(last, zone),
      limit: MOST_WINS,
    }),
    lateHandoffs(store, now),
    needingCustomers(reading),
  ]);
  const posted = wins.filter(({ state }) => state === 'posted');
  return {
    wins: await Promise.all(posted.map((win) => redactWin(win, access, store))),
    late: late.map(({ department, handoffs }) => ({ department, handoffs: handoffs.length })),
    needing,
  };
}

async function needingCustomers(reading: Reading): Promise<Needing[]> {
  const { store, zone, now } = reading;
  const today = dayIn(now, zone);
  const ids = await store.digests.customersAhead({
    from: today,
    to: addDays(today, RENEWAL_DAYS),
    limit: LOOKED_AT,
  });
  const needing = await Promise.all(ids.map((id) => needingCustomer(id, reading)));
  const weight = ({ stage, warnings }: Needing) => warnings.length + (stage === 'at-risk' ? 2 : 0);
  return needing
    .filter((one) => one !== null)
    .toSorted((one, other) => weight(other) - weight(one));
}

/** One customer's reasons; null where they are gone. */
export async function needingCustomer(
  id: CustomerId,
  { store, access, zone, now }: Reading,
): Promise<Needing | null> {
  const found = await store.customers.overview(id, null, access, now);
  if (!found) return null;
  const overview = redact(found, access);
  const { name, stage, renewsOn } = overview.customer;
  const today = dayIn(now, zone);
  const warnings = warningsFor(overview, { me: null, access, now, today }).filter(
    ({ kind }) => kind !== 'just-contacted' && kind !== 'look-alike',
  );
  return { id, name, stage, renewsOn, owner: overview.owner, warnings };
}
