import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import { customerShow } from '../cards/customer/actions.ts';
import { handoffShow } from '../cards/handoff/actions.ts';
import { tellShow } from '../cards/question/actions.ts';
import { stringsFor } from '../cards/strings.ts';
import { taskShow } from '../cards/task/actions.ts';
import { ActionName, button } from '../cards/view/action.ts';
import { systemName } from '../cards/view/names.ts';
import { faultCard, type Outcome, problemCard } from '../cards/view/problem-card.ts';
import { type Button, linkButton, type View } from '../cards/view/view.ts';
import { winStory } from '../cards/win/actions.ts';
import { Problem, Upstream } from '../crm/problem.ts';
import { isDiskFull } from './disk-full.ts';
import type { Ask, Request } from './platform.ts';
import { DEFAULT_READER } from './reader.ts';

/** Shows a fault as a card with a next step; an unforeseen fault gets a reference that the log has too, and says what became of what was to be kept. */
export function faultView(
  cause: unknown,
  { account, place, ask, chat }: Request,
  { log, outcome }: { log: Logger; outcome: Outcome },
): View {
  const strings = stringsFor(DEFAULT_READER);
  const what = ask.kind === 'press' ? ask.action : 'words';
  if (cause instanceof Problem) {
    log.info({ code: cause.code, platform: place.platform, what }, 'refused or not understood');
    return problemCard(cause, [...toChat(cause, chat), ...wayBackButtons(ask, cause)]);
  }
  if (cause instanceof Upstream) {
    log.warn(
      { err: cause, system: cause.system, fault: cause.fault },
      'a system we rely on failed',
    );
    return problemCard(
      cause.system === account.platform
        ? strings.problem.directory
        : strings.problem.upstream(
            systemName(cause.system, strings),
            strings.problem.outcome[outcome].say,
          ),
      retryButtons(ask, outcome),
    );
  }
  const reference = randomBytes(3).toString('hex').toUpperCase();
  log.error({ err: cause, reference, platform: place.platform, what, outcome }, 'an answer failed');
  return faultCard(reference, DEFAULT_READER, {
    outcome,
    isDiskFull: isDiskFull(cause),
    buttons: retryButtons(ask, outcome),
  });
}

const NOT_HERE: ReadonlySet<string> = new Set([
  'shared-channel',
  'channel-silent',
  'channel-read-only',
  'list-not-here',
]);

/** Opens the chat in which the same may be asked. */
function toChat({ code }: Problem, chat: string | null = null): Button[] {
  const open =
    chat && NOT_HERE.has(code)
      ? linkButton(stringsFor(DEFAULT_READER).buttons.openChat, chat)
      : null;
  return open ? [open] : [];
}

/** A pressed message is replaced by its answer, so a problem leads back to that message, or to its customer. */
function wayBackButtons(ask: Ask, { code }: Problem): Button[] {
  if (ask.kind !== 'press' || NO_WAY_BACK.has(code) || code.endsWith('-gone')) return [];
  const strings = stringsFor(DEFAULT_READER).buttons;
  for (const { key, action, label } of WAYS) {
    const pressed = z.object({ [key]: z.string().min(1) }).safeParse(ask.data).data;
    // Somebody who may not decide a handoff may still read it; only its own people may read a question.
    if (pressed && !(key === 'mention' && code === 'not-yours'))
      return [button(strings[label], { action: action.name, data: pressed })];
  }
  return [];
}
/** A handoff's button may carry its customer too, so what is nearer comes first. */
const WAYS = [
  { key: 'handoff', action: handoffShow, label: 'backToHandoff' },
  { key: 'task', action: taskShow, label: 'backToTask' },
  { key: 'mention', action: tellShow, label: 'backToQuestion' },
  { key: 'win', action: winStory, label: 'backToWin' },
  { key: 'customer', action: customerShow, label: 'card' },
] as const;
const NO_WAY_BACK: ReadonlySet<string> = new Set([
  'unknown-customer',
  'shared-channel',
  'stale',
  'channel-silent',
]);

/** A button that asks the same once more, where that does nothing twice; typed words are typed again, since they may be long. */
function retryButtons(ask: Ask, outcome: Outcome): Button[] {
  if (outcome === 'kept' || outcome === 'unknown') return [];
  const data = z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
  );
  const parsed = ask.kind === 'press' ? data.safeParse(ask.data) : null;
  return ask.kind === 'press' && parsed?.success
    ? [
        {
          kind: 'press',
          label: stringsFor(DEFAULT_READER).buttons.retry,
          action: ActionName.parse(ask.action),
          data: parsed.data,
        },
      ]
    : [];
}
