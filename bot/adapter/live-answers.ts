import type { Logger } from 'pino';
import type { Place, Reply } from '../../commands/command.ts';
import { finishAnswers } from '../../crm/live-answer/jobs.ts';
import type { Account } from '../../crm/person/person.ts';
import type { Store } from '../../crm/store/store.ts';
import type { Ask } from '../platform.ts';

interface Parts {
  store: Pick<Store, 'liveAnswers' | 'commit'>;
  log: Logger;
  now: () => Date;
}

interface Standing {
  account: Account;
  place: Place;
  /** The platform's name for the message; null where it cannot be edited. */
  reference: string | null;
}

/** Has an answer edited by itself once that is through which it shows. It stands already, so a fault is no reason to fail. */
export async function followAnswer(
  { store, log, now }: Parts,
  reply: Reply,
  { account, place, reference }: Standing,
): Promise<void> {
  if (reply.kind !== 'answer' || !reply.follows || !reference) return;
  const { note: about, shown } = reply.follows;
  try {
    const at = now();
    await store.liveAnswers.save({
      ...{ about, shown, place, reference },
      user: account.user,
      at,
    });
    // It may be through already.
    await store.commit(
      [finishAnswers(about, `${place.platform}:${reference}:${at.getTime()}`)],
      at,
    );
  } catch (error) {
    log.error({ err: error }, 'An answer will not say how it ended');
  }
}

/** Something else will stand in the messages of this person here: they went on. */
export async function leaveAnswers(
  { store, log }: Omit<Parts, 'now'>,
  { account: { user }, place, ask }: { account: Account; place: Place; ask: Ask },
): Promise<void> {
  if (ask.kind !== 'press') return;
  await store.liveAnswers
    .removeOf({ place, user })
    .catch((error: unknown) => log.error({ err: error }, 'An old answer may be edited'));
}
