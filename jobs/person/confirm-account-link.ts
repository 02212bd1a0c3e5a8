import { answeredCard, questionCard } from '../../cards/person/account-link-card.ts';
import { confirmAccountLinkJob } from '../../crm/person/jobs.ts';
import type { AccountLink } from '../../crm/store/people.ts';
import { defineJob, type JobContext } from '../job.ts';

/** Asks the owner of an account, in private, whether they are whom an administrator takes them for. */
export const confirmAccountLink = defineJob({
  kind: confirmAccountLinkJob,
  async run(account, context) {
    const { store, directToUnlinked, deliver, reader } = context;
    const link = await store.people.link(account);
    if (link?.state === 'linked') return tellLinked(link, context);
    if (link?.state !== 'asked') return;
    const [person, by, place] = [
      await store.people.get(link.person),
      await store.people.get(link.askedBy),
      await directToUnlinked(account),
    ];
    if (!person?.active || !by || !place) return;
    await deliver({
      place,
      view: questionCard({ person, by: by.name, reader: reader() }),
      key: `who:${account.platform}:${account.tenant}:${account.user}:${link.askedAt.toISOString()}`,
    });
  },
});

/** It said yes before, and hears that this was confirmed. */
async function tellLinked(
  { account, person: id, askedAt }: AccountLink,
  { store, direct, deliver, readerOf }: JobContext,
): Promise<void> {
  const [person, place] = [await store.people.get(id), await direct(account)];
  if (person?.active && place)
    await deliver({
      place,
      view: answeredCard({ person, yes: true, reader: readerOf(person) }),
      key: `linked:${account.platform}:${account.tenant}:${account.user}:${askedAt.toISOString()}`,
    });
}
