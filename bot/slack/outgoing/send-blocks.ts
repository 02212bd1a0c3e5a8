import { plainerViews } from '../../../cards/view/plainer.ts';
import { toBlockKit, toHome } from '../../../cards/view/slack/block-kit.ts';
import type { View } from '../../../cards/view/view.ts';
import { sendAccepted } from '../../adapter/send-accepted.ts';
import { DEFAULT_READER } from '../../reader.ts';
import { slackError } from '../upstream.ts';
import type { SlackMessage } from './response-url.ts';

/** Slack's error codes for blocks that it refuses. */
const UNACCEPTED = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]);
const isRefused = (error: unknown): boolean => UNACCEPTED.has(slackError(error) ?? '');

/** Sends a view as a message, as whole as Slack takes it: better plain than nothing. */
export function sendMessage<Result>(
  view: View,
  send: (message: SlackMessage) => Promise<Result>,
): Promise<Result> {
  const message = toBlockKit(view);
  const plainer = plainerViews(view, DEFAULT_READER).map(toBlockKit);
  // The text says everything too.
  const alone = { text: message.text, blocks: [] };
  return sendAccepted([message, ...plainer, alone], { send, isRefused });
}

/** The same for the App Home. */
export function sendHome<Result>(
  view: View,
  send: (home: ReturnType<typeof toHome>) => Promise<Result>,
): Promise<Result> {
  const plainer = plainerViews(view, DEFAULT_READER).map(toHome);
  return sendAccepted([toHome(view), ...plainer], { send, isRefused });
}
