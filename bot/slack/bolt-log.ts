import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** Bolt's log through ours: warnings and errors alone, since its lower levels hold message bodies. */
export function boltLog(log: Logger): BoltLogger {
  let level = LogLevel.WARN;
  return {
    debug: () => {},
    info: () => {},
    warn: (...said: unknown[]) => log.warn({ said: brief(said) }, 'bolt warns'),
    error: (...said: unknown[]) => log.error({ said: brief(said) }, 'bolt reports an error'),
    setLevel: (to) => {
      level = to;
    },
    getLevel: () => level,
    setName: () => {},
  };
}

const brief = (said: unknown[]): string => said.map(brand).join(' ').slice(0, 300);
function brand(part: unknown): string {
  if (part instanceof Error) return part.message;
  return typeof part === 'string' ? part : typeof part;
}
