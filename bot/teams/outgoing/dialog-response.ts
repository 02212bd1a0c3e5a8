import type { InvokeResponse } from '../context.ts';
import { attachment, type TeamsCard } from './cards.ts';

export const openDialog = (title: string, card: TeamsCard): InvokeResponse => ({
  status: 200,
  body: {
    task: {
      type: 'continue',
      value: {
        title: title.slice(0, 64),
        height: 'medium',
        width: 'medium',
        card: attachment(card),
      },
    },
  },
});

export const dialogMessage = (message: string): InvokeResponse => ({
  status: 200,
  body: { task: { type: 'message', value: message } },
});
