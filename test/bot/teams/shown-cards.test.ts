import { expect, test } from 'vitest';
import { shownCards } from '../../../bot/teams/outgoing/shown-cards.ts';

test('the newest press of a message stays, however late an earlier one ends; others are left alone', async () => {
  const shown = shownCards();
  const edits: string[] = [];
  const edit = (name: string) => async (message: string) => void edits.push(`${message}: ${name}`);
  const slow = shown.begin('chat', '1');
  const elsewhere = shown.begin('other chat', '1');
  const quick = shown.begin('chat', '1');
  quick.edit(edit('quick'));
  await shown.settled();
  slow.edit(edit('slow'));
  elsewhere.edit(edit('elsewhere'));
  await shown.settled();
  expect(edits).toEqual(['1: quick', '1: elsewhere']);
});

test('an edit that fails keeps no later one back, and a message that others read is not edited', async () => {
  const shown = shownCards();
  const edits: string[] = [];
  shown.begin('chat', '1').edit(async () => {
    throw new Error('refused');
  });
  await shown.settled();
  shown.begin('chat', '1').edit(async () => void edits.push('later'));
  shown.begin('chat', null).edit(async () => void edits.push('in a group'));
  await shown.settled();
  expect(edits).toEqual(['later']);
});
