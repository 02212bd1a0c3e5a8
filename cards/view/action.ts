import { z } from 'zod';
import type { Button, Press } from './view.ts';

type PressButton = Extract<Button, { kind: 'press' }>;

/** An action's name on the wire, `<command>.<step>`. Only `defineAction` makes one for us, so no button can be made whose action nobody defined. */
export const ActionName = z.string().min(1).max(200).brand<'ActionName'>();
export type ActionName = z.infer<typeof ActionName>;

/** What a button's data may be made from; `press` leaves out what is undefined. */
type Sent = Readonly<
  Record<string, string | number | boolean | null | undefined | readonly string[]>
>;
type Schema = z.ZodType<unknown, Sent>;

/** What a button does, as both of its ends know it: the card that shows the button and the command that answers. */
export interface Action<Data extends z.ZodType = z.ZodType> {
  name: ActionName;
  /** What the button carries. It is parsed when the button is pressed, since it is only what a client sent. */
  data: Data;
}

/** What a button with this action carries. */
export type DataOf<One extends Action> = z.input<One['data']>;

/** An action that takes a customer, perhaps besides other data. */
export type CustomerAction = Action<z.ZodType<unknown, { customer?: string | undefined }>>;

/** Stands with its capability's cards; the capability's command gives it a handler. The name stays for ever: old messages carry it. */
export const defineAction = <Data extends Schema>(name: string, data: Data): Action<Data> => ({
  name: ActionName.parse(name),
  data,
});

/** What a button, a form's submit or an entry sends when it is pressed. */
export function press<Data extends Schema>(action: Action<Data>, data: z.input<Data>): Press {
  const sent = Object.entries(data).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { action: action.name, data: Object.fromEntries(sent) };
}

/** The same for a customer that somebody chooses; what else the action takes is added to the choices. */
export const pressWithCustomer = (action: CustomerAction, customer: string): Press => ({
  action: action.name,
  data: { customer },
});

/** What a search sends; the platform adds the customer that was picked, or the words that were typed. */
export const searchWith = (
  action: Action<z.ZodType<unknown, { customer: string } | { query: string }>>,
): Press => ({ action: action.name, data: {} });

/** A button that does this: `button('Save', press(noteSave, data), { tone: 'primary' })`. */
export const button = (
  label: string,
  sent: Press,
  rest: Pick<PressButton, 'tone' | 'opens' | 'confirm'> = {},
): PressButton => ({ kind: 'press', label, ...sent, ...rest });
