import { z } from 'zod';
import { customerCard } from '../cards/customer-card.ts';
import { dayOf } from '../cards/format.ts';
import { shareDoneCard, sharedCard, sharePreviewCard } from '../cards/share-card.ts';
import { wordsFor } from '../cards/words.ts';
import { cautionsFor } from '../crm/caution.ts';
import { CustomerId } from '../crm/customer.ts';
import { type Audience, type Field, hiddenFrom, redact, type Sight, sees, sightOfAudience } from '../crm/policy.ts';
import { Problem } from '../crm/problem.ts';
import type { Overview } from '../crm/store.ts';
import { action, type Context, defineCommand, type Reply, Words } from './command.ts';
import { newestLines } from './newest-lines.ts';
import { whichCustomer } from './which-customer.ts';

const Shown = z.object({ customer: CustomerId });
/** What the preview promised: posting holds to it or shows a new one. */
const Promised = Shown.extend({ readers: z.number().int(), fields: z.array(z.string()), entries: z.number().int(), asked: z.iso.datetime() });

export const share = defineCommand({
  name: 'share',
  usage: 'share <customer>',
  summary: 'Post a customer’s card here, after a look at who will read it',
  examples: ['share acme'],
  aliases: ['post'],
  args: Words,
  async run({ words }, context) {
    if (!words) throw new Problem('no-customer', wordsFor(context.reader).share.noCustomer);
    const which = await whichCustomer(words, context, 'share.preview');
    return which.kind === 'reply' ? which.reply : preview(which.id, context);
  },
  actions: {
    preview: action(Shown, async ({ customer }, context) => preview(customer, context)),
    post: action(Promised, async (promised, context) => {
      const { place, reader, person, account, now } = context;
      const ready = await prepare(promised.customer, context);
      if (!sameAs(ready, promised)) return preview(promised.customer, context);
      const key = `share:${person.id}:${promised.customer}:${place.platform}:${place.id}:${promised.asked}`;
      const by = { name: person.name, ...(account.platform === 'slack' && { slack: account.user }), ...(account.platform === 'teams' && { teams: account.user }) };
      await context.audit({
        action: 'share',
        customer: promised.customer,
        detail: { place: place.name ?? place.id, readers: ready.audience.size, fields: ready.sight.fields, entries: ready.overview.newest.length, at: now.toISOString() },
      });
      await context.post({ key, view: sharedCard(ready.card, by, reader) });
      return { kind: 'answer', view: shareDoneCard({ customer: ready.overview.customer, place: placeName(context), reader }) };
    }),
  },
});

async function preview(id: CustomerId, context: Context): Promise<Reply> {
  const { overview, audience, leftOut, card } = await prepare(id, context);
  const data = { customer: id, readers: audience.size, fields: leftOut.fields, entries: leftOut.entries, asked: context.now.toISOString() };
  const readers = { size: audience.size, guests: audience.guests, unknown: audience.unknown };
  return { kind: 'answer', view: sharePreviewCard({ customer: overview.customer, place: placeName(context), readers, leftOut, card, data, reader: context.reader }) };
}

/** The card as this audience may see it, and what it loses against the asker's own. */
async function prepare(id: CustomerId, context: Context) {
  const { store, place, channel, reader, sight: mine, now, person } = context;
  const words = wordsFor(reader);
  if (place.kind === 'direct' || place.kind === 'home') throw new Problem('nobody-to-share-with', words.share.direct);
  if (channel && channel.mode !== 'open') throw new Problem('channel-closed', words.share.closed);
  const audience = await context.audience();
  if (audience.outsiders) throw new Problem('shared-channel', words.problem.shared(placeName(context)));
  const sight = narrowed(sightOfAudience(audience), mine);
  if (!sees(sight, 'identity')) throw new Problem('no-audience', words.share.nothing);
  const [forThem, forMe] = await Promise.all([store.customers.overview(id, null, sight, now), store.customers.overview(id, person.id, mine, now)]);
  if (!forThem || !forMe) throw new Problem('unknown-customer', words.problem.unknownCustomer);
  const overview = redact(forThem, sight);
  const cautions = cautionsFor(overview, { me: person.id, sight, now, today: dayOf(now, reader) });
  const lines = await newestLines(overview, sight, store);
  const card = customerCard({ overview, hidden: hiddenFrom(sight), cautions, lines, reader, personal: false });
  return { overview, audience, sight, card, leftOut: lost(forMe, overview, { mine, theirs: sight }) };
}

/** Nobody shares more than they see themselves. */
const narrowed = (theirs: Sight, mine: Sight): Sight => ({
  fields: theirs.fields.filter((field) => sees(mine, field)),
  departments: theirs.departments.filter((id) => mine.departments.includes(id)),
  managers: theirs.managers && mine.managers,
  self: null,
});

function lost(forMe: Overview, forThem: Overview, { mine, theirs }: { mine: Sight; theirs: Sight }): { fields: Field[]; entries: number } {
  const kept = new Set(forThem.newest.map(({ source, externalId }) => `${source} ${externalId}`));
  const newest = forMe.newest.slice(0, forThem.newest.length || undefined);
  return {
    fields: mine.fields.filter((field) => !sees(theirs, field)),
    entries: newest.filter(({ source, externalId }) => !kept.has(`${source} ${externalId}`)).length,
  };
}

function sameAs({ audience, leftOut }: { audience: Audience; leftOut: { fields: readonly Field[]; entries: number } }, promised: z.infer<typeof Promised>): boolean {
  return audience.size === promised.readers && leftOut.fields.join() === promised.fields.join();
}

const placeName = ({ place }: Context): string => place.name ?? (place.kind === 'group' ? 'this chat' : 'this channel');
