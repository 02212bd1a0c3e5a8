import type { View } from '../../../cards/view/view.ts';
import { replaceMessage } from '../../adapter/replace-message.ts';
import type { Workspace } from '../directory/workspaces.ts';
import { callSlack, slackError } from '../upstream.ts';
import { postToResponseUrl } from './response-url.ts';
import { sendHome, sendMessage } from './send-blocks.ts';

/** An answer for one person's eyes is reached by the address that came with what they did, for half an hour. */
export async function editAtUrl(url: string, view: View): Promise<'done' | 'gone'> {
  const isThere = await sendMessage(view, (message) =>
    postToResponseUrl(url, { ...message, response_type: 'ephemeral', replace_original: true }),
  );
  return isThere ? 'done' : 'gone';
}

/**
 * Publishes the App Home anew. Slack compares the hash, so a page that was published there since stays.
 * https://docs.slack.dev/reference/methods/views.publish
 */
export const editHome = (
  web: Workspace['web'],
  { user, hash, view }: { user: string; hash: string; view: View },
): Promise<'done' | 'gone'> =>
  replaceMessage(
    sendHome(view, (home) => callSlack(web.views.publish({ user_id: user, hash, view: home }))),
    (error) => slackError(error) === 'hash_conflict',
  );
