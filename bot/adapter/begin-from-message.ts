import type { Origin } from '../../crm/note/origin.ts';
import type { Place } from '../../crm/person/place.ts';
import type { App, Ask, Request } from '../platform.ts';

/** A command chosen in a chat message's own menu: the message is kept for the person, and the command begins from it. */
export async function beginFromMessage(
  app: Pick<App, 'keep'>,
  request: Omit<Request, 'ask'>,
  { command, ...message }: { command: string; place: Place; origin: Origin },
): Promise<Ask> {
  const draft = await app.keep(request, message);
  return { kind: 'press', action: `${command}.from-message`, data: { draft }, values: {} };
}
