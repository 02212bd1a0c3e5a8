import type { Logger } from 'pino';
import { SECOND } from '../crm/time/durations.ts';

/** Container managers kill after ten to thirty seconds; this leaves a line in the log before that. */
const LONGEST_STOP = 14 * SECOND;

/**
 * A rejection that nobody awaits is logged and must not end the bot. After an error that nothing caught, nobody
 * knows what state things are in: what is in flight is finished, and the process ends with one line that says so.
 */
export function guardProcess(log: Logger, stop: () => Promise<void>): void {
  process.on('unhandledRejection', (cause) =>
    log.error({ err: cause }, 'something failed that nobody waited for'),
  );
  process.once('uncaughtException', (cause) => {
    log.fatal({ err: cause }, 'an error that nothing caught');
    console.error(
      'Rapport ends after an error that nothing caught; the line above has it. Start it again: what was done is stored.',
    );
    const end = () => process.exit(1);
    // A stop that hangs must not keep a broken process.
    setTimeout(end, 10_000).unref();
    stop().then(end, end);
  });
}

/** Stops in good order when it is asked to; a part that hangs must not keep the process. */
export function stopOnSignals(stop: () => Promise<void>, longest = LONGEST_STOP): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      setTimeout(() => {
        console.error('Rapport did not stop in time, so it ends now: what was done is stored.');
        process.exit(1);
      }, longest).unref();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}
