import { isDeepStrictEqual } from 'node:util';
import { customerCard } from '../../cards/customer/card.ts';
import { sharePost, sharePreview } from '../../cards/share/actions.ts';
import { shareDoneCard, sharedCard, sharePreviewCard } from '../../cards/share/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { dayOf } from '../../cards/view/format.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import {
  type Access,
  accessOfAudience,
  type Field,
  hiddenFrom,
  narrow,
  redact,
  sees,
  withoutAmounts,
} from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { holdsOf, warningsFor } from '../../crm/signal/warning.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { HOUR } from '../../crm/time/durations.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { newestLines } from '../customer/newest-lines.ts';
import { goalsOn } from '../goal/read.ts';
import { customerHere } from '../parse/customer-here.ts';
import { whichCustomer } from '../parse/which-customer.ts';

const HALF_A_DAY = 12 * HOUR;

export const share = defineCommand({
  name: 'share',
  usage: 'share <customer>',
  summary: 'Post a customer’s card here, after a look at who will read it',
  examples: ['share acme'],
  phrases: [
    'share {customer} here',
    'share|post {customer} in|with|to the|this channel|team|group|room',
    'share|post the card of {customer} [here]',
    'show|post {customer} to everyone|everybody|all [here]',
  ].map((words) => ({ words, typed: '{customer}' })),
  aliases: ['post'],
  writes: true,
  args: CommandInput,
  async run(typed, context) {
    const words = inputText(typed);
    if (!words && !(await customerHere(context)))
      throw new Problem('no-customer', stringsFor(context.reader).share.noCustomer);
    const which = await whichCustomer(words, context, { action: sharePreview, label: 'share' });
    return which.kind === 'reply' ? which.reply : preview(which.id, context);
  },
  actions: [
    on(sharePreview, async ({ customer }, context) => preview(customer, context)),
    on(sharePost, async ({ customer, asked, ...promised }, context) => {
      const { place, reader, person, account, now } = context;
      const ready = await prepare(customer, context);
      if (isOld(asked, now) || !isDeepStrictEqual(promised, promiseOf(ready, context)))
        return previewOf(ready, context);
      const key = `share:${person.id}:${customer}:${place.platform}:${place.id}:${asked}`;
      const by = { name: person.name, accounts: { [account.platform]: account.user } };
      const detail = {
        place: place.name ?? place.id,
        readers: ready.audience.size,
        fields: ready.access.fields,
        entries: ready.overview.newest.length,
        at: now.toISOString(),
      };
      const line = auditLine({ action: 'share', customer, detail }, context);
      await context.store.commit([{ ...line, once: key }], now);
      await context.post({ key, customer, view: sharedCard(ready.card, by, reader) });
      return {
        kind: 'answer',
        view: shareDoneCard({
          customer: ready.overview.customer,
          place: placeName(context),
          reader,
        }),
      };
    }),
  ],
});

/** Within a day it is known whether this very sharing was done. */
const isOld = (asked: string, now: Date): boolean => now.getTime() - Date.parse(asked) > HALF_A_DAY;

const preview = async (id: CustomerId, context: Context): Promise<Reply> =>
  previewOf(await prepare(id, context), context);

async function previewOf(ready: Ready, context: Context): Promise<Reply> {
  const {
    overview: { customer, newest },
    audience: { size, guests, unknown },
    leftOut,
    card,
  } = ready;
  await context.audit({
    action: 'look-up',
    customer: customer.id,
    detail: { shown: 'preview', entries: newest.length },
  });
  const data = {
    customer: customer.id,
    ...promiseOf(ready, context),
    asked: context.now.toISOString(),
  };
  return {
    kind: 'answer',
    view: sharePreviewCard({
      customer,
      place: placeName(context),
      readers: { size, guests, unknown },
      leftOut,
      card,
      data,
      reader: context.reader,
    }),
  };
}

const promiseOf = ({ audience, leftOut }: Ready, { place }: Context) => ({
  place: place.id,
  readers: audience.size,
  ...leftOut,
});

type Ready = Awaited<ReturnType<typeof prepare>>;

/** The card as this audience may see it, and what it loses against the asker's own. */
async function prepare(id: CustomerId, context: Context) {
  const { store, place, channel, reader, access: mine, now, person } = context;
  const words = stringsFor(reader);
  if (place.kind === 'direct' || place.kind === 'home')
    throw new Problem('nobody-to-share-with', words.share.direct);
  if (channel && channel.mode !== 'open') throw new Problem('channel-closed', words.share.closed);
  const audience = await context.audience();
  if (audience.outsiders)
    throw new Problem('shared-channel', words.problem.shared(placeName(context)));
  // Nobody shares more than they see themselves.
  const theirs = narrow(accessOfAudience(audience), mine);
  const access = channel?.showsAmounts === false ? withoutAmounts(theirs) : theirs;
  if (!sees(access, 'identity')) throw new Problem('no-audience', words.share.nothing);
  const [forThem, forMe] = await Promise.all([
    store.customers.overview(id, null, access, now),
    store.customers.overview(id, person.id, mine, now),
  ]);
  if (!forThem || !forMe) throw new Problem('unknown-customer', words.problem.unknownCustomer);
  const overview = redact(forThem, access);
  const warnings = warningsFor(overview, { me: null, access, now, today: dayOf(now, reader) });
  const lines = await newestLines(overview, access, store);
  const card = customerCard({
    overview,
    hidden: hiddenFrom(access),
    warnings,
    holds: holdsOf(overview, access),
    lines,
    ...(overview.goals && { goals: await goalsOn(id, { store, access }) }),
    reader,
    personal: false,
  });
  return {
    overview,
    audience,
    access,
    card,
    leftOut: lost(forMe, overview, { mine, theirs: access }),
  };
}

function lost(
  forMe: Overview,
  forThem: Overview,
  { mine, theirs }: { mine: Access; theirs: Access },
): { fields: Field[]; entries: number } {
  const kept = new Set(forThem.newest.map(({ source, externalId }) => `${source} ${externalId}`));
  const newest = forMe.newest.slice(0, forThem.newest.length || undefined);
  return {
    fields: mine.fields.filter((field) => !sees(theirs, field)),
    entries: newest.filter(({ source, externalId }) => !kept.has(`${source} ${externalId}`)).length,
  };
}

function placeName({ place, reader }: Context): string {
  const { problem: strings } = stringsFor(reader);
  return place.name ?? (place.kind === 'group' ? strings.thisChat : strings.thisChannel);
}
