import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../processes/process.ts';

const bot = join(import.meta.dirname, '..', '..', 'bot');
/** A process that is guarded as the bot's is, and says when it stops in good order. */
const living = (fate: string) =>
  run(
    '--input-type=module',
    [
      '-e',
      `
  const { guardProcess } = await import('${bot}/process-guards.ts');
  const { logger } = await import('${bot}/logger.ts');
  guardProcess(logger('error'), async () => console.log('stopped'));
  ${fate}`,
    ],
    {},
  );

test('a failure that nobody waited for is logged, and the bot goes on', async () => {
  const { code, out, err } = await living(
    `Promise.reject(new Error('a lost one')); setTimeout(() => console.log('still here'), 20);`,
  );
  expect([code, out]).toEqual([0, 'still here\n']);
  expect(err).toContain('a lost one');
});

test('after an error that nothing caught it finishes what is in flight, says so and ends', async () => {
  const { code, out, err } = await living(
    `setTimeout(() => { throw new Error('broken'); }); setInterval(() => {}, 1000);`,
  );
  expect([code, out]).toEqual([1, 'stopped\n']);
  expect(err).toMatch(/broken[\s\S]*\nRapport ends after an error that nothing caught/);
});

test('a stop that hangs ends all the same, with a line', async () => {
  const { code, err } = await run(
    '--input-type=module',
    [
      '-e',
      `
  const { stopOnSignals } = await import('${bot}/process-guards.ts');
  stopOnSignals(() => new Promise(() => {}), 50);
  setInterval(() => {}, 1000);
  process.kill(process.pid, 'SIGTERM');`,
    ],
    {},
  );
  expect([code, err]).toEqual([1, expect.stringContaining('did not stop in time')]);
});
