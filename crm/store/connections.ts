import type { Connection, ConnectionKey, Revocation } from '../connection/connection.ts';
import type { PersonId } from '../person/person.ts';

/** Colleagues' own accounts in connected systems. They begin and end by `Store.commit`. */
export interface Connections {
  get(key: ConnectionKey): Promise<Connection | null>;
  /** A colleague's, by system; those that ended too. */
  of(person: PersonId): Promise<Connection[]>;
  /** Those that last, of everybody, by the colleague's name. */
  list(page: { skip: number; limit: number }): Promise<Connection[]>;
  /** How many last. */
  count(): Promise<number>;
  /** Those that last though their colleague left. */
  ofLeavers(): Promise<Connection[]>;
  /** Encrypted; null where there are none. */
  tokens(key: ConnectionKey): Promise<string | null>;
  /** All encrypted tokens, for a change of the secret. */
  allTokens(): Promise<(ConnectionKey & { tokens: string })[]>;
  /** Puts other tokens in the place of these; false where these are not there any more. */
  replaceTokens(key: ConnectionKey, change: { from: string; to: string }): Promise<boolean>;
  /** True for one copy of the bot until it is over, or `until`: this copy alone gets new tokens. */
  beginRefresh(key: ConnectionKey, turn: { now: Date; until: Date }): Promise<boolean>;
  endRefresh(key: ConnectionKey): Promise<void>;
  revocation(id: string): Promise<Revocation | null>;
  forgetRevocation(id: string): Promise<void>;
}
