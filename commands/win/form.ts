import { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import type { Form, Press } from '../../cards/view/view.ts';
import { type Creditable, winForm } from '../../cards/win/form.ts';
import { regionOf } from '../../crm/customer/country.ts';
import { amountOf } from '../../crm/money/read-amount.ts';
import { PersonId } from '../../crm/person/person.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { LONGEST, MOST_CREDITS } from '../../crm/text/limits.ts';
import type { WinDraft } from '../../crm/win/draft.ts';
import { type Credit, onceEach } from '../../crm/win/rules.ts';
import { WIN_KINDS, Win } from '../../crm/win/win.ts';
import type { Context } from '../command.ts';
import { checkLength, typedText } from '../parse/length.ts';
import { whichColleague } from '../parse/which-colleague.ts';
import { namesOf } from './parse.ts';

export const WinValues = z.object({
  what: typedText(LONGEST.headline).min(1),
  kind: Win.shape.kind,
  credits: z.array(PersonId).default([]),
  /** Picked. A form that was open before an update sends a text. */
  also: z.union([z.array(z.string()), z.string().trim()]).default([]),
  alsoFor: typedText(LONGEST.headline).default(''),
  difference: typedText().optional(),
  amount: typedText(LONGEST.amount).optional(),
  picture: typedText(LONGEST.address).optional(),
});
export type WinValues = z.infer<typeof WinValues>;

/** The draft or win with what the form says; what a person did is what it was, since the form sends people only. */
export async function fillIn<
  Told extends Pick<
    Win,
    'customerId' | 'kind' | 'what' | 'difference' | 'money' | 'picture' | 'credits'
  >,
>(told: Told, values: WinValues, offered: readonly Credit[], context: Context): Promise<Told> {
  const chosen = values.credits.flatMap(
    (person) => offered.find((credit) => credit.person === person) ?? [],
  );
  const also = await creditsAlso(values, context);
  const credits = onceEach([...chosen, ...also]);
  checkCredits(credits.length, context);
  const seesAmounts = context.access.fields.includes('dealAmounts');
  return {
    ...told,
    kind: values.kind,
    what: values.what,
    difference: values.difference || null,
    money: seesAmounts ? await amountFilledIn(values.amount, told, context) : told.money,
    picture: picture(values.picture, context),
    credits,
  };
}

/** The form of a draft, or of a win that is corrected. */
export async function formOfWin(
  told: Win | WinDraft,
  offered: readonly Credit[],
  { correction, ...submit }: { correction: boolean } & Press,
  context: Context,
): Promise<Form> {
  const customer = (await context.store.customers.name(told.customerId)) ?? '';
  return winForm({
    customer,
    draft: told,
    people: await creditable(offered, context),
    kinds: WIN_KINDS,
    amounts: sees(context.access, 'dealAmounts'),
    correction,
    submit,
    reader: context.reader,
  });
}

async function creditsAlso(
  { also, alsoFor }: Pick<WinValues, 'also' | 'alsoFor'>,
  context: Context,
): Promise<Credit[]> {
  if (typeof also === 'string') {
    checkLength(also, LONGEST.text, context);
    return creditsInText(also, context);
  }
  if (also.length === 0 && alsoFor)
    throw new Problem('nobody-also', stringsFor(context.reader).win.problem.nobodyAlso);
  checkCredits(also.length, context);
  const people = await Promise.all(also.map((one) => namedColleague(one, context)));
  return people.map((person) => ({ person, for: alsoFor }));
}

export async function creditsInText(typed: string, context: Context): Promise<Credit[]> {
  const names = namesOf(typed);
  checkCredits(names.length, context);
  return Promise.all(
    names.map(async ({ name, for: what }) => ({
      person: await namedColleague(name, context),
      for: what,
    })),
  );
}

/** Refuses more colleagues than a win credits, so that none is left out without a word. */
export function checkCredits(named: number, { reader }: Pick<Context, 'reader'>): void {
  if (named > MOST_CREDITS)
    throw new Problem(
      'too-many-colleagues',
      stringsFor(reader).win.problem.tooMany(named, MOST_CREDITS),
    );
}

export async function namedColleague(name: string, context: Context): Promise<PersonId> {
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

async function amountFilledIn(
  typed: string | undefined,
  { customerId, money: before }: Pick<Win, 'customerId' | 'money'>,
  { reader, store }: Context,
): Promise<Win['money']> {
  if (!typed?.trim()) return null;
  const country = regionOf(await store.customers.country(customerId));
  const money = amountOf(typed, before?.currency ?? 'EUR', country);
  if (!money) throw new Problem('unread-amount', stringsFor(reader).win.problem.amount(typed));
  return money;
}

function picture(typed: string | undefined, { reader }: Context): string | null {
  if (!typed) return null;
  if (URL.parse(typed)?.protocol !== 'https:')
    throw new Problem('no-picture', stringsFor(reader).win.problem.picture);
  return typed;
}

/** Colleagues whom the form offers, by name. */
async function creditable(credits: readonly Credit[], { store }: Context): Promise<Creditable[]> {
  const people = await Promise.all(credits.map(({ person }) => store.people.get(person)));
  return credits.flatMap(({ person, for: what }, i) => {
    const found = people[i];
    return found ? [{ id: person, name: found.name, department: found.department, for: what }] : [];
  });
}
