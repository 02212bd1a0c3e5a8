import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { foldRepeats } from '../../bot/log-repeats.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function written() {
  const lines: { msg: string; times?: number; total?: number; references?: string[] }[] = [];
  const to = new Writable({
    write(line: Buffer, _, done) {
      lines.push(JSON.parse(line.toString()));
      done();
    },
  });
  return { lines, log: pino({ hooks: foldRepeats(1_000) }, to) };
}
const down = (message: string, code?: string) => Object.assign(new Error(message), { code });

test('an outage is a line when it begins, one every while with its references, and one when it is over', () => {
  const { lines, log } = written();
  for (let i = 0; i < 1_000; i += 1)
    log.error({ err: down(`connect ECONNREFUSED 127.0.0.1:${i}`, 'ECONNREFUSED') }, 'failed');
  log.error({ err: down('Connection terminated unexpectedly'), reference: 'AAAAAA' }, 'failed');
  expect(lines).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(lines[1]).toMatchObject({ msg: 'failed, again', times: 1_000, references: ['AAAAAA'] });
  log.error({ err: down('Connection terminated unexpectedly') }, 'failed');
  vi.advanceTimersByTime(2_000);
  expect(lines.slice(2)).toMatchObject([
    { msg: 'failed, again', times: 1, total: 1_002 },
    { msg: 'failed: over', total: 1_002 },
  ]);
  log.error({ err: down('connect ECONNREFUSED') }, 'failed');
  expect(lines).toHaveLength(5);
});

test('other faults, and lines that are no faults, are written each', () => {
  const { lines, log } = written();
  log.error({ err: new Error('one') }, 'failed');
  log.error({ err: new Error('another') }, 'failed');
  log.error({ err: new Error('one') }, 'elsewhere');
  log.warn({ key: 1 }, 'not posted');
  log.warn({ key: 2 }, 'not posted');
  log.info({ err: new Error('one') }, 'told');
  log.info({ err: new Error('one') }, 'told');
  expect(lines).toHaveLength(7);
  vi.advanceTimersByTime(5_000);
  expect(lines).toHaveLength(7);
});
