// Compares the records of a store, joins them and parts one again, and is killed before the statement of this number.
import pg from 'pg';
import { CustomerId } from '../../crm/customer/customer.ts';
import { newQuestion } from '../../crm/customer/same-company.ts';
import { matchCustomers } from '../../jobs/matching/match-customers.ts';
import { openStore } from '../../prisma/store.ts';
import { contextOf } from '../prisma/event/acting.ts';

const [, , url, killAt, at] = process.argv;
if (!url || !at) throw new Error('Say which URL, and when it is');
const now = () => new Date(at);
let left = Number.POSITIVE_INFINITY;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]) {
  left -= 1;
  if (left < 0) process.kill(process.pid, 'SIGKILL');
  return Reflect.apply(query, this, asked);
} as typeof query;

const { store } = await openStore({ url }, { now });
left = Number(killAt);
await matchCustomers.run({}, contextOf(store, now));
const [into] = await store.customers.find('Customer 0', 1);
const [join] = into ? await store.matches.joins(into.customer.id) : [];
if (into && join) {
  const [former, from] = [join.former, CustomerId.parse(into.customer.id)];
  await store.commit(
    [
      { kind: 'same-company', question: newQuestion(former, from, { same: false }) },
      { kind: 'part', former, from },
    ],
    now(),
  );
}
left = Number.POSITIVE_INFINITY;
await store.close();
