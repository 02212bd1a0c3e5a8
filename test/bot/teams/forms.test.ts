import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Request } from '../../../bot/platform.ts';
import { ActionName } from '../../../cards/view/action.ts';
import type { Form, View } from '../../../cards/view/view.ts';
import type { Reply } from '../../../commands/command.ts';
import { ana, type Office, office } from './office.ts';

const form: Form = {
  title: 'Note on Acme',
  fields: [
    { kind: 'text', id: 'words', label: 'Words', max: 500, optional: false },
    {
      kind: 'choices',
      id: 'who',
      label: 'Who',
      options: [
        { value: 'a,b', label: 'A and B' },
        { value: 'c', label: 'C' },
      ],
      optional: true,
    },
  ],
  submit: { label: 'Save', action: ActionName.parse('note.save'), data: { customer: 'c1' } },
};
const view: View = {
  title: 'Noted',
  blocks: [
    {
      kind: 'buttons',
      buttons: [
        {
          kind: 'press',
          label: 'Edit',
          action: ActionName.parse('note.edit'),
          data: {},
          opens: 'form',
        },
      ],
    },
  ],
};

let teams: Office;
const asked: Request[] = [];
beforeAll(async () => {
  teams = await office();
  const reply = ({ ask }: Request): Reply =>
    ask.kind === 'press' && ask.action === 'note.save'
      ? { kind: 'answer', view }
      : { kind: 'form', form };
  teams.door.app = {
    async handle(request) {
      asked.push(request);
      return reply(request);
    },
    suggest: async () => [],
    readsOnly: () => true,
    keep: async () => '',
  };
});
beforeEach(() => void asked.splice(0));
afterAll(async () => teams.close());

describe('a form', () => {
  test('that words lead to is a button away, and carries what was filled in', async () => {
    expect((await teams.as(ana.email).says('note acme')).text).toContain('Note on Acme');
    const open = await teams.as(ana.email).presses('Open the form');
    expect(open.form).toEqual({
      title: 'Note on Acme',
      fields: [
        { id: 'words', label: 'Words' },
        { id: 'who', label: 'Who' },
      ],
    });
    const seen = await teams.as(ana.email).fills({ Words: 'SSO, by 1 Dec', who: ['a,b', 'c'] });
    expect(seen.text).toContain('Noted');
    expect(asked.map(({ ask }) => ask)).toMatchObject([
      { kind: 'words', words: 'note acme' },
      { kind: 'words', words: 'note acme' },
      {
        kind: 'press',
        action: ActionName.parse('note.save'),
        data: { customer: 'c1' },
        values: { words: 'SSO, by 1 Dec', who: ['a,b', 'c'] },
      },
    ]);
  });

  test('opens from a button that says so, and from the answer that took the card’s place', async () => {
    await teams.as(ana.email).says('note acme');
    await teams.as(ana.email).presses('Open the form');
    await teams.as(ana.email).fills({ words: 'x' });
    expect((await teams.as(ana.email).presses('Edit')).form?.title).toBe('Note on Acme');
    expect(teams.microsoft.sent.at(-1)).toMatchObject({
      updated: true,
      conversation: `a:${ana.email}`,
    });
  });

  test('whose card is gone still shows its answer, in the dialog', async () => {
    await teams.as(ana.email).says('note acme');
    await teams.as(ana.email).presses('Open the form');
    teams.microsoft.fail(/activities\/1:/, { status: 404, times: 1 });
    const seen = await teams.as(ana.email).fills({ words: 'x' });
    expect(seen.text).toContain('Noted');
    expect((await teams.as(ana.email).presses('Edit')).form?.title).toBe('Note on Acme');
  });
});
