import { digestCard } from '../../cards/digest/card.ts';
import { placeName } from '../../cards/digest/closed-card.ts';
import { digestDetailCard } from '../../cards/digest/detail-card.ts';
import type { DigestCard } from '../../cards/digest/issue.ts';
import { digestProposalCard } from '../../cards/digest/proposal-card.ts';
import { offeredIn, withTakers } from '../../cards/digest/taken.ts';
import { stringsFor } from '../../cards/strings.ts';
import { text } from '../../cards/view/view.ts';
import type { Digest, DigestIssue } from '../../crm/digest/digest.ts';
import { readIssue } from '../../crm/digest/reading.ts';
import { closedDays, issueAt } from '../../crm/digest/rules.ts';
import { readTakers } from '../../crm/digest/takers.ts';
import { type Access, narrow } from '../../crm/policy/policy.ts';
import { accessOfPlace } from '../../crm/win/redact.ts';
import { measureIssue } from '../../kpi/digest.ts';
import type { Context, Reply } from '../command.ts';
import { actOn } from './issue.ts';
import { departmentOf, theDigest } from './steps.ts';

/** The digest as it would come now, to the asker alone. */
export async function previewDigest(id: string, context: Context): Promise<Reply> {
  const view = digestCard(await readNow(id, context));
  const title = stringsFor(context.reader).digest.preview(view.title);
  return { kind: 'answer', view: { ...view, title } };
}

/** A digest that is not set up yet: what would come, and the button that sets it up. */
export async function proposeDigest(
  digest: Digest,
  readers: number,
  context: Context,
): Promise<Reply> {
  const { store, now, reader, place } = context;
  const issue = issueAt(digest, now, await closedDays(digest.schedule, now, store));
  const preview = digestCard(await read(digest, issue, context));
  const data = { place: place.id, readers };
  return { kind: 'answer', view: digestProposalCard({ digest, preview, data, reader }) };
}

/** The same as a message, as it would look on the asker's phone. */
export async function testDigest(id: string, context: Context): Promise<Reply> {
  const { person, store, now, reader } = context;
  const { digest: strings } = stringsFor(reader);
  const digest = await theDigest(id, context);
  const view = digestCard(await readNow(id, context));
  await store.commit(
    [
      {
        kind: 'message',
        message: {
          key: `digest-test:${context.id()}`,
          subject: { kind: 'digest', id, role: 'trial', version: null },
          to: { kind: 'person', person: person.id },
          kind: 'digest',
          customerId: null,
          line: view.title,
          why: strings.why(placeName(digest, reader)),
          view,
          pressing: true,
          sender: null,
        },
      },
    ],
    now,
  );
  return { kind: 'answer', view: { title: strings.tested, blocks: [text(view.title, 'quiet')] } };
}

/** All of an issue, for a platform without threads. */
export async function showDetail(
  which: { digest: string; slot: string },
  context: Context,
): Promise<Reply> {
  const [digest, issue] = await Promise.all([
    theDigest(which.digest, context),
    actOn(which, context),
  ]);
  const view = digestDetailCard(await read(digest, issue, context));
  const takers = await readTakers(which, offeredIn(view), context.store);
  return { kind: 'answer', view: withTakers(view, takers, context.reader) };
}

async function readNow(id: string, context: Context): Promise<DigestCard> {
  const { store, now } = context;
  const digest = await theDigest(id, context);
  const issue = issueAt(digest, now, await closedDays(digest.schedule, now, store));
  return read(digest, issue, context);
}

/** No more than both the asker and the readers of the channel may see. */
async function read(digest: Digest, issue: DigestIssue, context: Context): Promise<DigestCard> {
  const { store, zone, now, reader } = context;
  const access = await accessTo(digest, context);
  const department = await departmentOf(digest, context);
  const told = await readIssue(digest, issue, {
    store,
    access,
    department,
    zone,
    now,
    measure: measureIssue,
  });
  await context.audit({ action: 'look-up', customer: null, detail: { shown: 'digest' } });
  return { ...told, isLate: false, isUnread: false, hasThread: false, reader };
}

async function accessTo({ to }: Digest, { access, audience, store }: Context): Promise<Access> {
  if (to.kind === 'person') return access;
  const { place } = to;
  const [readers, settings] = await Promise.all([
    audience(place),
    store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
  ]);
  return narrow(accessOfPlace(readers, settings), access);
}
