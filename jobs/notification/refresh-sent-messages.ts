import { isDeepStrictEqual } from 'node:util';
import type { View } from '../../cards/view/view.ts';
import { readPair } from '../../crm/customer/read-pair.ts';
import { pairIn } from '../../crm/customer/same-company.ts';
import type { Message } from '../../crm/notification/message.ts';
import { type LiveReference, shownBy } from '../../crm/notification/message-subject.ts';
import { refreshSentMessagesJob } from '../../crm/notification/refresh-sent-messages.ts';
import { Upstream, unreachable } from '../../crm/problem.ts';
import { readQuestion } from '../../crm/question/read.ts';
import { handoffNow, loadHandoff } from '../handoff/messages.ts';
import { defineJob, type JobContext } from '../job.ts';
import { sameCompanyNow } from '../matching/messages.ts';
import { noteNow } from '../note/messages.ts';
import { promiseNow } from '../promise/messages.ts';
import { questionNow } from '../question/messages.ts';
import { signalNow } from '../signal/tell-signal.ts';
import { taskNow } from '../task/messages.ts';
import { winNow } from '../win/messages.ts';
import { erasureNow } from './erasure-message.ts';
import { reviseMessage } from './revise-message.ts';

/**
 * Brings what colleagues were told of something to what it is now, wherever it stands: who has it, what is done. Every
 * run does so and whoever writes last has looked last, so two at once cannot leave an older state behind.
 */
export const refreshSentMessages = defineJob({
  kind: refreshSentMessagesJob,
  async run({ about, via }, context) {
    for (let now = await readNow(about, context); now !== null; ) {
      await bringAll(about, now, { via, context });
      const after = await readNow(about, context);
      now = after?.version === now.version ? null : after;
    }
  },
});

interface Current {
  /** Tells one state from the next. */
  version: string;
  /** Redraws a message of it; null where the stored one is up to date. */
  draw(message: Message): Promise<View | null>;
  /** It must not be read any more as it was: said otherwise in the store with the change itself, so only what stands elsewhere is left. */
  takenBack?: true;
}

async function readNow({ kind, id }: LiveReference, context: JobContext): Promise<Current | null> {
  const { store } = context;
  switch (kind) {
    case 'handoff': {
      const said = await loadHandoff(id, context);
      return (
        said && {
          version: String(said.handoff.version),
          draw: (message) => handoffNow(message, said, context),
        }
      );
    }
    case 'task': {
      const task = await store.tasks.get(id);
      return (
        task && {
          version: String(task.version),
          draw: (message) => taskNow(message, task, context),
        }
      );
    }
    case 'promise': {
      const promise = await store.promises.get(id);
      return (
        promise && {
          version: String(promise.version),
          draw: (message) => promiseNow(message, promise, context),
        }
      );
    }
    case 'note': {
      const note = await store.notes.get(id);
      return (
        note && {
          version: String(note.version),
          draw: (message) => noteNow(message, note, context),
          takenBack: true,
        }
      );
    }
    case 'win': {
      const win = await store.wins.get(id);
      return (
        win && {
          version: win.state,
          draw: (message) => winNow(message, win, context),
          takenBack: true,
        }
      );
    }
    case 'question': {
      const question = await readQuestion(id, store);
      return (
        question && {
          version: question.mentions.map(({ version }) => version).join(),
          draw: (message) => questionNow(message, { id, question }, context),
        }
      );
    }
    case 'signal': {
      const signal = await store.signals.get(id);
      return (
        signal && {
          version: String(signal.version),
          draw: (message) => signalNow(message, signal, context),
        }
      );
    }
    case 'same-company': {
      const pair = pairIn(id);
      const read = pair && (await readPair(pair, store));
      return (
        read && {
          version: String(read.question?.version ?? 0),
          draw: (message) => sameCompanyNow(message, read, context),
        }
      );
    }
    case 'erasure': {
      const erasure = await store.erasures.get(id);
      return (
        erasure && {
          version: String(erasure.version),
          draw: (message) => erasureNow(message, erasure, context),
        }
      );
    }
    default:
      return unreachable(kind);
  }
}

interface Bringing {
  via: string | null;
  context: JobContext;
}

/** One that a platform does not take just now is no reason to leave the others stale. */
async function bringAll(about: LiveReference, now: Current, bringing: Bringing): Promise<void> {
  const failed: Upstream[] = [];
  for (const message of await bringing.context.store.messages.of(about)) {
    await bring(message, now, bringing).catch((cause: unknown) => {
      if (!(cause instanceof Upstream)) throw cause;
      if (cause.fault !== 'rejected') failed.push(cause);
    });
  }
  if (failed[0]) throw failed[0];
}

async function bring(message: Message, now: Current, { via, context }: Bringing): Promise<void> {
  const drawn = shownBy(message.subject) && (await now.draw(message));
  const view: View | null = drawn && JSON.parse(JSON.stringify(drawn));
  if (!view || (isDeepStrictEqual(view, message.view) && !now.takenBack)) return;
  await reviseMessage(message, view, context, { isShown: message.key === via });
}
