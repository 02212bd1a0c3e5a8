import { erasureAnswer } from '../../cards/erasure/messages.ts';
import { closedErasure } from '../../crm/erasure/rules.ts';
import { RAPPORT_ACCOUNT } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import type { JobContext } from '../job.ts';
import { erasureCardFor } from '../notification/erasure-message.ts';

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
    {
      kind: 'audit',
      event: {
        at,
        person: null,
        account: RAPPORT_ACCOUNT,
        place: 'clock',
        action: 'erase',
        customer: erasure.about?.customerId ?? null,
        detail: { step: 'joined', erasure: id },
      },
    },
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
