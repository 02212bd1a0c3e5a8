import { afterEach, expect, test } from 'vitest';
import { readTime } from '../../../commands/parse/time/chrono.ts';

const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
});

/** A Tuesday: 5:14 in New York, 23:14 in Auckland. */
const now = new Date('2026-11-17T10:14:00Z');

test.each(['UTC', 'Pacific/Auckland', 'America/Los_Angeles'])(
  'on a machine in %s the next Monday is the reader’s',
  (machine) => {
    process.env['TZ'] = machine;
    for (const zone of ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland']) {
      const read = readTime('monday', { now, zone, forwardDate: true });
      expect(read?.day).toBe('2026-11-23');
    }
  },
);
