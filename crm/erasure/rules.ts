import { LOCAL_ADMINISTRATOR_EMAIL } from '../person/administrator.ts';
import type { Person } from '../person/person.ts';
import { isAdministrator, isManager } from '../policy/policy.ts';
import { type Erasure, OPEN_FOR } from './erasure.ts';

/**
 * The colleagues who may agree: every other administrator; where there is none, every head of a department and every
 * leader. Nobody agrees to their own asking.
 */
export function whoMayAgree(people: readonly Person[], asking: Person['id'] | null): Person[] {
  const others = people.filter(
    (one) => one.active && one.id !== asking && one.email !== LOCAL_ADMINISTRATOR_EMAIL,
  );
  const administrators = others.filter(isAdministrator);
  return administrators.length > 0 ? administrators : others.filter(({ role }) => isManager(role));
}

/** Past its time nobody can agree any more. */
export const isExpired = ({ askedAt }: Pick<Erasure, 'askedAt'>, now: Date): boolean =>
  now.getTime() >= askedAt.getTime() + OPEN_FOR;

/** It is over without anything erased, and says nothing of whom it was about. */
export const closedErasure = (
  erasure: Erasure,
  { state, by, now }: { state: 'kept' | 'expired'; by: Person['id'] | null; now: Date },
): Erasure => ({
  ...erasure,
  version: erasure.version + 1,
  state,
  about: null,
  answeredBy: by,
  answeredAt: now,
});
