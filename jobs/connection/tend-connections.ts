import { clockJob, defineJob } from '../job.ts';
import { eachOf } from '../scheduled.ts';

/** Colleagues who left have no connections; tokens are encrypted with the newest secret. */
export const tendConnections = defineJob({
  kind: clockJob('tend-connections'),
  cron: '17 * * * *',
  atStart: true,
  async run(_, { store, consents, now }) {
    await consents.renewEncryption();
    await eachOf(await store.connections.ofLeavers(), async (connection) => {
      const revocation = await consents.revocationOf(connection);
      await store.commit(
        [
          { kind: 'connection-ended', connection, refusedAt: null },
          ...(revocation ? [{ kind: 'revocation' as const, revocation }] : []),
        ],
        now(),
      );
    });
  },
});
