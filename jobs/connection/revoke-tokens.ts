import { revokeTokensJob } from '../../crm/connection/connection.ts';
import { defineJob } from '../job.ts';

/** Tells a system that tokens were given up here. They stay, encrypted, until it heard that, or never could. */
export const revokeTokens = defineJob({
  kind: revokeTokensJob,
  async run({ id }, { store, consents }) {
    const revocation = await store.connections.revocation(id);
    if (!revocation) return;
    await consents.revoke(revocation);
    await store.connections.forgetRevocation(id);
  },
  failed: ({ id }, _cause, { store }) => store.connections.forgetRevocation(id),
});
