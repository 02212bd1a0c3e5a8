import { stringsFor } from '../../cards/strings.ts';
import { day } from '../../cards/view/format.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { isNothing } from '../../crm/handoff/checklist.ts';
import { fold } from '../../crm/matching/names.ts';
import { withoutAmountsIn } from '../../crm/policy/amounts.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';
import { readPromise } from './from-words.ts';
import { newPromise } from './make.ts';
import { madeChanges } from './steps.ts';

/** More promises to one customer than a packet lists. */
const LISTED = 200;

/**
 * Makes a promise of each line under "what was promised", unless it is one already. `lines` are what the receiver reads:
 * those, and the open promises that everybody may know of.
 */
export async function handoffPromises(
  { id, customer, promises }: { id: string; customer: CustomerId; promises: readonly string[] },
  context: Context,
): Promise<{ lines: string[]; changes: Change[] }> {
  const { store, person } = context;
  const typed = promises.map((line) => line.trim()).filter(Boolean);
  const open = (await store.promises.open({ customer, limit: LISTED })).filter(
    ({ visibility }) => visibility === 'everyone',
  );
  const read = await Promise.all(
    typed.filter((line) => !isNothing(line)).map((line) => readPromise(line, context)),
  );
  const known = new Set(open.map(({ what }) => fold(what)));
  const fresh = read.filter(({ what }) => {
    const words = fold(what);
    if (known.has(words)) return false;
    known.add(words);
    return true;
  });
  const made = await Promise.all(
    fresh.map(({ what, dueOn }, nth) =>
      newPromise(
        {
          id: `${id}-${nth + 1}`,
          customer,
          what,
          by: person,
          dueOn,
          origin: { kind: 'handoff', id },
        },
        context,
      ),
    ),
  );
  const changes = await Promise.all(made.map((promise) => madeChanges(promise, context)));
  const named = new Set(read.map(({ what }) => fold(what)));
  const besides = open.filter(({ what }) => !named.has(fold(what)));
  return {
    lines: [...typed, ...besides.map((promise) => packetLine(promise, context))],
    changes: changes.flat(),
  };
}

function packetLine({ what, dueOn }: CustomerPromise, { reader }: Context): string {
  const words = withoutAmountsIn(what);
  return dueOn === null ? words : stringsFor(reader).promise.packet(words, day(dueOn, reader));
}
