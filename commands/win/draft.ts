import { stringsFor } from '../../cards/strings.ts';
import { regionOf } from '../../crm/customer/country.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import { amountInWords } from '../../crm/policy/amounts.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { TimelineQuery } from '../../crm/store/timeline.ts';
import { headOf } from '../../crm/text/cut.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { DAY } from '../../crm/time/durations.ts';
import type { Entry } from '../../crm/timeline/entry.ts';
import { proposeCredits } from '../../crm/win/credits.ts';
import { differencesOf } from '../../crm/win/difference.ts';
import type { WinDraft } from '../../crm/win/draft.ts';
import { type Credit, onceEach } from '../../crm/win/rules.ts';
import { isStillHard, kindByRecords, troubles, wonLately } from '../../crm/win/trouble.ts';
import type { Win } from '../../crm/win/win.ts';
import type { Context } from '../command.ts';
import { namedColleague } from './form.ts';
import { kindOf } from './parse.ts';

const YEAR = 365 * DAY;
const PAGE = 200;
const PAGES = 5;
const PROMISES = 200;

/** Each person has one draft: the newest, under its id. */
export async function draftOf(id: string, context: Context): Promise<WinDraft> {
  const found = await context.store.winDrafts.of(context.person.id);
  if (!found || found.id !== id)
    throw new Problem('draft-gone', {
      ...stringsFor(context.reader).win.problem.draftGone,
      reopens: false,
    });
  return found;
}

export async function saveDraft(draft: WinDraft, context: Context): Promise<WinDraft> {
  await context.store.winDrafts.save(context.person.id, draft);
  return draft;
}

/** A draft, and the amount in its words that its author has to be asked about. */
export interface BegunWin {
  draft: WinDraft;
  unread: string | null;
}

/** Everything that the timeline and the business records propose for what was typed; an amount in the words becomes the win's own. */
export async function newDraft(
  customerId: CustomerId,
  { what: typed, people }: { what: string; people: readonly string[] },
  context: Context,
): Promise<BegunWin> {
  const { store, now, access, reader } = context;
  const [entries, staff, promises, businessHistory, country] = await Promise.all([
    lastYear(customerId, context),
    store.people.all(),
    store.promises.of(customerId, PROMISES),
    store.businessHistory(customerId, new Date(now.getTime() - YEAR)),
    store.customers.country(customerId),
  ]);
  const [deal, hard] = [wonLately(businessHistory, now), troubles(businessHistory, entries, now)];
  const amount = amountInWords(typed, regionOf(country));
  const isAsked =
    amount.kind === 'unread' &&
    amount.written.length <= LONGEST.amount &&
    sees(access, 'dealAmounts');
  const [what, more] = split(amount.kind === 'read' || isAsked ? amount.rest : typed);
  // Words that tell nothing may be in any language; what was not said at all is taken from the records.
  const said = what ? kindOf(what) : kindByRecords(deal, hard, now);
  const kind = said === 'turn-around' && isStillHard(businessHistory.tickets) ? 'other' : said;
  const trouble = kind === 'deal' || kind === 'renewal' ? undefined : hard[0];
  const { win: strings } = stringsFor(reader);
  const proposed = proposeCredits({ entries, people: staff, businessHistory, trouble }).map(
    ({ person, part, times }): Credit => ({ person, for: strings.part(part, times) }),
  );
  const named = await Promise.all(
    people.map(
      async (name): Promise<Credit> => ({ person: await namedColleague(name, context), for: '' }),
    ),
  );
  const about = deal && (kind === 'deal' || kind === 'renewal') ? deal : null;
  const recorded = about && !isAsked && sees(access, 'dealAmounts') ? about.money : null;
  const credits = onceEach([...proposed, ...named]);
  const draft = await saveDraft(
    {
      id: context.id(),
      customerId,
      kind,
      what,
      difference:
        more ??
        proposedDifference({ promises, tickets: businessHistory.tickets, trouble }, staff, context),
      money: amount.kind === 'read' ? amount.money : recorded,
      picture: null,
      credits,
      offered: credits,
      another: false,
      at: now,
      about: about && `${about.source} deal ${about.externalId}`,
    },
    context,
  );
  return { draft, unread: isAsked ? amount.written : null };
}

/** From the records, for the author to change; null where they say nothing. */
function proposedDifference(
  known: Parameters<typeof differencesOf>[0],
  staff: readonly Pick<Person, 'id' | 'name'>[],
  { reader, now }: Context,
): string | null {
  const { made } = stringsFor(reader).win;
  const nameOf = (id: PersonId | null) => staff.find((one) => one.id === id)?.name ?? null;
  const said = differencesOf(known, now).map((one) =>
    one.kind === 'promise'
      ? made.promise(one.what, nameOf(one.by))
      : made.urgent(one.tickets, one.days),
  );
  return said.join(' ') || null;
}

/** The headline has so much room; what is said beyond it is what made the difference. */
function split(typed: string): [string, string | null] {
  const most = LONGEST.headline;
  if (typed.length <= most) return [typed, null];
  const end = Math.max(typed.lastIndexOf('. ', most - 1) + 1, 0) || typed.lastIndexOf(' ', most);
  const at = end > 0 ? end : headOf(typed, most).length;
  return [typed.slice(0, at).trim(), typed.slice(at).trim()];
}

async function lastYear(customer: CustomerId, { store, access, now }: Context): Promise<Entry[]> {
  const entries: Entry[] = [];
  const query: Omit<TimelineQuery, 'cursor'> = {
    filter: { since: new Date(now.getTime() - YEAR) },
    access,
    direction: 'older',
    limit: PAGE,
  };
  for (let page = 0, more = true; more && page < PAGES; page += 1) {
    const read = await store.timeline.page(customer, { ...query, cursor: entries.at(-1) ?? null });
    entries.push(...read.entries);
    more = read.more;
  }
  return entries;
}

/** A win that became something else than a deal is no longer about the deal that the records told of. */
export const aboutOf = ({ kind, about }: Pick<Win, 'kind' | 'about'>): string | null =>
  kind === 'deal' || kind === 'renewal' ? about : null;
