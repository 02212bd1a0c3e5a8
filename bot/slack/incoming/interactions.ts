import type { ModalView, Option } from '@slack/types';
import { pressFromSlack, toOption, valuesFromSlack } from '../../../cards/view/slack/block-kit.ts';
import { resultWithin } from '../../adapter/answer-in-time.ts';
import type { Ask } from '../../platform.ts';
import { dispatch, findPlace, type SlackContext, slackAccount } from '../context.ts';
import type { SeenChannel } from '../directory/places.ts';
import { formModal, REPEAT_WORDS, RepeatedWords } from '../outgoing/answer.ts';
import { unpackModalMetadata } from '../outgoing/modal-metadata.ts';
import type { ResponseTarget } from '../outgoing/response-target.ts';
import { answerAcknowledged, answerKept, keepAsk, type SlackAsk } from './acknowledged.ts';
import { findWorkspace, type SlackPayload } from './events.ts';
import { BlockActions, BlockSuggestion, ViewSubmission } from './payload.ts';

/** Slack waits 3 seconds; suggestions and dialogs that come later are of no use. */
const IN_TIME = 2500;

export async function answerPress(
  slack: SlackContext,
  payload: SlackPayload,
  ack: () => Promise<void>,
): Promise<void> {
  await ack();
  const asked = await pressIn(slack, payload);
  if (asked) await answerAcknowledged(slack, 'press', asked, payload);
}

export async function pressIn(
  slack: SlackContext,
  payload: SlackPayload,
): Promise<SlackAsk | null> {
  const pressed = BlockActions.parse(payload.body);
  const [action] = pressed.actions;
  const press = pressFromSlack(action);
  const from = targetOf(pressed);
  if (!press || !from) return null;
  const workspace = await findWorkspace(slack, payload);
  return {
    event: {
      workspace,
      user: pressed.user.id,
      channel: from.channel,
      key: `press:${pressed.trigger_id}:${action?.action_ts ?? ''}`,
      ask: async () => askOf(press),
    },
    target: { workspace, spot: from.spot, trigger: pressed.trigger_id },
  };
}

function askOf({ action, data }: { action: string; data: unknown }): Ask {
  const again = action === REPEAT_WORDS ? RepeatedWords.safeParse(data).data : undefined;
  return again
    ? { kind: 'words', words: again.words }
    : { kind: 'press', action, data, values: {} };
}

/** Where the pressed thing is, so that its answer replaces it. Null inside a modal, which has a submit for that. */
function targetOf({
  view,
  container,
  channel: seen,
  user,
  response_url: url,
}: BlockActions): { spot: ResponseTarget; channel: SeenChannel | null } | null {
  if (view)
    return view.type === 'home' ? { spot: { kind: 'home', user: user.id }, channel: null } : null;
  const id = container.channel_id ?? seen?.id;
  if (!id) return null;
  const channel = { id, name: seen?.name };
  const where = { channel: id, thread: container.thread_ts };
  if (!container.is_ephemeral && id.startsWith('D'))
    return { channel, spot: { kind: 'message', ts: container.message_ts ?? null, ...where } };
  if (!url) return { channel, spot: { kind: 'ephemeral', user: user.id, ...where } };
  // A message that everybody reads stays as it is; the answer to one person comes beside it.
  return {
    channel,
    spot: {
      kind: 'response',
      url,
      user: user.id,
      replaces: container.is_ephemeral === true,
      ...where,
    },
  };
}

type FormAck = (response?: { response_action: 'update'; view: ModalView }) => Promise<void>;

export async function answerForm(
  slack: SlackContext,
  payload: SlackPayload,
  ack: FormAck,
): Promise<void> {
  const asked = await formIn(slack, payload);
  if (!asked) return ack();
  const work = dispatch(slack, asked.event);
  const early = await resultWithin(Math.min(slack.patience, IN_TIME), work);
  if (early?.reply.kind === 'form')
    return ack({
      response_action: 'update',
      view: formModal(early.reply.form, asked.target.spot, early.place),
    });
  await keepAsk(slack, 'form', asked, payload);
  await ack();
  await answerKept(slack, asked, work);
}

export async function formIn(slack: SlackContext, payload: SlackPayload): Promise<SlackAsk | null> {
  const { view, user, trigger_id: trigger } = ViewSubmission.parse(payload.body);
  const errand = unpackModalMetadata(view.private_metadata);
  if (!errand) return null;
  const workspace = await findWorkspace(slack, payload);
  const { spot, place, press } = errand;
  return {
    event: {
      workspace,
      user: user.id,
      channel:
        place.kind === 'home'
          ? null
          : { id: place.id, name: place.name ?? undefined, direct: place.kind === 'direct' },
      key: `form:${view.id}:${view.hash}:${trigger}`,
      // Without its answer a dialog stays open, and is submitted again: with another trigger, perhaps with other words.
      once: `form:${view.id}:${view.hash}`,
      ask: async () => ({ kind: 'press', ...press, values: valuesFromSlack(view.state) }),
    },
    target: { workspace, spot, trigger },
  };
}

export async function suggestOptions(
  slack: SlackContext,
  payload: SlackPayload,
  ack: (options: Option[]) => Promise<void>,
): Promise<void> {
  const typed = BlockSuggestion.parse(payload.body);
  const found = await resultWithin(IN_TIME, suggestions(slack, payload, typed));
  await ack(found ?? []);
}

async function suggestions(
  slack: SlackContext,
  payload: SlackPayload,
  { user, view, channel: seen, container, value }: BlockSuggestion,
): Promise<Option[]> {
  const workspace = await findWorkspace(slack, payload);
  const from = view ? unpackModalMetadata(view.private_metadata)?.place : undefined;
  const id = from && from.kind !== 'home' ? from.id : (container.channel_id ?? seen?.id);
  const place = await findPlace(
    slack,
    workspace,
    user.id,
    id ? { id, name: from?.name ?? seen?.name, direct: from?.kind === 'direct' } : null,
  );
  const options = await slack.app.suggest(
    { account: slackAccount(workspace, user.id), place },
    value,
  );
  return options.map(toOption);
}
