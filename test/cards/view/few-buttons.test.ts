import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineAction, press } from '../../../cards/view/action.ts';
import { pressFromSlack, toBlockKit } from '../../../cards/view/slack/block-kit.ts';
import { pressFromTeams, toAdaptiveCard } from '../../../cards/view/teams/adaptive-card.ts';
import { toText } from '../../../cards/view/text.ts';
import type { Button, Choice, View } from '../../../cards/view/view.ts';
import { expectFewButtons } from '../../chat/few-buttons.ts';
import { brokenInMessage } from './limits.ts';
import { brokenInCard } from './schemas.ts';

const done = defineAction('task.done', z.object({ task: z.string() }));
const show = defineAction('task.show', z.object({ task: z.string() }));

const named = (label: string, tone?: 'primary'): Button => ({
  kind: 'press',
  label,
  ...press(show, { task: label }),
  ...(tone && { tone }),
});

/** Names as hostile as a customer's can be; what is not escaped would be bold, a mention or a link. */
const NAMES = ['*Acme*', '<!channel>', '_Vela_ & Söhne', '`Globex`', '[Halden](http://x.example)'];
const row = (name: string, i: number): Choice => ({
  title: name,
  detail: `Due in ${i + 1} days`,
  button: { kind: 'press', label: i % 2 ? 'Done' : 'Kept', ...press(done, { task: `t${i}` }) },
  also: { kind: 'press', label: 'Open', ...press(show, { task: `t${i}` }) },
});
const list = (rows: number): View => ({
  title: 'Work',
  blocks: [{ kind: 'choices', choices: NAMES.slice(0, rows).map(row) }],
});

describe('buttons of a card', () => {
  const view: View = {
    title: 'Acme',
    blocks: [
      { kind: 'buttons', buttons: [named('One'), named('Two', 'primary')] },
      {
        kind: 'buttons',
        buttons: [named('Three', 'primary'), named('Four'), named('Five')],
        more: { label: 'More', buttons: [named('Six')] },
      },
    ],
  };

  test('three are seen and one is primary; the others are behind the menu, and none is lost', () => {
    const [slack, teams] = [toBlockKit(view), toAdaptiveCard(view)];
    expectFewButtons({ slack: slack.blocks });
    expectFewButtons({ teams: teams.body });
    for (const sent of [slack, teams].map((one) => JSON.stringify(one)))
      for (const label of ['One', 'Two', 'Three', 'Four', 'Five', 'Six'])
        expect(sent).toContain(label);
    expect(slack.text).toBe(toText(view));
    expect([brokenInMessage(slack), brokenInCard(teams)]).toEqual([[], []]);
  });

  test('more than three, and two that stand out, would be noticed', () => {
    const button = (label: string) => ({ type: 'button', text: { text: label }, style: 'primary' });
    const blocks = (labels: string[]) => [{ type: 'actions', elements: labels.map(button) }];
    expect(() => expectFewButtons({ slack: blocks(['1', '2', '3', '4']) })).toThrow(
      'Buttons: 1, 2',
    );
    expect(() => expectFewButtons({ slack: blocks(['1', '2']) })).toThrow('Buttons: 1, 2');
    const body = [{ type: 'ActionSet', actions: [1, 2, 3, 4].map((title) => ({ title })) }];
    expect(() => expectFewButtons({ teams: body })).toThrow('Buttons: 1, 2, 3, 4');
  });
});

describe('lists', () => {
  test('of a few rows have a button each; longer ones a bold line each and a menu for each button', () => {
    const types = (rows: number) => toBlockKit(list(rows)).blocks.map(({ type }) => type);
    expect(types(2)).toEqual(['header', 'rich_text', 'actions', 'rich_text', 'actions']);
    expect(types(5)).toEqual(['header', 'rich_text', 'actions']);
    expect(brokenInMessage(toBlockKit(list(5)))).toEqual([]);
    expect(brokenInCard(toAdaptiveCard(list(5)))).toEqual([]);
  });

  test('hostile names are text, and bold as they are', () => {
    const spans = JSON.stringify(toBlockKit(list(5)).blocks[1]);
    for (const name of NAMES)
      expect(spans).toContain(JSON.stringify({ type: 'text', text: name, style: { bold: true } }));
    expect(JSON.stringify(toBlockKit(list(5)))).not.toContain('mrkdwn');
  });

  test('an option of a menu sends what the button of its row would', () => {
    const block = toBlockKit(list(5)).blocks[2];
    if (block?.type !== 'actions') throw new Error('No menus');
    const sent = block.elements.flatMap((menu) =>
      menu.type === 'static_select'
        ? (menu.options ?? menu.option_groups?.flatMap(({ options }) => options) ?? []).map(
            (option) =>
              pressFromSlack({
                action_id: menu.action_id,
                block_id: block.block_id,
                selected_option: option,
              }),
          )
        : [],
    );
    const all = (action: string, ids: number[]) =>
      ids.map((i) => ({ action, data: { task: `t${i}` } }));
    expect(sent).toEqual([
      ...all('task.done', [0, 2, 4, 1, 3]),
      ...all('task.show', [0, 1, 2, 3, 4]),
    ]);
  });

  test('in Teams the row itself opens, beside the one button for what is likeliest', () => {
    const rows = toAdaptiveCard(list(5)).body.filter(({ type }) => type === 'Container');
    const taps = rows.map((one) =>
      one.type === 'Container' && one.selectAction?.type === 'Action.Execute'
        ? pressFromTeams(one.selectAction.data, one.selectAction.verb)
        : null,
    );
    expect(taps).toEqual(NAMES.map((_, i) => ({ action: 'task.show', data: { task: `t${i}` } })));
    expect(JSON.stringify(rows).match(/ActionSet/g)).toHaveLength(NAMES.length);
  });
});
