import type { Match } from '../../crm/store/customers.ts';
import type { Context } from '../command.ts';

/** Likely enough to be one of several to choose from. */
export const NEAR = 0.55;
const FOLLOWED = 500;

/** As they are offered: the exact one, then the asker's own and followed ones among the likely, and those who left us last. */
export async function ownFirst<Found extends Match>(
  matches: readonly Found[],
  { store, person }: Pick<Context, 'store' | 'person'>,
): Promise<Found[]> {
  if (matches.length < 2) return [...matches];
  const followed = new Set(
    (await store.customers.followed(person.id, FOLLOWED)).map(({ id }) => id),
  );
  const rank = ({ exact, score, customer: { id, owner, stage } }: Found): number => {
    if (exact) return 0;
    if (score < NEAR) return 4;
    if (owner === person.name) return 1;
    if (followed.has(id)) return 2;
    return stage === 'churned' ? 3.5 : 3;
  };
  return [...matches].sort((one, other) => rank(one) - rank(other) || other.score - one.score);
}
