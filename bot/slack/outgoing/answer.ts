import { randomBytes } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { ActionName } from '../../../cards/view/action.ts';
import { PressData } from '../../../cards/view/press.ts';
import { faultCard } from '../../../cards/view/problem-card.ts';
import { returnedTextCard } from '../../../cards/view/returned-text-card.ts';
import { toModal } from '../../../cards/view/slack/block-kit.ts';
import { type Form, text, type View } from '../../../cards/view/view.ts';
import type { Place } from '../../../commands/command.ts';
import { Upstream } from '../../../crm/problem.ts';
import { passes } from '../../../crm/retry.ts';
import { answerInTime } from '../../adapter/answer-in-time.ts';
import { formOffer } from '../../adapter/form-offer.ts';
import { followAnswer } from '../../adapter/live-answers.ts';
import type { Ask } from '../../platform.ts';
import { DEFAULT_READER } from '../../reader.ts';
import type { PendingReply, SlackContext } from '../context.ts';
import type { Workspace } from '../directory/workspaces.ts';
import { STRINGS } from '../strings.ts';
import { callSlack, logFields, slackError } from '../upstream.ts';
import { packModalMetadata } from './modal-metadata.ts';
import { clearTarget, type ResponseTarget, showView } from './response-target.ts';

/** Where the answer goes, and what opens a dialog: a trigger lives 3 seconds and serves once. */
export interface AnswerTarget {
  workspace: Workspace;
  spot: ResponseTarget;
  trigger?: string | undefined;
}

export const LOOKING: View = { title: STRINGS.looking, blocks: [text(STRINGS.longer, 'quiet')] };

/** Says the words of `data.words` again: a dialog opens from a button, not from a message. */
export const REPEAT_WORDS = 'slack.again';
export const RepeatedWords = z.object({ words: z.string() });
/** Room in a button, which adds the place of its message. */
const LONGEST_REPEATED = 1800;

/** Of an answer that was announced before: `standing` where a message says so, which a dialog clears away. */
export type Announced = 'standing' | 'silently';

interface Delivered {
  announced?: Announced | null;
  /** True where the answer is tried again later, should Slack not take it now: then nothing else is shown before it. */
  isTriedAgain?(): Promise<boolean>;
}

/**
 * Shows the reply when it is there; a slow one is announced first, unless it was. A fault is told too, with its
 * reference. Throws `Upstream` where the answer is to be tried again.
 */
export async function deliverAnswer(
  slack: SlackContext,
  target: AnswerTarget,
  work: PendingReply,
  { announced = null, isTriedAgain = async () => false }: Delivered = {},
): Promise<void> {
  await answer(slack, target, work, announced).catch(async (error: unknown) => {
    const isThere = await work.then(
      () => true,
      () => false,
    );
    if (isThere && error instanceof Upstream && passes(error) && (await isTriedAgain()))
      throw error;
    const reference = randomBytes(3).toString('hex').toUpperCase();
    slack.log.error({ ...logFields(error), reference }, 'an answer could not be shown');
    // Where the work itself failed, no command ran.
    const outcome = isThere ? 'not-shown' : 'nothing';
    await showView(
      target.workspace,
      target.spot,
      faultCard(reference, DEFAULT_READER, { outcome }),
    );
  });
}

async function answer(
  slack: SlackContext,
  target: AnswerTarget,
  work: PendingReply,
  announced: Announced | null,
): Promise<void> {
  const { workspace, spot } = target;
  if (announced === 'standing') return showLate(slack, target, await work);
  if (announced === 'silently') {
    const late = await work;
    return void (late && (await showReply(slack, target, late)));
  }
  await answerInTime(work, {
    patience: slack.patience,
    announce: () =>
      spot.kind === 'home' ? Promise.resolve(spot) : showView(workspace, spot, LOOKING),
    async show(reply, announcement) {
      if (announcement === null) return void (reply && (await showReply(slack, target, reply)));
      // A dialog cannot bring back the message that "looking…" replaced, so a button to the dialog is shown instead.
      const trigger = isReplaced(spot) ? undefined : target.trigger;
      await showLate(slack, { workspace, spot: announcement, trigger }, reply);
    },
  });
}

async function showLate(
  slack: SlackContext,
  target: AnswerTarget,
  reply: Awaited<PendingReply>,
): Promise<void> {
  const opened = reply && (await showReply(slack, target, reply));
  if (opened) await clearTarget(target.workspace, target.spot);
}

const isReplaced = (spot: ResponseTarget): boolean =>
  (spot.kind === 'response' && spot.replaces) || (spot.kind === 'message' && spot.ts !== null);

type DispatchedReply = NonNullable<Awaited<PendingReply>>;

/** True where a dialog opened. */
async function showReply(
  slack: SlackContext,
  target: AnswerTarget,
  { reply, place, ask, account }: DispatchedReply,
): Promise<boolean> {
  const { workspace, spot } = target;
  if (reply.kind === 'form' && (await openModal(target, reply.form, place))) return true;
  const view = reply.kind === 'form' ? formOfferView(reply.form, ask) : reply.view;
  const standing = await showView(workspace, spot, view);
  await followAnswer(slack, reply, { account, place, reference: referenceOf(standing) });
  return false;
}

/** By what an answer can be edited later; null where it cannot. */
function referenceOf(spot: ResponseTarget): string | null {
  if (spot.kind === 'message') return spot.ts;
  if (spot.kind === 'home') return spot.hash ?? null;
  // Else the message of somebody else's words would be edited.
  return spot.kind === 'response' && spot.replaces ? spot.url : null;
}

const EXPIRED = new Set(['expired_trigger_id', 'invalid_trigger_id', 'trigger_expired']);
/** It opened before: by a call whose answer was lost, or at another copy of the bot that got the same delivery. */
const OPENED = new Set(['exchanged_trigger_id', 'trigger_exchanged']);

async function openModal(
  { workspace, trigger, spot }: AnswerTarget,
  form: Form,
  place: Place,
): Promise<boolean> {
  if (!trigger) return false;
  try {
    await callSlack(
      workspace.web.views.open({ trigger_id: trigger, view: formModal(form, spot, place) }),
    );
    return true;
  } catch (error) {
    const why = slackError(error) ?? '';
    if (OPENED.has(why)) return true;
    if (EXPIRED.has(why)) return false;
    throw error;
  }
}

/** A dialog that cannot open now, one press away. */
function formOfferView(form: Form, ask: Ask): View {
  const press =
    ask.kind === 'press'
      ? { action: ask.action, data: PressData.safeParse(ask.data).data }
      : { action: REPEAT_WORDS, data: { words: ask.words } };
  const { data } = press;
  if (!data) return formOffer(form, text(STRINGS.closed));
  if (JSON.stringify(data).length > LONGEST_REPEATED) return returnedTextCard(form, DEFAULT_READER);
  return formOffer(form, {
    kind: 'buttons',
    buttons: [
      {
        kind: 'press',
        label: STRINGS.openForm,
        tone: 'primary',
        opens: 'form',
        action: ActionName.parse(press.action),
        data,
      },
    ],
  });
}

export const FORM = 'rapport.form';

/** A form as a modal that remembers where it came from. */
export function formModal(form: Form, spot: ResponseTarget, { id, kind, name }: Place): ModalView {
  const { action, data } = form.submit;
  return toModal(form, {
    callbackId: FORM,
    privateMetadata: packModalMetadata({
      press: { action, data },
      spot,
      place: { id, kind, name },
    }),
  });
}
