import { digestCard } from '../../cards/digest/card.ts';
import { digestClosedCard } from '../../cards/digest/closed-card.ts';
import { digestDetailCard } from '../../cards/digest/detail-card.ts';
import type { DigestCard } from '../../cards/digest/issue.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { View } from '../../cards/view/view.ts';
import { type Digest, type DigestIssue, issueKey, sendDigestJob } from '../../crm/digest/digest.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import { accessOf, sees } from '../../crm/policy/policy.ts';
import { accessOfPlace } from '../../crm/win/redact.ts';
import { defineJob, type JobContext } from '../job.ts';
import { issueCard } from './view.ts';

/** Posts one issue of a digest, with what is so at this moment. */
export const sendDigest = defineJob({
  kind: sendDigestJob,
  async run(data, context) {
    const found = await find(data, context);
    if (!found || found.issue.sentAt || found.digest.state === 'stopped') return;
    const { digest, issue } = found;
    if (digest.to.kind === 'place') await post(digest, issue, digest.to.place, context);
    else await send(digest, issue, digest.to.person, context);
  },
  async failed(data, _, context) {
    const found = await find(data, context);
    if (found && !found.issue.sentAt) await tellMaker(found.digest, found.issue, 'fault', context);
  },
});

async function find(
  { digest: id, slot }: { digest: string; slot: string },
  { store: { digests } }: JobContext,
): Promise<{ digest: Digest; issue: DigestIssue } | null> {
  const [digest, issue] = await Promise.all([digests.get(id), digests.issue(id, new Date(slot))]);
  return digest && issue && { digest, issue };
}

/** Its detail comes before it counts as sent, so that a killed copy leaves neither out. */
async function post(
  digest: Digest,
  issue: DigestIssue,
  place: Place,
  context: JobContext,
): Promise<void> {
  const { store, threads, now } = context;
  const began = now();
  const card = await cardFor(digest, issue, place, context);
  if (card === 'strangers') return tellMaker(digest, issue, 'strangers', context);
  const key = issueKey(digest.id, issue.slot);
  const view = digestCard(card);
  const posted = await context.deliver({ place, view, key });
  if (posted.kind === 'closed') return tellMaker(digest, issue, posted.why, context);
  const { reference } = posted;
  const under = { place, key: `${key}:detail`, under: reference };
  const detail = threads(place) ? await postDetail(digestDetailCard(card), under, context) : null;
  await store.digests.markSent(digest.id, issue.slot, { reference, at: now(), view, detail });
  if (await store.erasures.anySince(began))
    await drawAnew(digest, issue, { place, reference, detail }, context);
}

/** The card as this channel's readers may see it; `strangers` where they may not see who our customers are. */
async function cardFor(
  digest: Digest,
  issue: DigestIssue,
  place: Place,
  context: JobContext,
): Promise<DigestCard | 'strangers'> {
  const { store, audience, threads } = context;
  const [settings, readers] = await Promise.all([
    store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
    audience(place),
  ]);
  const access = accessOfPlace(readers, settings);
  if (!readers.outsiders && !sees(access, 'identity')) return 'strangers';
  const department = settings?.department ?? null;
  return issueCard(digest, issue, { access, department, hasThread: threads(place), context });
}

/** Something was erased while the issue was on its way, which may still name it. */
async function drawAnew(
  digest: Digest,
  issue: DigestIssue,
  post: { place: Place; reference: string; detail: { reference: string } | null },
  context: JobContext,
): Promise<void> {
  const { store, now, update } = context;
  const { place, reference } = post;
  const card = await cardFor(digest, issue, place, context);
  if (card === 'strangers') return;
  const [view, detailView] = [digestCard(card), digestDetailCard(card)];
  const detail = post.detail && { reference: post.detail.reference, view: detailView };
  await store.digests.markSent(digest.id, issue.slot, { reference, at: now(), view, detail });
  await update({ place, reference, view });
  if (detail) await update({ place, ...detail });
}

async function postDetail(
  view: View,
  post: { place: Place; key: string; under: string },
  { deliver }: JobContext,
): Promise<{ reference: string; view: View } | null> {
  const posted = await deliver({ ...post, view });
  return posted.kind === 'posted' ? { reference: posted.reference, view } : null;
}

/** A leader's own comes as a message, at their own hours. */
async function send(
  digest: Digest,
  issue: DigestIssue,
  id: PersonId,
  context: JobContext,
): Promise<void> {
  const { store, now, readerOf } = context;
  const person = await store.people.get(id);
  if (!person?.active) return;
  const card = await issueCard(digest, issue, {
    access: accessOf(person),
    department: null,
    hasThread: false,
    context,
  });
  const view = digestCard({ ...card, reader: readerOf(person) });
  const message: NewMessage = {
    key: issueKey(digest.id, issue.slot),
    subject: { kind: 'digest', id: digest.id, role: 'issue', version: null },
    to: digest.to,
    kind: 'digest',
    customerId: null,
    line: view.title,
    why: stringsFor(readerOf(person)).digest.whyLeader,
    view,
    pressing: false,
    sender: null,
  };
  await store.commit([{ kind: 'message', message }], now());
  await store.digests.markSent(digest.id, issue.slot, {
    reference: message.key,
    at: now(),
    view,
    detail: null,
  });
}

/** Tells the person who set it up that an issue does not stand in its channel, and why. */
async function tellMaker(
  digest: Digest,
  { slot }: DigestIssue,
  why: Parameters<typeof digestClosedCard>[0]['why'],
  { store, now, readerOf, reader }: JobContext,
): Promise<void> {
  const maker = await store.people.get(digest.by);
  const language = maker ? readerOf(maker) : reader();
  const view = digestClosedCard({ digest, why, reader: language });
  const message: NewMessage = {
    key: `${issueKey(digest.id, slot)}:closed`,
    subject: { kind: 'digest', id: digest.id, role: 'closed', version: null },
    to: { kind: 'person', person: digest.by },
    kind: 'digest',
    customerId: null,
    line: view.title,
    why: stringsFor(language).digest.closed.why,
    view,
    pressing: false,
    sender: null,
  };
  await store.commit([{ kind: 'message', message }], now());
}
