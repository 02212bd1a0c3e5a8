import { ownerOf } from '../../crm/connection/connection.ts';
import type { Connectors } from '../../crm/connector.ts';
import { CONNECTORS, CONSENT_VARIABLES } from '../../crm/connectors/all.ts';
import type { Store } from '../../crm/store/store.ts';
import { broken, type Finding, missing, well } from '../finding.ts';
import type { ConsentConfig } from './config.ts';
import { tokenEncryption } from './consents.ts';

/** Whether colleagues can write in their own name, and whether the tokens that are there can be read. */
export async function examineConsents(
  config: ConsentConfig | null,
  connectors: Connectors,
  store: Pick<Store, 'connections'> | null,
): Promise<Finding[]> {
  const offering = connectors.flatMap((connector) => {
    const setup = CONNECTORS.find(({ id }) => id === connector.id)?.consent;
    return setup ? [{ ...connector, setup }] : [];
  });
  const findings = offering.map(({ name, consent, setup: { setup, needs } }) =>
    config && consent
      ? well(`${name}: colleagues can write in their own name, by “connect”`)
      : missing(
          `${name}: notes of colleagues go there as Rapport`,
          `${setup} Set ${[...(consent ? [] : needs), ...(config ? [] : CONSENT_VARIABLES)].join(', ')}.`,
        ),
  );
  const unreadable = store ? await countUnreadable(config, store) : 0;
  return unreadable === 0
    ? findings
    : [
        ...findings,
        broken(
          `${unreadable} own ${unreadable === 1 ? 'account' : 'accounts'} of colleagues: encrypted with another TOKEN_SECRET`,
          'Set TOKEN_SECRET_BEFORE to the former secret and start once; without it those colleagues have to connect again.',
        ),
      ];
}

async function countUnreadable(
  config: ConsentConfig | null,
  { connections }: Pick<Store, 'connections'>,
): Promise<number> {
  const stored = await connections.allTokens();
  if (!config) return stored.length;
  const encryption = tokenEncryption(config);
  return stored.filter(({ tokens, ...key }) => {
    try {
      encryption.decrypt(tokens, ownerOf(key));
      return false;
    } catch {
      return true;
    }
  }).length;
}
