import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Context } from '../command.ts';

/** The customer whose room this channel is, so that words typed there need no name; null where it is nobody's. */
export async function customerHere({
  place,
  store,
}: Pick<Context, 'place' | 'store'>): Promise<CustomerId | null> {
  if (place.kind !== 'channel' && place.kind !== 'group') return null;
  return (await store.rooms.get(place))?.customerId ?? null;
}
