import { z } from 'zod';
import type { Account } from '../../../crm/person/person.ts';
import type { Request } from '../../platform.ts';
import { deliveryOf, type TeamsContext } from '../context.ts';
import type { TeamsCard } from './cards.ts';

type Parts = Pick<TeamsContext, 'store' | 'log' | 'now'>;

const Kept = z.custom<TeamsCard>(
  (card) => z.object({ type: z.literal('AdaptiveCard') }).safeParse(card).success,
);
const keyOf = (delivery: string): string => `answer:${delivery}`;

/** Keeps the answer for a day, so that Teams can fetch it again without anything being done again. The first one stays. */
export async function keepAnswer(
  parts: Parts,
  { delivery }: Pick<Request, 'delivery'>,
  card: TeamsCard,
): Promise<void> {
  if (delivery !== undefined) await keep(parts, keyOf(delivery), card);
}

/** The card stands without it, so a fault is no reason to fail. */
const keep = ({ store, log, now }: Parts, key: string, value: object): Promise<void> =>
  store
    .keepAnswer(key, value, now())
    .catch((error: unknown) => log.error({ err: error }, 'An answer could not be kept'));

/** The answer to what this person did in that activity; null where none is kept, or it is somebody else's. */
export async function keptAnswer(
  { store }: Parts,
  account: Account,
  activity: string,
): Promise<TeamsCard | null> {
  return Kept.safeParse(await store.keptAnswer(keyOf(deliveryOf(account, activity)))).data ?? null;
}

/** Puts another card in the place of the kept answer; false where none is kept any more. */
export const replaceKeptAnswer = (
  store: Pick<Parts['store'], 'replaceAnswer'>,
  {
    account,
    activity,
    card,
  }: { account: Pick<Account, 'tenant' | 'user'>; activity: string; card: TeamsCard },
): Promise<boolean> => store.replaceAnswer(keyOf(deliveryOf(account, activity)), card);

const Filled = z.object({ message: z.string(), conversation: z.string() });
const filledKey = (delivery: string): string => `filled:${delivery}`;

/** Keeps for a day which message of a group the kept answer fills, so that a press can name no other one. */
export async function keepFilled(
  parts: Parts,
  { delivery }: Pick<Request, 'delivery'>,
  filled: z.infer<typeof Filled>,
): Promise<void> {
  if (delivery !== undefined) await keep(parts, filledKey(delivery), filled);
}

/** The message that the answer to this person's activity fills; null where that is not known. */
export async function filledMessage(
  { store }: Pick<Parts, 'store'>,
  account: Account,
  activity: string,
): Promise<z.infer<typeof Filled> | null> {
  return (
    Filled.safeParse(await store.keptAnswer(filledKey(deliveryOf(account, activity)))).data ?? null
  );
}
