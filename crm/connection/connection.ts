import { z } from 'zod';
import type { PersonId } from '../person/person.ts';
import { defineJobKind } from '../queue.ts';

/** A colleague's own account in a connected system, in which Rapport writes by their consent. */
export interface Connection {
  person: PersonId;
  /** The id of the system. */
  source: string;
  /** The account there. */
  user: { id: string; email: string };
  since: Date;
  /** When the system accepted the consent no more; null while it does. */
  endedAt: Date | null;
}

/** Names a connection. */
export type ConnectionKey = Pick<Connection, 'person' | 'source'>;

/** Tokens that are given up here, until the system knows as well. */
export interface Revocation extends ConnectionKey {
  id: string;
  /** Encrypted. */
  tokens: string;
}

/** Tells a system that tokens of a consent are given up. */
export const revokeTokensJob = defineJobKind('revoke-tokens', z.object({ id: z.string() }));

/** Tokens are encrypted for their connection, and refused for another one. */
export const ownerOf = ({ person, source }: ConnectionKey): string => `${source} ${person}`;
