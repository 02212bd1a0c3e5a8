import { z } from 'zod';
import type { Values } from '../cards/view/view.ts';
import type { Store } from '../crm/store/store.ts';

/** As our ids of customers look. */
const ID = /^[A-Za-z0-9]{20}$/;

const Sent = z.record(z.string(), z.unknown());

interface Pressed {
  data: unknown;
  values: Values;
}

/** An old message, or an open form, names a customer that became a part of another one since: it means that one. */
export async function namingCustomersNow(
  { data, values }: Pressed,
  { store }: { store: Pick<Store, 'matches'> },
): Promise<Pressed> {
  const sent = Sent.safeParse(data).data ?? {};
  const ids = [...Object.values(sent), ...Object.values(values)]
    .flat()
    .filter((value) => typeof value === 'string' && ID.test(value))
    .map(String);
  if (ids.length === 0) return { data, values };
  const now = await store.matches.now([...new Set(ids)]);
  if (now.size === 0) return { data, values };
  const nameNow = <Value>(value: Value): Value | string =>
    typeof value === 'string' ? (now.get(value) ?? value) : value;
  return {
    data: Object.fromEntries(Object.entries(sent).map(([name, one]) => [name, nameNow(one)])),
    values: Object.fromEntries(
      Object.entries(values).map(([name, one]) => [
        name,
        typeof one === 'string' ? nameNow(one) : one.map(nameNow),
      ]),
    ),
  };
}
