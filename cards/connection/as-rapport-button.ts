import type { Strings } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Button } from '../view/view.ts';
import { connectAsRapport } from './actions.ts';

/** Has a write that was refused in its author's name go as Rapport. */
export const asRapportButton = (writeBack: string, strings: Strings): Button =>
  button(strings.connection.asRapport, press(connectAsRapport, { writeBack }));
