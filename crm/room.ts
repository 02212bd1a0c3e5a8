import type { Change } from './changes.ts';
import type { CustomerId } from './customer.ts';

/** Goes into a commit that changes what a customer's rooms say of them: their lines follow at once. */
export const refreshRooms = (customer: CustomerId, key: string): Change => ({
  kind: 'job',
  job: 'refresh-rooms',
  data: { customer },
  key: `rooms:${key}`,
});
