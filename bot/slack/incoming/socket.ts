import { setTimeout as wait } from 'node:timers/promises';
import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { boltLog } from '../bolt-log.ts';
import type { SlackConfig } from '../config.ts';
import { clientOptions } from '../directory/workspaces.ts';
import { logFields, slackUpstream } from '../upstream.ts';

export interface SocketConnection {
  receiver: SocketModeReceiver;
  /** Throws `Upstream` where Slack refuses the app token; a Slack that is away is called again until it answers. */
  open(): Promise<void>;
  close(): Promise<void>;
}

const LONGEST_PAUSE = 30_000;

/** One socket to Slack, kept open. Bolt's own reconnecting ends the process when Slack is away for long, so it is off. */
export function socketConnection(
  appToken: string,
  config: SlackConfig,
  log: Logger,
): SocketConnection {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLog(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(config) },
  });
  const closing = new AbortController();
  let connecting = false;

  async function connect(): Promise<void> {
    connecting = true;
    await receiver.start().finally(() => {
      connecting = false;
    });
  }
  async function again(tries = 0): Promise<void> {
    await wait(tries === 0 ? 0 : Math.min(500 * 2 ** tries, LONGEST_PAUSE), null, {
      signal: closing.signal,
    }).catch(() => null);
    if (closing.signal.aborted) return;
    await connect().catch((error: unknown) => {
      log.warn({ ...logFields(error), tries }, 'slack socket is not open; trying again');
      return again(tries + 1);
    });
  }
  receiver.client.on('disconnected', () => {
    if (!connecting && !closing.signal.aborted) void again();
  });

  return {
    receiver,
    async open() {
      await connect().catch((error: unknown) => {
        const fault = slackUpstream(error);
        if (fault.fault === 'unauthorised' || fault.fault === 'rejected') throw fault;
        void again(1);
      });
    },
    async close() {
      closing.abort();
      await receiver.client.disconnect();
    },
  };
}
