import type { Connector, ConnectorWriter } from '../connector.ts';
import type { PersonId } from '../person/person.ts';
import type { Connection, ConnectionKey, Revocation } from './connection.ts';

/** A system in which colleagues can have Rapport write in their own name. */
export interface ConsentSystem {
  id: string;
  name: string;
}

/** The port to colleagues' own accounts in connected systems. Its functions throw `Upstream` where a system fails. */
export interface Consents {
  /** Empty where no system offers it, or nothing is configured to encrypt the tokens with. */
  readonly systems: readonly ConsentSystem[];
  /** The address of a system's page, on which this colleague agrees: good for ten minutes, once, for them alone. */
  pageFor(key: ConnectionKey): Promise<string>;
  /** Writes in the name of a colleague; null where they have no account connected there, or left. */
  writerAs(connector: Connector, person: PersonId): Promise<ConnectorWriter | null>;
  /** The tokens of a connection that is given up, for the system to hear of; null where there are none. */
  revocationOf(connection: Connection): Promise<Revocation | null>;
  /** Tells the system. Where its tokens cannot be read any more, nobody can use them, and nothing is done. */
  revoke(revocation: Revocation): Promise<void>;
  /** Encrypts with the newest secret whatever is encrypted with the one before. */
  renewEncryption(): Promise<void>;
}

/** Where colleagues have no accounts of their own. */
export const NO_CONSENTS: Consents = {
  systems: [],
  pageFor: async () => {
    throw new Error('No system offers this');
  },
  writerAs: async () => null,
  revocationOf: async () => null,
  revoke: async () => {},
  renewEncryption: async () => {},
};
