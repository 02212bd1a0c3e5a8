import { digestCard } from '../../cards/digest/card.ts';
import type { View } from '../../cards/view/view.ts';
import { readContent } from '../../crm/digest/content.ts';
import { type Digest, type DigestIssue, issueKey, sendDigestJob } from '../../crm/digest/digest.ts';
import { isLate } from '../../crm/digest/rules.ts';
import { EVERYBODY } from '../../crm/figure/scope.ts';
import type { Place } from '../../crm/person/place.ts';
import { type Access, sees } from '../../crm/policy/policy.ts';
import { accessOfPlace } from '../../crm/win/redact.ts';
import { chosenKpis } from '../../kpi/chosen.ts';
import { measureAll } from '../../kpi/measured.ts';
import { defineJob, type JobContext } from '../job.ts';

/** Posts one issue of a digest, with what is so at this moment. */
export const sendDigest = defineJob({
  kind: sendDigestJob,
  async run({ digest: id, slot }, context) {
    const { digests } = context.store;
    const [digest, issue] = await Promise.all([digests.get(id), digests.issue(id, new Date(slot))]);
    if (!digest || !issue || issue.sentAt || digest.state === 'stopped') return;
    if (digest.to.kind === 'place') await post(digest, issue, digest.to.place, context);
  },
});

async function post(
  digest: Digest,
  issue: DigestIssue,
  place: Place,
  context: JobContext,
): Promise<void> {
  const { store, audience, now } = context;
  const [settings, readers] = await Promise.all([
    store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
    audience(place),
  ]);
  const access = accessOfPlace(readers, settings);
  if (!sees(access, 'identity')) return;
  const view = await viewOf(digest, issue, {
    access,
    department: settings?.department ?? null,
    context,
  });
  const delivered = await context.deliver({
    place,
    view,
    key: issueKey(digest.id, issue.slot),
  });
  if (delivered.kind !== 'posted') return;
  const { reference } = delivered;
  await store.digests.markSent(digest.id, issue.slot, { reference, at: now() });
}

async function viewOf(
  digest: Digest,
  issue: DigestIssue,
  {
    access,
    department,
    context,
  }: { access: Access; department: string | null; context: JobContext },
): Promise<View> {
  const { store, reader } = context;
  const now = context.now();
  const { zone } = reader();
  const kpis = chosenKpis(digest.kpis, department).filter(
    ({ unit }) => unit !== 'money' || sees(access, 'revenue'),
  );
  const [figures, content] = await Promise.all([
    measureAll(kpis, issue, { facts: store.figureFacts, segment: EVERYBODY, zone, now }),
    readContent(issue, { store, access, zone, now }),
  ]);
  return digestCard({
    digest,
    issue,
    figures,
    content,
    isLate: isLate(issue.slot, now),
    reader: { ...reader(), zone: digest.schedule.zone, now },
  });
}
