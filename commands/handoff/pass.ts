import { handoffPass } from '../../cards/handoff/actions.ts';
import { press } from '../../cards/view/action.ts';
import { turnTaken, type Wanted } from '../../crm/handoff/routing.ts';
import type { Context, Reply } from '../command.ts';
import { packets } from './messages.ts';
import { aside } from './receipt.ts';
import { dueBy, routeHandoff, wantedBy } from './route.ts';
import { take } from './steps.ts';

/** To somebody else: offered anew, with the time they need unless there is still some. */
export async function pass(id: string, to: string, context: Context): Promise<Reply> {
  const found = await wantedBy(to, context, (receiver) =>
    press(handoffPass, { handoff: id, to: receiver }),
  );
  if (found.kind === 'reply') return found.reply;
  return take(
    id,
    async (handoff) => {
      const wanted = await ofNow(found.wanted, context);
      const way = await routeHandoff(wanted, { giver: handoff.from, context });
      const dueAt = handoff.dueAt > context.now ? handoff.dueAt : dueBy('', way.calendar, context);
      return {
        step: { kind: 'reassign', by: context.person, receiver: way.route.receiver, dueAt },
        besides: async (said) => [
          ...turnTaken(wanted, way.route),
          ...(await packets(said, { roster: way.roster, around: way.route.around, context })),
        ],
        aside: (said) => aside(said, way, context),
      };
    },
    context,
  );
}

/** Another try goes by whose turn it is by then. */
async function ofNow(wanted: Wanted, { store }: Context): Promise<Wanted> {
  const rotation =
    wanted.kind === 'rotation' ? await store.rotations.get(wanted.rotation.name) : null;
  return rotation ? { kind: 'rotation', rotation } : wanted;
}
