import { z } from 'zod';
import { toBlockKit } from '../../cards/view/slack/block-kit.ts';
import { toAdaptiveCard } from '../../cards/view/teams/adaptive-card.ts';
import { formToText, toText } from '../../cards/view/text.ts';
import type { Reply } from '../../commands/command.ts';
import { unreachable } from '../../crm/problem.ts';
import type { App } from '../platform.ts';
import { terminalAccount, terminalPlace } from './adapter.ts';

export const FORMATS = ['slack', 'teams', 'text'] as const;

/** Somebody's words in a terminal: `as` is an e-mail, without it the local administrator asks. */
export const Question = z.object({
  as: z.string().optional(),
  json: z.enum(FORMATS).optional(),
  words: z.string(),
});
export type Question = z.output<typeof Question>;

/** Asks the front door, and gives its answer in the format asked for. */
export async function answer(
  app: Pick<App, 'handle'>,
  { as, json, words }: Question,
): Promise<string> {
  const reply = await app.handle({
    account: terminalAccount(as),
    place: terminalPlace,
    ask: { kind: 'words', words },
  });
  return rendered(reply, json);
}

function rendered(reply: Reply, json: Question['json']): string {
  if (reply.kind === 'form') return formToText(reply.form);
  switch (json) {
    case undefined:
      return toText(reply.view);
    case 'text':
      return JSON.stringify({ text: toText(reply.view) }, null, 2);
    case 'slack':
      return JSON.stringify(toBlockKit(reply.view), null, 2);
    case 'teams':
      return JSON.stringify(toAdaptiveCard(reply.view), null, 2);
    default:
      return unreachable(json);
  }
}
