import { plainerViews } from '../../../cards/view/plainer.ts';
import { drawnBySlack, toBlockKit, toHome } from '../../../cards/view/slack/block-kit.ts';
import type { Block, ChartBlock, View } from '../../../cards/view/view.ts';
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

/**
 * Sends a view as a message, as whole as Slack takes it: better plain than nothing. With `upload`, a chart that Slack
 * does not draw is a picture that it keeps; else, or where that fails, a picture by its address, then words.
 */
export async function sendMessage<Result>(
  view: View,
  send: (message: SlackMessage) => Promise<Result>,
  upload?: Upload,
): Promise<Result> {
  const drawn = drawnBySlack(view);
  const whole = toBlockKit(upload ? await withUploads(view, upload, drawn) : view);
  try {
    return await send(whole);
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
  const plainer = plainerViews(view, DEFAULT_READER);
  const [pictured] = plainer;
  const uploaded = upload && pictured ? await withUploads(pictured, upload) : pictured;
  // The text says everything too.
  const alone = { text: whole.text, blocks: [] };
  const [first = alone, ...rest] = [
    ...(uploaded && uploaded !== pictured ? [toBlockKit(uploaded)] : []),
    ...plainer.map(toBlockKit),
    alone,
  ];
  return sendAccepted([first, ...rest], { send, isRefused });
}

/** Puts the picture of a chart where the platform keeps it, and gives its name there; null where that fails. */
export type Upload = (block: ChartBlock) => Promise<string | null>;

/** The same view where nothing was uploaded. */
async function withUploads(
  view: View,
  upload: Upload,
  drawn: ReadonlySet<Block> = new Set(),
): Promise<View> {
  let isSame = true;
  const blocks: Block[] = [];
  for (const block of view.blocks) {
    const id = block.kind === 'chart' && !drawn.has(block) ? await upload(block) : null;
    blocks.push(block.kind === 'chart' && id !== null ? { ...block, uploaded: id } : block);
    if (id !== null) isSame = false;
  }
  return isSame ? view : { ...view, blocks };
}

/** The same for the App Home. */
export function sendHome<Result>(
  view: View,
  send: (home: ReturnType<typeof toHome>) => Promise<Result>,
): Promise<Result> {
  const plainer = plainerViews(view, DEFAULT_READER).map(toHome);
  return sendAccepted([toHome(view), ...plainer], { send, isRefused });
}
