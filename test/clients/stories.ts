import type { Page } from 'playwright-core';
import { z } from 'zod';
import { CHANNEL, type Client, GROUP, personalChat } from './playground.ts';

const NOTE_MENU = { commandId: 'note', commandContext: 'message' };
const Submit = z.object({ data: z.object({ action: z.string(), data: z.unknown() }) });
const Card = z.object({ content: z.object({ actions: z.tuple([Submit]) }) });
const NoteForm = z.object({
  task: z.object({ value: z.object({ card: Card }) }),
});

type Story = readonly [string, () => Promise<unknown>];
/** In the order in which they happen. `screen` shows Ben's client in a browser. */
export function stories(ana: Client, ben: Client, screen: Page): Story[] {
  const own = personalChat('ana');
  let form = '';
  const press = (conversation: string, words: string) =>
    ana.invokes('adaptiveCard/action', conversation, {
      action: {
        type: 'Action.Execute',
        verb: 'teams.ask',
        data: { deferred: { ask: { kind: 'words', words }, asker: null } },
      },
      trigger: 'manual',
    });
  return [
    [
      'a personal chat answers with the card',
      async () => {
        await ana.says(own, 'customer acme industries');
        await ana.shown('Acme Industries');
      },
    ],
    [
      'a button answers whoever presses',
      async () => has(await press(own, 'timeline acme industries'), 'timeline'),
    ],
    ...[GROUP, CHANNEL].map(
      (conversation): Story => [
        `${conversation}: all read a neutral line, nobody the answer`,
        async () => {
          await ana.says(conversation, 'customer globex', true);
          const shown = await ana.shown('asked about a customer');
          if (shown.includes('Globex')) throw new Error('The answer stands where all read it');
        },
      ],
    ),
    [
      'the message extension finds',
      async () =>
        has(
          await ana.invokes('composeExtension/query', own, {
            commandId: 'customer',
            parameters: [{ name: 'query', value: 'acme' }],
          }),
          'Acme Industries',
        ),
    ],
    [
      'a message’s menu opens the form of a note',
      async () => {
        form = await ana.invokes('composeExtension/fetchTask', own, {
          ...NOTE_MENU,
          messagePayload: { id: '1', body: { contentType: 'text', content: 'More seats' } },
        });
        has(form, 'Input.Text');
      },
    ],
    [
      'the form is submitted, and the note is kept',
      async () => {
        const data = {
          ...NoteForm.parse(JSON.parse(form)).task.value.card.content.actions[0].data,
          'field-customer': 'acme industries',
          'field-body': 'They like the new prices',
          'field-visibility': 'everyone',
        };
        const answer = await ana.invokes('composeExtension/submitAction', own, {
          ...NOTE_MENU,
          data,
        });
        has(answer, 'Noted on Acme Industries');
        await ana.says(own, 'acme industries timeline');
        await ana.shown('They like the new prices');
      },
    ],
    [
      'a second client gets the handoff',
      async () => {
        await ben.says(personalChat('ben'), 'help');
        await ben.shown('AdaptiveCard');
        await ana.says(own, 'handoff acme industries @ben "moving to Berlin" by friday');
        await ben.shown('moving to Berlin');
      },
    ],
    [
      'its receiver presses Accept on the screen, and the giver is told',
      async () => {
        await screen.getByRole('button', { name: 'Accept' }).last().click();
        await ana.shown('Ben accepted Acme Industries');
        await screen.getByText('Acme Industries is yours').last().waitFor();
      },
    ],
  ];
}

function has(answer: string, words: string): void {
  if (!answer.includes(words)) throw new Error(`No "${words}" in ${answer.slice(0, 500)}`);
}
