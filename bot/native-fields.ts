import { stringsFor } from '../cards/strings.ts';
import { userOfPicked } from '../cards/view/picked-user.ts';
import type { Field, Form, Values } from '../cards/view/view.ts';
import { clockIn, dayIn } from '../cards/view/when.ts';
import type { Context } from '../commands/command.ts';
import { readWhen } from '../commands/parse/instant.ts';
import { whichColleague } from '../commands/parse/which-colleague.ts';
import type { Account } from '../crm/person/person.ts';
import { clockOfMinutes, minutesIn } from '../crm/time/clock.ts';
import { dayIn as dayAt } from '../crm/time/day.ts';
import type { IdentityResolver } from './identity.ts';
import type { Platform } from './platform.ts';
import { suggestedCustomers } from './suggested-customers.ts';

type Filling = Pick<Context, 'store' | 'reader' | 'account' | 'person'> & {
  platform: Pick<Platform, 'standsIn' | 'findByEmail'>;
};

/** Fills pickers with what their words mean; words that no picker can show stand in the hint, so none are lost. */
export const fillPickers = async (form: Form, filling: Filling): Promise<Form> => ({
  ...form,
  fields: await Promise.all(form.fields.map((field) => fillPicker(field, filling))),
});

async function fillPicker(field: Field, filling: Filling): Promise<Field> {
  switch (field.kind) {
    case 'day':
    case 'when':
      return field.value ? dayField(field, field.value, filling) : field;
    case 'person': {
      const offered = await withStrangers(field, filling);
      if (!field.value) return offered;
      const user = await userOf(field.value, filling);
      return user ? { ...offered, user } : withSaid(offered, field.value, filling);
    }
    case 'people':
      return peopleField(await withStrangers(field, filling), filling);
    case 'customer':
      // An optional one stands beside those that are likely already.
      return field.optional ? field : { ...field, likely: await suggestedCustomers('', filling) };
    default:
      return field;
  }
}

/** As many as a card has room for beside everything else. */
const STRANGERS = 100;

/** Where a platform cannot look up whoever never wrote, they are offered by name. */
async function withStrangers<Picker extends Field & { kind: 'person' | 'people' }>(
  field: Picker,
  { store, platform }: Pick<Filling, 'store' | 'platform'>,
): Promise<Picker> {
  if (platform.findByEmail || platform.standsIn) return field;
  const strangers = await store.people.unreached(STRANGERS);
  return {
    ...field,
    strangers: strangers.map(({ name, email }) => ({ value: email, label: name })),
  };
}

async function peopleField(
  field: Field & { kind: 'people' },
  filling: Filling,
): Promise<Field & { kind: 'people' }> {
  const { values = [] } = field;
  const users = await Promise.all(values.map((words) => userOf(words, filling)));
  const unread = values.filter((words, i) => words && !users[i]);
  const filled = { ...field, users: users.filter((user) => user !== null) };
  return unread.length === 0 ? filled : withHint(filled, unread.join(', '), filling);
}

function dayField(field: Field & { kind: 'day' | 'when' }, words: string, filling: Filling): Field {
  if (dayIn(words) ?? clockIn(words)) return field;
  const { reader } = filling;
  const read = readWhen(words, reader);
  if (read.kind !== 'time') return withSaid(field, words, filling);
  const day = dayAt(read.at, reader.zone);
  const clock = clockOfMinutes(minutesIn(read.at, reader.zone));
  return { ...field, value: read.wholeDay || field.kind === 'day' ? day : `${day} ${clock}` };
}

/** The account of the colleague on the asker's own platform; null where it is not one colleague, or they have none there. */
async function userOf(
  words: string,
  { store, account, person, platform }: Filling,
): Promise<string | null> {
  const found = /^@?(?:me|myself)$/i.test(words) ? person : await whichColleague(words, { store });
  if (found === 'nobody' || Array.isArray(found)) return null;
  // The playground calls people by their addresses.
  if (platform.standsIn) return found.email;
  const accounts = await store.people.accounts(found.id);
  return (
    accounts.find((one) => one.platform === account.platform && one.tenant === account.tenant)
      ?.user ?? null
  );
}

function withSaid(
  { value: _, ...field }: Field & { kind: 'day' | 'when' | 'person' },
  words: string,
  filling: Filling,
): Field {
  return withHint(field, words, filling);
}

/** Says what no picker can show. */
function withHint<Shown extends { hint?: string }>(
  field: Shown,
  words: string,
  { reader }: Pick<Filling, 'reader'>,
): Shown {
  const said = stringsFor(reader).picker.said(words);
  return { ...field, hint: [said, field.hint].filter(Boolean).join(' ') };
}

/** The filled-in values, with the e-mail address of each colleague who was picked. */
export async function withPickedPeople(
  values: Values,
  { platform, tenant }: Account,
  { who, unknown }: { who: Pick<IdentityResolver, 'identify'>; unknown: string },
): Promise<Values> {
  const emailOf = async (user: string): Promise<string> => {
    const asked = await who.identify({ platform, tenant, user }).catch(() => null);
    return asked?.kind === 'person' ? asked.person.email : unknown;
  };
  const named = async (value: string): Promise<string> => {
    const user = userOfPicked(value);
    return user ? emailOf(user) : value;
  };
  const entries = Object.entries(values).map(
    async ([id, value]) =>
      [
        id,
        await (typeof value === 'string' ? named(value) : Promise.all(value.map(named))),
      ] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
