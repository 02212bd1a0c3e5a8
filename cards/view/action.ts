import { z } from 'zod';
import type { Button, Press } from './view.ts';

type PressButton = Extract<Button, { kind: 'press' }>;

/** An action's name on the wire, `<command>.<step>`. Only `defineAction` makes one for us, so no button can be made whose action nobody defined. */
export const ActionName = z.string().min(1).max(200).brand<'ActionName'>();
export type ActionName = z.infer<typeof ActionName>;

/** A button's data may be made from these values; `press` leaves out the undefined ones. */
type Sent = Readonly<
  Record<string, string | number | boolean | null | undefined | readonly string[]>
>;
type Schema = z.ZodType<unknown, Sent>;

/** An action joins both ends of a button: the card that shows it and the command that answers it. */
export interface Action<Data extends z.ZodType = z.ZodType> {
  name: ActionName;
  /** The schema of the button's data. A press is parsed by it, since a client sent it. */
  data: Data;
}

/** The data of a button with this action. */
export type DataOf<One extends Action> = z.input<One['data']>;

/** An action that takes a customer, perhaps besides other data. */
export type CustomerAction = Action<z.ZodType<unknown, { customer?: string | undefined }>>;

/** Stands with its capability's cards; the capability's command gives it a handler. The name stays for ever: old messages carry it. */
export const defineAction = <Data extends Schema>(name: string, data: Data): Action<Data> => ({
  name: ActionName.parse(name),
  data,
});

/** Makes the payload that a button, a form's submit or an entry sends when somebody presses it. */
export function press<Data extends Schema>(action: Action<Data>, data: z.input<Data>): Press {
  const sent = Object.entries(data).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { action: action.name, data: Object.fromEntries(sent) };
}

/** The same for a customer that somebody chooses; what else the action takes is added to the choices. */
export const pressWithCustomer = (
  action: Pick<CustomerAction, 'name'>,
  customer: string,
): Press => ({
  action: action.name,
  data: { customer },
});

/** Makes the payload of a search; the platform adds the picked customer or the typed words. */
export const searchWith = (
  action: Action<z.ZodType<unknown, { customer: string } | { query: string }>>,
): Press => ({ action: action.name, data: {} });

/** A button that does this: `button('Save', press(noteSave, data), { tone: 'primary' })`. */
export const button = (
  label: string,
  sent: Press,
  rest: Pick<PressButton, 'tone' | 'opens' | 'confirm'> = {},
): PressButton => ({ kind: 'press', label, ...sent, ...rest });
