import { type Logger, pino } from 'pino';
import { foldRepeats } from './log-repeats.ts';

/** Lines of JSON on standard error, so that standard output belongs to what was asked for. */
export const logger = (level: string): Logger =>
  pino(
    {
      level,
      base: null,
      hooks: foldRepeats(),
      redact: ['err.config', 'err.request', 'err.response', '*.token', '*.authorization'],
    },
    pino.destination({ fd: 2, sync: true }),
  );
