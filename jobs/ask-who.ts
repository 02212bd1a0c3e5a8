import { z } from 'zod';
import { questionCard } from '../cards/people-card.ts';
import { Platform } from '../crm/person.ts';
import { defineJob } from './job.ts';

/** Asks the owner of an account, in private, whether they are whom an administrator takes them for. */
export const askWho = defineJob({
  id: 'ask-who',
  data: z.object({ platform: Platform, tenant: z.string(), user: z.string() }),
  async run(account, { store, stranger, deliver, reader }) {
    const link = await store.people.link(account);
    if (link?.state !== 'asked') return;
    const [person, by, place] = [await store.people.get(link.person), await store.people.get(link.askedBy), await stranger(account)];
    if (!person?.active || !by || !place) return;
    await deliver({ place, view: questionCard({ person, by: by.name, reader: reader() }), key: `who:${account.platform}:${account.tenant}:${account.user}:${link.askedAt.toISOString()}` });
  },
});
