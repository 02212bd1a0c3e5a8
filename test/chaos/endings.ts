import { labelsOf } from './acts.ts';
import { press, privateTo } from './deeds.ts';
import { settled } from './kills.ts';
import { type Copy, SALES, SUPPORT, type World } from './world.ts';

/** The CRM does not want every tenth note at first; its author may have it tried again. */
export function refuseSome({ crm }: World): void {
  const refused = new Set<string>();
  crm.always(({ method, text }) => {
    const [token] = /\bnx\d*7x\b/.exec(text) ?? [];
    if (method !== 'addNote' || !token || refused.has(token)) return null;
    refused.add(token);
    return 'rejected';
  });
}

/** Everybody who is told that a note did not get into the CRM has it tried again. */
export async function retried(there: World, copy: Copy): Promise<void> {
  for (const email of [...SALES, ...SUPPORT]) {
    for (const message of privateTo(there, email).filter((one) =>
      labelsOf(one).includes('Try again'),
    ))
      await copy.send(press(there, email, message, 'Try again'));
  }
  await settled(copy, true);
}

/** Longer than a win is left to be corrected; and the post of the day after. */
const [LATER, NEXT_DAY] = [11 * 60_000, 26 * 3_600_000];

/** The small wins have their post, at the latest the day after; everybody is told, and the rooms say what is. */
export async function caughtUp(copy: Copy): Promise<void> {
  for (const after of [LATER, NEXT_DAY, 0]) {
    await copy.later(after);
    for (const job of ['daily-wins', 'find-renewals', 'refresh-rooms']) await copy.tick(job);
    await settled(copy, true);
  }
}
