import type { Activity, Attachment } from 'botbuilder';
import { type AdaptiveCard, toAdaptiveCard } from '../../../cards/view/teams/adaptive-card.ts';
import { toText } from '../../../cards/view/text.ts';
import { text, type View } from '../../../cards/view/view.ts';
import type { Reply } from '../../../commands/command.ts';
import { clip } from '../../../crm/text/cut.ts';
import { formOffer } from '../../adapter/form-offer.ts';
import type { Ask } from '../../platform.ts';
import { ASK_VERB, deferredData, type Earlier, isCarried } from '../incoming/deferred-ask.ts';
import { STRINGS } from '../strings.ts';
import { markedCard } from './marked-card.ts';

/** Teams adds to Adaptive Cards a card that fetches itself for some people. */
export type TeamsCard = AdaptiveCard & { refresh?: { action: object; userIds: readonly string[] } };

export const CARD = 'application/vnd.microsoft.card.adaptive';
const SUMMARY = 500;

export const attachment = (card: TeamsCard): Attachment => ({ contentType: CARD, content: card });

/** The summary is what notifications and screen readers of the message list say. By `mark` it is known again among other messages. */
export function cardMessage(card: TeamsCard, view: View, mark?: string): Partial<Activity> {
  return {
    type: 'message',
    summary: clip(toText(view), SUMMARY),
    attachments: [attachment(mark ? markedCard(card, mark) : card)],
  };
}

/** Says of a card that it may stand there already, right under its title. */
export function repeatedCard(card: TeamsCard): TeamsCard {
  const [first, ...rest] = card.body;
  const said: TeamsCard['body'] = [
    {
      type: 'TextBlock',
      text: STRINGS.repeated,
      wrap: true,
      isSubtle: true,
      size: 'Small',
      spacing: 'None',
    },
  ];
  return { ...card, body: [...(first ? [first] : []), ...said, ...rest] };
}

/** The answer, or where the reply is a form that Teams cannot open by itself, the button that does. */
export function replyCard(reply: Reply, ask: Ask): { card: TeamsCard; view: View } {
  if (reply.kind === 'answer') return { card: toAdaptiveCard(reply.view), view: reply.view };
  if (!isCarried(ask)) return tooLongCard();
  const view = formOffer(reply.form, text(STRINGS.formReady));
  const data = { msteams: { type: 'task/fetch' }, ...deferredData(ask, null) };
  return {
    view,
    card: {
      ...toAdaptiveCard(view),
      actions: [{ type: 'Action.Submit', title: STRINGS.openForm, data }],
    },
  };
}

/** No card can carry what was asked, which stands in the chat as it was written. */
function tooLongCard(): { card: TeamsCard; view: View } {
  const view: View = { title: STRINGS.tooLong, blocks: [text(STRINGS.tooLongNext)] };
  return { view, card: toAdaptiveCard(view) };
}

interface Deferring {
  ask: Ask;
  asker: string;
  mri: string;
  /** The activity with which it was asked. */
  first: string | undefined;
}

/** The card that a group sees: it names only the asker, whose own Teams fetches the answer. Only for what changes nothing. */
export function neutralCard({
  name,
  ask,
  asker,
  mri,
  first,
}: Deferring & { name: string | undefined }): { card: TeamsCard; view: View } {
  if (!isCarried(ask)) return tooLongCard();
  const data = deferredData(ask, asker, first);
  return neutral(name, { data, mri });
}

/** The same where it is answered already, and the answer is kept. */
export const answeredCard = (earlier: Earlier, mri: string): { card: TeamsCard; view: View } =>
  neutral(earlier.name, { data: { earlier }, mri });

function neutral(
  name: string | undefined,
  { data, mri }: { data: object; mri: string },
): { card: TeamsCard; view: View } {
  const view: View = { title: STRINGS.asked(name || STRINGS.somebody), blocks: [] };
  return {
    view,
    card: selfFetchingCard(view, { label: STRINGS.showMine, fetched: data, pressed: data, mri }),
  };
}

/** For everybody else who presses there. */
export const askYourselfCard = (): TeamsCard =>
  toAdaptiveCard({ title: STRINGS.askYourself, blocks: [] });

/** While it is worked on. Teams fetches the answer without asking again; a press asks again, under the same name. */
export function workingCard({ ask, asker, mri, first = '' }: Deferring): TeamsCard {
  if (!isCarried(ask)) return tooLongCard().card;
  return selfFetchingCard(WORKING, {
    label: STRINGS.show,
    fetched: { earlier: { first, asker } },
    pressed: deferredData(ask, asker, first),
    mri,
  });
}

/** Nothing is kept of the answer: it is under way at another copy of the bot, or was given long ago. */
export function noAnswerCard(earlier: Earlier, mri: string): TeamsCard {
  if (earlier.name !== undefined)
    return toAdaptiveCard({
      title: STRINGS.asked(earlier.name),
      blocks: [text(STRINGS.answeredThen)],
    });
  const view: View = { title: STRINGS.working, blocks: [text(STRINGS.notThere)] };
  const data = { earlier };
  return selfFetchingCard(view, { label: STRINGS.show, fetched: data, pressed: data, mri });
}

const WORKING: View = { title: STRINGS.working, blocks: [text(STRINGS.workingMore)] };

/** Teams presses `fetched` by itself for this person, again and again; `pressed` is the button. */
function selfFetchingCard(
  view: View,
  {
    label,
    fetched,
    pressed,
    mri,
  }: { label: string; fetched: object; pressed: object; mri: string },
): TeamsCard {
  const action = (data: object) => ({ type: 'Action.Execute' as const, verb: ASK_VERB, data });
  return {
    ...toAdaptiveCard(view),
    actions: [{ ...action(pressed), title: label }],
    refresh: { action: action(fetched), userIds: [mri] },
  };
}

/** A name to insert into any chat; what it leads to is asked by whoever presses, as themselves. */
export function insertedCard(title: string, ask: Ask): TeamsCard {
  const view: View = { title, blocks: [text(STRINGS.showMeMore, 'quiet')] };
  return {
    ...toAdaptiveCard(view),
    actions: [
      {
        type: 'Action.Execute',
        title: STRINGS.showMe,
        verb: ASK_VERB,
        data: deferredData(ask, null),
      },
    ],
  };
}
