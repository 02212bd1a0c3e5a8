import type { Logger } from 'pino';

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
