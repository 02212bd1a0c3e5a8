import { RULES } from '../../crm/signal/rules.ts';
import { defineConsumer } from '../event/consumer.ts';
import { findSignals } from './find.ts';

/** Looks again at customers to whom something happened that a rule reads. */
export const signals = defineConsumer({
  name: 'signals',
  kinds: [
    ...new Set([
      ...RULES.flatMap(({ kinds }) => kinds),
      'customer-joined' as const,
      'customer-parted' as const,
    ]),
  ],
  handle: (events, context) =>
    findSignals([...new Set(events.flatMap(({ customerId }) => customerId ?? []))], context),
});
