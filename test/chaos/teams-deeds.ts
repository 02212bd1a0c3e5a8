import { z } from 'zod';
import { button, cardText, fields } from '../bot/teams/card-reader.ts';
import { activityFrom, personalConversation, type Reached, send } from '../bot/teams/client.ts';
import type { Sent } from '../bot/teams/microsoft.ts';
import { colleague, KIM, messagesTo, type TeamsWorld } from './teams-world.ts';
import { SALES, SUPPORT } from './world.ts';

type Addressed = { url: string };

/** The activity that Teams sends when somebody writes to the bot; the same again is the same delivery. */
export const typedActivity = ({ microsoft }: TeamsWorld, email: string, words: string): object =>
  activityFrom(colleague(email), personalConversation(email), microsoft, {
    type: 'message',
    text: words,
  });

/** Null where nobody answers. */
export const deliver = (
  { microsoft }: TeamsWorld,
  copy: Addressed,
  activity: object,
): Promise<Reached | null> => send(copy.url, activity, microsoft).catch(() => null);

/** Everybody speaks to the bot: before that, it may tell them nothing. */
export const greetTeams = (there: TeamsWorld, copy: Addressed) =>
  Promise.all(
    [...SALES, ...SUPPORT, KIM].map((email) =>
      deliver(there, copy, typedActivity(there, email, 'me')),
    ),
  );

const invoke = (
  { microsoft }: TeamsWorld,
  email: string,
  { name, value, on }: { name: string; value: object; on: Sent },
): object =>
  activityFrom(colleague(email), personalConversation(email), microsoft, {
    type: 'invoke',
    name,
    value,
    replyToId: on.id,
  });

/** The activity that Teams sends when somebody presses a button on a message that they see. */
export function pressed(there: TeamsWorld, email: string, on: Sent, label: string): object {
  const { title, verb, data } = button(on.card, label);
  return invoke(there, email, {
    name: 'adaptiveCard/action',
    on,
    value: { action: { type: 'Action.Execute', title, verb, data }, trigger: 'manual' },
  });
}

function show(
  { microsoft, shown }: TeamsWorld,
  { email, on, card }: { email: string; on: Sent; card: unknown },
): void {
  const over = microsoft.sent.find(({ id }) => id === on.id);
  if (over) shown.push({ email, card, over });
}

const Executed = z.object({ statusCode: z.literal(200), value: z.object({}).loose() });

/** Presses, and shows the card that comes back in the message's place, to whoever pressed. */
export async function press(
  there: TeamsWorld,
  copy: Addressed,
  { email, on, label }: { email: string; on: Sent; label: string },
): Promise<Reached | null> {
  const reached = await deliver(there, copy, pressed(there, email, on, label));
  const card = Executed.safeParse(reached?.body).data?.value;
  if (card) show(there, { email, on, card });
  return reached;
}

const Dialog = z.object({
  task: z.object({ value: z.object({ card: z.object({ content: z.unknown() }) }) }),
});

/** Opens the form of a message. Null where nobody answers, or there is none. */
export async function opened(
  there: TeamsWorld,
  copy: Addressed,
  { email, on, label }: { email: string; on: Sent; label: string },
): Promise<unknown> {
  const { data } = button(on.card, label);
  const reached = await deliver(
    there,
    copy,
    invoke(there, email, { name: 'task/fetch', on, value: { data } }),
  );
  return Dialog.safeParse(reached?.body).data?.task.value.card.content ?? null;
}

/** Submits a form with these values; again is again. */
export async function submitted(
  there: TeamsWorld,
  copy: Addressed,
  {
    email,
    on,
    form,
    values,
  }: { email: string; on: Sent; form: unknown; values: Record<string, string> },
): Promise<Reached | null> {
  const { data } = button(form, '');
  const filled = Object.fromEntries(
    fields(form).map(({ id, value }) => [id, values[id.replace(/^fields?-/, '')] ?? value]),
  );
  const reached = await deliver(
    there,
    copy,
    invoke(there, email, {
      name: 'task/submit',
      on,
      value: { data: { ...z.object({}).loose().parse(data), ...filled } },
    }),
  );
  const card = Dialog.safeParse(reached?.body).data?.task.value.card.content;
  if (card) show(there, { email, on, card });
  return reached;
}

/** Everything that this person could read in private, each for itself. */
export const readBy = (there: TeamsWorld, email: string): string[] =>
  [...messagesTo(there, email), ...there.shown.filter((shown) => shown.email === email)].map(
    ({ card }) => cardText(card),
  );
