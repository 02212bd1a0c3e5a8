import type { z } from 'zod';
import {
  answeredCard,
  claimCard,
  claimedCard,
  confirmedCard,
} from '../../cards/person/account-link-card.ts';
import type { peopleConfirm } from '../../cards/person/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { confirmAccountLinkJob } from '../../crm/person/jobs.ts';
import type { Account, Person, PersonId } from '../../crm/person/person.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import type { AccountLink } from '../../crm/store/people.ts';
import type { Store } from '../../crm/store/store.ts';
import type { Context, Reply, UnlinkedContext } from '../command.ts';

/** The account's own word: the question has to be open, and about this person. A yes is put to the colleague whose name it is, or to an administrator where nobody else could speak for them. */
export async function answer(
  person: PersonId,
  yes: boolean,
  context: UnlinkedContext,
): Promise<Reply> {
  const { store, account, now, audit, reader } = context;
  const { problem } = stringsFor(reader).people;
  const [link, who] = [
    await store.people.answerLink({ account, person, yes }, now),
    await store.people.get(person),
  ];
  if (!link || !who) throw new Problem('question-over', problem.over);
  await audit({
    action: 'admin',
    customer: null,
    detail: {
      says: yes ? 'yes' : 'no',
      whether: person,
      of: await nameOf(account, store),
      'asked-by': link.askedBy,
    },
  });
  if (!yes) return { kind: 'answer', view: answeredCard({ person: who, yes, reader }) };
  const reached = await isReached(person, store);
  await store.commit(await put(link, who, reached, context), now);
  return { kind: 'answer', view: claimedCard({ person: who, reached, reader }) };
}

/** By another account than this one. */
export const isReached = async (
  person: PersonId,
  { people }: Pick<Store, 'people'>,
): Promise<boolean> => (await people.accounts(person)).length > 0;
const nameOf = async (account: Account, { people }: Pick<Store, 'people'>): Promise<string> =>
  (await people.account(account))?.identity.name ?? account.user;

async function put(
  { account, askedBy, askedAt }: AccountLink,
  who: Person,
  reached: boolean,
  { store, readerOf }: UnlinkedContext,
): Promise<Change[]> {
  const [known, by] = await Promise.all([store.people.account(account), store.people.get(askedBy)]);
  const asked = reached ? who : by;
  if (!known || !by || !asked) return [];
  const reader = readerOf(asked);
  const view = claimCard({
    account,
    name: known.identity.name,
    email: known.identity.email,
    person: who,
    by: by.name,
    own: reached,
    reader,
  });
  const key = `claim:${account.platform}:${account.tenant}:${account.user}:${askedAt.toISOString()}`;
  return [
    {
      kind: 'message',
      message: {
        key,
        subject: {
          kind: 'account-link',
          id: `${account.platform}:${account.tenant}:${account.user}`,
          role: 'claim',
          version: null,
        },
        to: { kind: 'person', person: asked.id },
        kind: 'mention',
        customerId: null,
        line: view.title,
        why: stringsFor(reader).people.claim.told,
        view,
        pressing: true,
        sender: null,
      },
    },
  ];
}

/** Only the colleague themselves says yes, as long as they are reached otherwise; else an administrator does. */
export async function confirm(
  { data }: { data: z.infer<typeof peopleConfirm.data> },
  context: Context,
): Promise<Reply> {
  const { store, person, reader, now, audit } = context;
  const { person: id, yes: said, ...account } = data;
  const yes = said === 'yes';
  const { problem } = stringsFor(reader).people;
  const own = person.id === id;
  if (!own && (!isAdministrator(person) || (await isReached(id, store)))) {
    await audit({
      action: 'refused',
      customer: null,
      detail: { why: 'not-yours', command: 'people' },
    });
    throw new Problem('not-theirs-to-confirm', problem.notYours);
  }
  const name = await nameOf(account, store);
  const [link, who] = [
    await store.people.confirmLink({ account, person: id, yes }, now),
    await store.people.get(id),
  ];
  if (!link || !who) throw new Problem('question-over', problem.over);
  await audit({
    action: 'admin',
    customer: null,
    detail: {
      links: said,
      whether: id,
      of: name,
      account: `${account.platform} ${account.user}`,
      'asked-by': link.askedBy,
    },
  });
  if (yes)
    await store.commit(
      [
        sendJob(confirmAccountLinkJob, account, {
          key: `linked:${account.platform}:${account.tenant}:${account.user}:${link.askedAt.toISOString()}`,
        }),
      ],
      now,
    );
  return { kind: 'answer', view: confirmedCard({ name, person: who, yes, reader }) };
}
