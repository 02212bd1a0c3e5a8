import type { DepartmentId } from '../person/person.ts';
import { withoutAmountsIn } from '../policy/amounts.ts';
import {
  type Access,
  type Audience,
  accessOfAudience,
  sees,
  withoutAmounts,
} from '../policy/policy.ts';
import type { ChannelSettings } from '../store/channels.ts';
import type { Store } from '../store/store.ts';
import { quarterOf, rankOf } from './rules.ts';
import type { Win } from './win.ts';

/** A win as somebody may read it: amounts as far as they see them, in its words too, and nobody named who asked not to be. */
export interface VisibleWin {
  win: Win;
  customer: string;
  credits: readonly { name: string; department: DepartmentId; for: string }[];
  /** Colleagues who had a part and are not named. */
  unnamed: number;
  author: string | null;
  /** Its place among those of its kind in the quarter, where its amount may be read. */
  rank: number | null;
}

const MANY = 1000;

/** The access of a place's readers, its own rules included. */
export const accessOfPlace = (
  audience: Audience,
  channel: Pick<ChannelSettings, 'showsAmounts'> | null,
): Access =>
  channel?.showsAmounts === false
    ? withoutAmounts(accessOfAudience(audience))
    : accessOfAudience(audience);

export async function redactWin(win: Win, access: Access, store: Store): Promise<VisibleWin> {
  const money = sees(access, 'dealAmounts') ? win.money : null;
  const [customer, author, credited, quarter] = await Promise.all([
    store.customers.name(win.customerId),
    named(win.author, store),
    Promise.all(
      win.credits.map(async (credit) => ({ credit, person: await named(credit.person, store) })),
    ),
    money
      ? store.wins.list({ since: quarterOf(win.createdAt), until: win.createdAt, limit: MANY })
      : [],
  ]);
  const bare = (words: string): string =>
    sees(access, 'dealAmounts') ? words : withoutAmountsIn(words);
  return {
    win: {
      ...win,
      money,
      what: bare(win.what),
      difference: win.difference && bare(win.difference),
    },
    customer: customer ?? '',
    credits: credited.flatMap(({ credit, person }) =>
      person ? [{ name: person.name, department: person.department, for: bare(credit.for) }] : [],
    ),
    unnamed: credited.filter(({ person }) => !person).length,
    author: author?.name ?? null,
    rank: money === null ? null : rankOf(win, quarter),
  };
}

/** Null for whoever is gone or does not want to be named. */
async function named(id: Win['author'], { people, notificationPreferences }: Store) {
  const [person, { named: may }] = await Promise.all([
    people.get(id),
    notificationPreferences.get(id),
  ]);
  return person && may ? person : null;
}
