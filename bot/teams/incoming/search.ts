import { z } from 'zod';
import { toText } from '../../../cards/view/text.ts';
import type { Option } from '../../../cards/view/view.ts';
import type { Ask } from '../../platform.ts';
import { type InvokeResponse, requestFor, type TeamsContext, type Turn } from '../context.ts';
import { CARD, insertedCard } from '../outgoing/cards.ts';
import { STRINGS } from '../strings.ts';

const Query = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.unknown().optional() })).default([]),
});
const LISTED = 20;
const MESSAGE = 300;

/** The message extension: search as you type, and a card to insert that tells nobody more than the name. */
export async function answerSearch(bot: TeamsContext, { incoming }: Turn): Promise<InvokeResponse> {
  const { parameters } = Query.parse(incoming.value);
  const typed = parameters.find(({ name }) => name === 'query')?.value;
  const query = typeof typed === 'string' ? typed.trim() : '';
  const { account, place } = await requestFor(bot, incoming, { kind: 'words', words: query });
  const found = await bot.app.suggest({ account, place }, query);
  if (found.length > 0)
    return extension({
      type: 'result',
      attachmentLayout: 'list',
      attachments: found.slice(0, LISTED).map(result),
    });
  // Nothing found or not allowed: the command itself says which, and what to do.
  const reply = await bot.app.handle({
    account,
    place,
    ask: { kind: 'words', words: `customer ${query}`.trim() },
  });
  return extensionMessage(
    reply.kind === 'answer' ? shortenText(toText(reply.view)) : STRINGS.typeName,
  );
}

export const extensionMessage = (text: string): InvokeResponse =>
  extension({ type: 'message', text });

function result({ value, label }: Option): object {
  const [name = label, ...details] = label.split(' · ');
  const ask: Ask = {
    kind: 'press',
    action: 'customer.show',
    data: { customer: value },
    values: {},
  };
  return {
    contentType: CARD,
    content: insertedCard(name, ask),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: withoutMarkup(name), text: withoutMarkup(details.join(' · ')) },
    },
  };
}

const extension = (composeExtension: object): InvokeResponse => ({
  status: 200,
  body: { composeExtension },
});
const shortenText = (words: string): string =>
  words
    .replace(/\s*\[[^\]]*\]/g, '')
    .trim()
    .slice(0, MESSAGE);
// A preview takes HTML and has no way to escape it.
const withoutMarkup = (words: string): string => words.replace(/[<>[\]]/g, '');
