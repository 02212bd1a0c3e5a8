import { z } from 'zod';
import { linkQuestionCard } from '../../cards/person/account-link-card.ts';
import {
  peopleAsk,
  peopleAskAll,
  peopleConfirm,
  peopleNo,
  peopleSettle,
  peopleSettleAll,
  peopleShow,
  peopleWho,
  peopleYes,
} from '../../cards/person/actions.ts';
import {
  MOST_LISTED,
  type PeopleList,
  peopleCard,
  type UnsetChannel,
} from '../../cards/person/card.ts';
import { whoForm } from '../../cards/person/form.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Form } from '../../cards/view/view.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import { confirmAccountLinkJob } from '../../crm/person/jobs.ts';
import { likelyAmong } from '../../crm/person/likely-among.ts';
import type { Account, Person } from '../../crm/person/person.ts';
import { refusalOf } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import type { UnmappedAccount } from '../../crm/store/people.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { DAY } from '../../crm/time/durations.ts';
import { administratorsOnly } from '../administrators-only.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  on,
  onUnlinked,
  type Reply,
} from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { typedText } from '../parse/length.ts';
import { whichColleague } from '../parse/which-colleague.ts';
import { answer, confirm, isReached } from './account-link.ts';

const LATELY = 90 * DAY;
/** As many as a list of choices takes on every platform. */
const IN_A_LIST = 100;
const byName = (one: Person, other: Person): number => one.name.localeCompare(other.name);

export const people = defineCommand({
  name: 'people',
  listed: 'late',
  usage: 'people',
  summary: 'Whose account is whose, and channels without settings; for administrators',
  examples: ['people'],
  args: CommandInput,
  run: (_, context) => show(context),
  actions: [
    on(peopleShow, ({ list, skip }, context) => show(context, list && { list, skip })),
    on(peopleWho, async (data, context) => ({
      kind: 'form',
      form: await formOf({ data }, context),
    })),
    submitOrAgain(
      { action: peopleAsk, values: z.object({ who: typedText(LONGEST.name).min(1) }) },
      async ({ data: account, values: { who } }, context) => {
        const { identity } = await nobodys(account, context);
        await ask([{ account, person: await theOne(who, context), of: identity.name }], context);
        return { kind: 'answer', view: linkQuestionCard(1, context.reader) };
      },
      formOf,
    ),
    on(peopleConfirm, (data, context) => confirm({ data }, context)),
    on(peopleAskAll, askAll),
    on(peopleSettle, async (channel, context) => settle(await unset(context), channel, context)),
    on(peopleSettleAll, async (_, context) => settle(await unset(context), null, context)),
  ],
  unlinkedActions: [
    onUnlinked(peopleYes, ({ person }, context) => answer(person, true, context)),
    onUnlinked(peopleNo, ({ person }, context) => answer(person, false, context)),
  ],
});

async function formOf(
  { data: account }: { data: z.infer<typeof peopleAsk.data> },
  context: Context,
): Promise<Form> {
  const { identity } = await nobodys(account, context);
  const everybody = await context.store.people.all();
  const likely = likelyAmong(everybody)(identity);
  const active = everybody.filter((one) => one.active && one.email !== '');
  const offered = active.length > IN_A_LIST ? [] : active.toSorted(byName);
  return whoForm({ account, name: identity.name, likely, offered, reader: context.reader });
}

async function show(context: Context, page?: { list: PeopleList; skip: number }): Promise<Reply> {
  await administratorsOnly(context, 'people');
  const { store, reader } = context;
  const [accounts, unreached, channels, everybody] = await Promise.all([
    store.people.unmapped(MOST_LISTED),
    store.people.unreached(MOST_LISTED),
    unset(context),
    store.people.all(),
  ]);
  const likely = likelyAmong(everybody);
  const names = new Map(everybody.map(({ id, name }) => [id, name]));
  const review = await Promise.all(
    accounts.map(async (one) => ({
      ...one,
      likely: likely(one.identity),
      askedName: one.link && (names.get(one.link.person) ?? null),
      reached: one.link?.state === 'claimed' && (await isReached(one.link.person, store)),
    })),
  );
  return {
    kind: 'answer',
    view: peopleCard({ accounts: review, unreached, channels, reader, page: page ?? null }),
  };
}

/** An account of a colleague that is nobody's; anything else is not the administrator's to settle. */
async function nobodys(
  account: Account,
  context: Context,
): Promise<Pick<UnmappedAccount, 'identity'>> {
  await administratorsOnly(context, 'people');
  const known = await context.store.people.account(account);
  if (!known || refusalOf(known.identity, known.person) !== 'unmapped')
    throw new Problem('known-account', {
      ...stringsFor(context.reader).people.problem.known,
      reopens: false,
    });
  return known;
}

async function theOne(who: string, context: Context): Promise<Person> {
  const { problem } = stringsFor(context.reader).people;
  const found = await whichColleague(who, context);
  if (found === 'nobody') throw new Problem('unknown-colleague', problem.nobody(who));
  if (Array.isArray(found)) throw new Problem('several-colleagues', problem.several(who));
  return found;
}

/** Everybody at once whose account has the name of one colleague, and who was not asked before. */
async function askAll(_: object, context: Context): Promise<Reply> {
  await administratorsOnly(context, 'people');
  const [accounts, everybody] = await Promise.all([
    context.store.people.unmapped(MOST_LISTED),
    context.store.people.all(),
  ]);
  const likely = likelyAmong(everybody);
  const meant = accounts.flatMap(({ account, identity, link }) => {
    const person = link ? null : likely(identity);
    return person ? [{ account, person, of: identity.name }] : [];
  });
  await ask(meant, context);
  return { kind: 'answer', view: linkQuestionCard(meant.length, context.reader) };
}

/** Puts the question to the accounts' owners; nothing changes until they say yes themselves, and that is confirmed. */
async function ask(
  meant: readonly { account: Account; person: Person; of: string }[],
  context: Context,
): Promise<void> {
  const { store, person: by, now } = context;
  for (const { account, person, of } of meant) {
    await store.people.proposeLink({ account, person: person.id, askedBy: by.id }, now);
    const { platform, tenant, user } = account;
    const detail = { asks: `${platform} ${user}`, of, whether: person.id };
    await store.commit(
      [
        sendJob(confirmAccountLinkJob, account, {
          key: `who:${platform}:${tenant}:${user}:${now.toISOString()}`,
        }),
        auditLine({ action: 'admin', customer: null, detail }, context),
      ],
      now,
    );
  }
}

const unset = ({ store, now }: Context): Promise<UnsetChannel[]> =>
  store.channels.unset(new Date(now.getTime() - LATELY), MOST_LISTED);

/** Says of these channels, or of one of them, that what holds without settings is meant. */
async function settle(
  channels: readonly UnsetChannel[],
  one: z.infer<typeof peopleSettle.data> | null,
  context: Context,
): Promise<Reply> {
  await administratorsOnly(context, 'people');
  const meant = one
    ? channels.filter(
        ({ platform, tenant, channel }) =>
          platform === one.platform && tenant === one.tenant && channel === one.channel,
      )
    : channels;
  for (const channel of meant) {
    await context.store.channels.set({
      ...channel,
      mode: 'open',
      department: null,
      showsAmounts: true,
    });
    await context.audit({
      action: 'admin',
      customer: null,
      detail: { channel: channel.channel, mode: 'open', department: 'none', amounts: true },
    });
  }
  return show(context);
}
