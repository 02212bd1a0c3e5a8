import { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import type { Creditable } from '../../cards/win/form.ts';
import { CustomerId } from '../../crm/customer/customer.ts';
import { PersonId } from '../../crm/person/person.ts';
import { amountOf, amountsIn, withoutAmountsIn } from '../../crm/policy/amounts.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { TimelineQuery } from '../../crm/store/timeline.ts';
import { DAY } from '../../crm/time/durations.ts';
import type { Entry } from '../../crm/timeline/entry.ts';
import { proposeCredits } from '../../crm/win/credits.ts';
import { type Credit, onceEach, type WinDraft } from '../../crm/win/rules.ts';
import { kindByRecords, troubles, wonLately } from '../../crm/win/trouble.ts';
import { Win } from '../../crm/win/win.ts';
import type { Context } from '../command.ts';
import { whichColleague } from '../parse/which-colleague.ts';
import { kindOf, namesOf } from './parse.ts';

const HEADLINE = 200;
const YEAR = 365 * DAY;
const PAGE = 200;
const PAGES = 5;

const Stored = Win.pick({
  id: true,
  kind: true,
  what: true,
  difference: true,
  money: true,
  picture: true,
  credits: true,
  about: true,
}).extend({
  customerId: CustomerId,
  at: z.coerce.date(),
  /** The people whom the form offers. */
  offered: z.array(z.object({ person: PersonId, for: z.string() })),
  /** The author has seen that somebody told it before, and says that this is another one. */
  another: z.boolean(),
});
export type StoredDraft = WinDraft & { offered: readonly Credit[]; another: boolean };

const keyOf = ({ person }: Pick<Context, 'person'>): string => `win-draft:${person.id}`;

/** Each person has one draft: the newest, under its id. */
export async function draftOf(id: string, context: Context): Promise<StoredDraft> {
  const found = Stored.safeParse(await context.store.settings.get(keyOf(context))).data;
  if (!found || found.id !== id)
    throw new Problem('draft-gone', {
      ...stringsFor(context.reader).win.problem.draftGone,
      reopens: false,
    });
  return found;
}

export async function saveDraft(draft: StoredDraft, context: Context): Promise<StoredDraft> {
  await context.store.settings.set(keyOf(context), draft);
  return draft;
}

/** Everything that the timeline and the business records propose for what was typed; an amount in the words becomes the win's own. */
export async function newDraft(
  customerId: CustomerId,
  { what: typed, people }: { what: string; people: readonly string[] },
  context: Context,
): Promise<StoredDraft> {
  const { store, now, access, reader } = context;
  const [entries, staff, businessHistory] = await Promise.all([
    lastYear(customerId, context),
    store.people.all(),
    store.businessHistory(customerId, new Date(now.getTime() - YEAR)),
  ]);
  const [deal, hard] = [wonLately(businessHistory, now), troubles(businessHistory, entries, now)];
  const [amount = null, ...others] = amountsIn(typed);
  const [what, more] = split(amount && others.length === 0 ? withoutAmountsIn(typed) : typed);
  // Words that tell nothing may be in any language; what was not said at all is taken from the records.
  const kind = what ? kindOf(what) : kindByRecords(deal, hard, now);
  const trouble = kind === 'deal' || kind === 'renewal' ? undefined : hard[0];
  const { win: strings } = stringsFor(reader);
  const proposed = proposeCredits({ entries, people: staff, businessHistory, trouble }).map(
    ({ person, part, times }): Credit => ({ person, for: strings.part(part, times) }),
  );
  const named = await Promise.all(
    people.map(
      async (name): Promise<Credit> => ({ person: await colleague(name, context), for: '' }),
    ),
  );
  const about = deal && (kind === 'deal' || kind === 'renewal') ? deal : null;
  const worth = amount ?? (about && sees(access, 'dealAmounts') ? about.money : null);
  const credits = onceEach([...proposed, ...named]);
  return saveDraft(
    {
      id: context.id(),
      customerId,
      kind,
      what,
      difference: more,
      money: worth,
      picture: null,
      credits,
      offered: credits,
      another: false,
      at: now,
      about: about && `${about.source} deal ${about.externalId}`,
    },
    context,
  );
}

/** The headline has so much room; what is said beyond it is what made the difference. */
function split(typed: string): [string, string | null] {
  if (typed.length <= HEADLINE) return [typed, null];
  const end =
    Math.max(typed.lastIndexOf('. ', HEADLINE - 1) + 1, 0) || typed.lastIndexOf(' ', HEADLINE);
  const at = end > 0 ? end : HEADLINE;
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

export const WinValues = z.object({
  what: z.string().trim().min(1).max(200),
  kind: Win.shape.kind,
  credits: z.array(PersonId).default([]),
  also: z.string().max(1000).default(''),
  difference: z.string().trim().max(600).optional(),
  amount: z.string().max(40).optional(),
  picture: z.string().trim().max(500).optional(),
});
export type WinValues = z.infer<typeof WinValues>;

/** The draft or win with what the form says; what a person did is what it was, since the form sends people only. */
export async function filledIn<
  Told extends Pick<Win, 'kind' | 'what' | 'difference' | 'money' | 'picture' | 'credits'>,
>(told: Told, values: WinValues, offered: readonly Credit[], context: Context): Promise<Told> {
  const chosen = values.credits.flatMap(
    (person) => offered.find((credit) => credit.person === person) ?? [],
  );
  const also = await creditsInText(values.also, context);
  const seesAmounts = context.access.fields.includes('dealAmounts');
  return {
    ...told,
    kind: values.kind,
    what: values.what,
    difference: values.difference || null,
    money: seesAmounts
      ? amountFilledIn(values.amount, told.money?.currency ?? 'EUR', context)
      : told.money,
    picture: picture(values.picture, context),
    credits: onceEach([...chosen, ...also]),
  };
}

/** A win that is no longer a deal is no longer about the deal in the records. */
export const aboutOf = ({ kind, about }: Pick<Win, 'kind' | 'about'>): string | null =>
  kind === 'deal' || kind === 'renewal' ? about : null;

export const creditsInText = async (typed: string, context: Context): Promise<Credit[]> =>
  Promise.all(
    namesOf(typed)
      .slice(0, 20)
      .map(async ({ name, for: what }) => ({ person: await colleague(name, context), for: what })),
  );

async function colleague(name: string, context: Context): Promise<PersonId> {
  const { problem } = stringsFor(context.reader).win;
  const found = await whichColleague(name, context);
  if (found === 'nobody') throw new Problem('unknown-colleague', problem.noColleague(name));
  if ('length' in found)
    throw new Problem(
      'several-colleagues',
      problem.severalColleagues(
        name,
        found.map((one) => one.name),
      ),
    );
  return found.id;
}

function amountFilledIn(
  typed: string | undefined,
  currency: string,
  { reader }: Context,
): Win['money'] {
  if (!typed?.trim()) return null;
  const money = amountOf(typed, currency);
  if (!money) throw new Problem('unread-amount', stringsFor(reader).win.problem.amount(typed));
  return money;
}

function picture(typed: string | undefined, { reader }: Context): string | null {
  if (!typed) return null;
  if (URL.parse(typed)?.protocol !== 'https:')
    throw new Problem('no-picture', stringsFor(reader).win.problem.picture);
  return typed;
}

/** The people whom a form offers, by name. */
export async function creditable(
  credits: readonly Credit[],
  { store }: Context,
): Promise<Creditable[]> {
  const people = await Promise.all(credits.map(({ person }) => store.people.get(person)));
  return credits.flatMap(({ person, for: what }, i) => {
    const found = people[i];
    return found ? [{ id: person, name: found.name, department: found.department, for: what }] : [];
  });
}
