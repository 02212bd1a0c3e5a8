import { toBlockKit, toModal } from '../../cards/view/slack/block-kit.ts';
import { toAdaptiveCard, toDialog } from '../../cards/view/teams/adaptive-card.ts';
import { formToText, toText } from '../../cards/view/text.ts';
import type { View } from '../../cards/view/view.ts';
import type { Reply } from '../../commands/command.ts';
import { blocksHtml } from './slack-blocks.ts';

/** One reply in every dialect, as the page shows it. */
export interface RenderedReply {
  kind: Reply['kind'];
  title: string;
  slack: { json: unknown; html: string };
  teams: unknown;
  text: string;
}

export function renderReply(reply: Reply): RenderedReply {
  if (reply.kind === 'answer') return renderView(reply.view);
  const { form } = reply;
  const modal = toModal(form, {
    callbackId: form.submit.action,
    privateMetadata: JSON.stringify(form.submit.data),
  });
  return {
    kind: 'form',
    title: form.title,
    slack: { json: modal, html: blocksHtml(modal.blocks) },
    teams: toDialog(form),
    text: formToText(form),
  };
}

export function renderView(view: View): RenderedReply {
  const slack = toBlockKit(view);
  return {
    kind: 'answer',
    title: view.title,
    slack: { json: slack, html: blocksHtml(slack.blocks) },
    teams: toAdaptiveCard(view),
    text: toText(view),
  };
}
