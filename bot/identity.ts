import type { Account, Person } from '../crm/person/person.ts';
import type { Place } from '../crm/person/place.ts';
import { type Audience, type Refusal, refusalOf } from '../crm/policy/policy.ts';
import type { KnownAccount } from '../crm/store/people.ts';
import type { Store } from '../crm/store/store.ts';
import { MINUTE } from '../crm/time/durations.ts';
import { type ExpiringMap, expiringMap } from './adapter/cache.ts';
import { mapInBatches } from './adapter/map-in-batches.ts';
import type { Platform } from './platform.ts';

/** Asked again at least every 15 minutes; a platform may itself remember an answer for up to one. */
const FRESH = 14 * MINUTE;
/** Milliseconds for which an identity is cached: a change to a person counts this much later. */
const IN_ONE_BREATH = 5000;
const BREATHS = 2000;
/** A channel with more readers than this is not looked through member by member. */
export const MOST_READERS = 500;

export interface IdentityResolver {
  /** Throws `Upstream` where the directory does not answer and what is remembered is too old. */
  identify(
    account: Account,
  ): Promise<{ kind: 'person'; person: Person } | { kind: 'refused'; refusal: Refusal }>;
  /** A member's account behind which nobody stands: it is asked who it is, and nothing else. */
  isUnlinked(account: Account): Promise<boolean>;
  audience(place: Place): Promise<Audience>;
}

/** An account is a person only by the e-mail that its platform has verified. */
export function identityResolver(
  store: Store,
  platformOf: (account: Pick<Account, 'platform'>) => Platform,
  now: () => Date,
): IdentityResolver {
  const lately = expiringMap<KnownAccount>({ now, age: IN_ONE_BREATH, size: BREATHS });
  const asked = async (account: Account): Promise<KnownAccount> => {
    const remembered = await store.people.account(account);
    // A refusal is not remembered: the person may have been added, or the address confirmed, a moment ago.
    if (remembered && isFresh(remembered, now()) && !isRefused(remembered)) return remembered;
    return store.people.remember(account, await platformOf(account).identify(account), now());
  };
  const known = async (account: Account): Promise<KnownAccount> => {
    const recent = lately.get(keyOf(account));
    if (recent && isFresh(recent, now())) return recent;
    const found = await asked(account);
    keepPerson(lately, account, found);
    return found;
  };
  return {
    async identify(account) {
      const { identity, person } = await known(account);
      const refusal = refusalOf(identity, person);
      return refusal === null && person
        ? { kind: 'person', person }
        : { kind: 'refused', refusal: refusal ?? 'unmapped' };
    },
    async isUnlinked(account) {
      const { identity, person } = await known(account);
      return refusalOf(identity, person) === 'unmapped';
    },
    async audience(place) {
      const { accounts, outsiders } = await platformOf(place).readers(place);
      if (outsiders)
        return { size: accounts.length, people: [], guests: 0, unknown: 0, outsiders: true };
      if (accounts.length > MOST_READERS)
        return {
          size: accounts.length,
          people: [],
          guests: 0,
          unknown: accounts.length,
          outsiders: false,
        };
      return countAudience(await mapInBatches(accounts, (account) => known(account)));
    },
  };
}

const isFresh = ({ checkedAt }: KnownAccount, now: Date): boolean =>
  now.getTime() - checkedAt.getTime() < FRESH;

const keyOf = ({ platform, tenant, user }: Account): string => `${platform} ${tenant} ${user}`;

const isRefused = ({ identity, person }: KnownAccount): boolean =>
  refusalOf(identity, person) !== null;

/** People alone: whoever was refused may have been let in a moment ago. */
function keepPerson(
  lately: ExpiringMap<KnownAccount>,
  account: Account,
  found: KnownAccount,
): void {
  if (!isRefused(found)) lately.set(keyOf(account), found);
  else lately.delete(keyOf(account));
}

function countAudience(accounts: readonly KnownAccount[]): Audience {
  const refusals = accounts.map(({ identity, person }) => refusalOf(identity, person));
  return {
    size: accounts.length,
    people: accounts.flatMap(({ person }, i) => (person && refusals[i] === null ? [person] : [])),
    guests: refusals.filter((refusal) => refusal === 'guest').length,
    unknown: refusals.filter(
      (refusal) => refusal === 'unmapped' || refusal === 'no-email' || refusal === 'inactive',
    ).length,
    outsiders: refusals.includes('outsider'),
  };
}
