import { erasureAnswer } from '../../cards/erasure/messages.ts';
import { closedErasure } from '../../crm/erasure/rules.ts';
import type { Change } from '../../crm/store/change.ts';
import type { JobContext } from '../job.ts';
import { erasureCardFor } from '../notification/erasure-message.ts';
import { clockDid } from '../scheduled.ts';

/** The customer became a part of another one after the yes: nothing is erased, and both hear why. */
export async function keepJoined(id: string, context: JobContext): Promise<void> {
  const { store, now } = context;
  const erasure = await store.erasures.get(id);
  if (erasure?.state !== 'agreed') return;
  const at = now();
  const kept = {
    ...closedErasure(erasure, { state: 'kept', by: erasure.answeredBy, now: at }),
    proof: null,
  };
  const { version, askedBy, answeredBy } = kept;
  const changes: Change[] = [
    { kind: 'erasure', erasure: kept },
    clockDid('erase', erasure.about?.customerId ?? null, { step: 'joined', erasure: id }, at),
  ];
  for (const one of new Set([askedBy, answeredBy])) {
    const to = one && (await store.people.get(one));
    if (!to?.active) continue;
    const card = { ...(await erasureCardFor(kept, to, context)), isJoined: true };
    const message = erasureAnswer(card, { to, version });
    changes.push({ kind: 'message', message: { ...message, key: `${message.key}:${to.id}` } });
  }
  await store.commit(changes, at);
}
