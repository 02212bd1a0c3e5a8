import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ActionName } from '../../../cards/view/action.ts';
import { DATA_LIMIT } from '../../../cards/view/press.ts';
import {
  pressFromSlack,
  SLACK,
  toBlockKit,
  toHome,
  toModal,
  valuesFromSlack,
} from '../../../cards/view/slack/block-kit.ts';
import {
  pressFromTeams,
  toAdaptiveCard,
  toDialog,
  valuesFromTeams,
} from '../../../cards/view/teams/adaptive-card.ts';
import { formToText, toText } from '../../../cards/view/text.ts';
import {
  type Block,
  type Button,
  type Data,
  type EntryLine,
  line,
  link,
  text,
  type View,
} from '../../../cards/view/view.ts';
import { brokenInMessage, brokenInView, strings } from './limits.ts';
import { card, form } from './samples.ts';
import { brokenInCard } from './schemas.ts';

const meta = { callbackId: form.submit.action, privateMetadata: JSON.stringify(form.submit.data) };
const pretty = (json: unknown) => `${JSON.stringify(json, null, 2)}\n`;
const say = (...blocks: Block[]): View => ({ title: 'Acme', blocks });
const press = (
  label: string,
  data: Data,
  more: Partial<Button & { kind: 'press' }> = {},
): Button => ({ kind: 'press', label, action: ActionName.parse('note.add'), data, ...more });

describe('a card and a form in every dialect', () => {
  test('can be pasted into the designers of Slack and Teams', async () => {
    await expect(pretty(toBlockKit(card))).toMatchFileSnapshot('__snapshots__/card.slack.json');
    await expect(pretty(toModal(form, meta))).toMatchFileSnapshot('__snapshots__/form.slack.json');
    await expect(pretty(toAdaptiveCard(card))).toMatchFileSnapshot('__snapshots__/card.teams.json');
    await expect(pretty(toDialog(form))).toMatchFileSnapshot('__snapshots__/form.teams.json');
    await expect(`${toText(card)}\n\n${formToText(form)}\n`).toMatchFileSnapshot(
      '__snapshots__/card.txt',
    );
  });

  test('keeps the limits and passes the official schema and parser', () => {
    expect(brokenInMessage(toBlockKit(card))).toEqual([]);
    expect(brokenInView(toHome(card))).toEqual([]);
    expect(brokenInView(toModal(form, meta))).toEqual([]);
    expect(brokenInCard(toAdaptiveCard(card))).toEqual([]);
    expect(brokenInCard(toDialog(form))).toEqual([]);
  });

  test('says the same facts on both platforms and in the plain text', () => {
    const facts = [
      'Acme Industries',
      '€48,000',
      'renews 14 Dec',
      '2 urgent tickets',
      '14 sessions, 3 errors',
      'Acme Retail',
      'Zendesk 1 h',
    ];
    const everything = [
      strings(toBlockKit(card).blocks),
      strings(toAdaptiveCard(card).body),
      [toText(card)],
    ].map((all) => all.join(' '));
    for (const said of everything) for (const fact of facts) expect(said).toContain(fact);
    expect(toAdaptiveCard(card).fallbackText).toBe(toText(card));
  });
});

test('our limits are no wider than the published ones', () => {
  const published = JSON.parse(
    readFileSync(new URL('../../fixtures/slackblocks-limits.json', import.meta.url), 'utf8'),
  );
  const pairs: [number, number][] = [
    [SLACK.header, published.header.text.max_length],
    [SLACK.section, published.section.text.max_length],
    [SLACK.actions, published.actions.elements.max_items],
    [SLACK.button, published.button.text.max_length],
    [DATA_LIMIT, published.button.value.max_length],
    [SLACK.accessibilityLabel, published.button.accessibility_label.max_length],
    [SLACK.options, published.select.options.max_items],
    [SLACK.options, published.option_group.options.max_items],
    [SLACK.option, published.option.text.max_length],
    [SLACK.optionValue, published.option.value.max_length],
    [SLACK.placeholder, published.select.placeholder.max_length],
    [SLACK.confirm.title, published.confirmation.title.max_length],
    [SLACK.confirm.text, published.confirmation.text.max_length],
    [SLACK.confirm.button, published.confirmation.deny.max_length],
    [SLACK.inputLabel, published.input.label.max_length],
    [SLACK.inputHint, published.input.hint.max_length],
    [SLACK.textInput, published.plain_text_input.max_length.max],
    [SLACK.altText, published.image.alt_text.max_length],
    [SLACK.id, published.block_id.max_length],
    [SLACK.id, published.action_id.max_length],
    [SLACK.viewBlocks, published.view.blocks.max_items],
    [SLACK.privateMetadata, published.view.private_metadata.max_length],
    [SLACK.viewTitle, published.view.title.max_length],
    [SLACK.viewButton, published.view.submit.max_length],
  ];
  for (const [ours, theirs] of pairs) expect(ours).toBeLessThanOrEqual(theirs);
});

test('the checks of these tests see what is broken', () => {
  const { blocks } = toBlockKit(card);
  expect(
    brokenInMessage({
      text: '<!channel>',
      blocks: [
        ...blocks,
        { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
        { type: 'video' },
      ],
    }),
  ).toEqual(['text has markup', 'header is mrkdwn', 'unknown block video']);
  expect(brokenInMessage({ text: 'x', blocks: Array(51).fill({ type: 'divider' }) })).toEqual([
    '51 blocks',
  ]);
  expect(
    brokenInCard({
      ...toAdaptiveCard(card),
      body: [{ type: 'TextBlock', text: 'x', colour: 'red' }],
    }),
  ).not.toEqual([]);
  expect(brokenInCard({ ...toAdaptiveCard(card), body: [{ type: 'Sparkline' }] })).not.toEqual([]);
});

describe('what a button carries comes back', () => {
  const data = { customer: 'c_1', on: false, n: 3, none: null, ids: ['a', 'b'] };
  const pressed = { action: ActionName.parse('note.add'), data };

  test('from a button, a menu and an entry', () => {
    const open = { action: ActionName.parse('note.add'), data };
    const other: EntryLine = {
      when: 'Mon',
      department: 'Sales',
      what: ['x'],
      open: { action: ActionName.parse('timeline.open'), data: { customer: 'c_1', key: 'k' } },
    };
    const view = say(
      {
        kind: 'buttons',
        buttons: [press('Add', data)],
        more: { label: 'More', buttons: [press('Again', data), press('Other', { n: 1 })] },
      },
      {
        kind: 'entries',
        entries: [{ when: 'Today', department: 'Sales', what: ['Call'], open }, other],
      },
    );
    const slack = slackActions(view).map(pressFromSlack);
    expect(slack).toEqual([
      pressed,
      pressed,
      { action: ActionName.parse('note.add'), data: { n: 1 } },
      pressed,
      other.open,
    ]);
    const teams = executes(toAdaptiveCard(view)).map(({ verb, data: sent }) =>
      pressFromTeams(sent, verb),
    );
    expect(teams).toEqual(slack);
  });

  test('an entry whose key is too long for a menu has a button of its own, and the others keep the menu', () => {
    const entry = (key: string): EntryLine => ({
      when: 'Mon',
      department: 'Sales',
      what: [key.slice(0, 5)],
      open: { action: ActionName.parse('timeline.open'), data: { customer: 'c_1', key } },
    });
    const view = say({
      kind: 'entries',
      entries: [entry('short'), entry('x'.repeat(200)), entry('brief')],
    });
    expect(brokenInMessage(toBlockKit(view))).toEqual([]);
    expect(toBlockKit(view).blocks.map(({ type }) => type)).toEqual([
      'header',
      'rich_text',
      'section',
      'rich_text',
      'actions',
    ]);
    expect(slackActions(view).map((action) => pressFromSlack(action)?.data['key'])).toEqual([
      'x'.repeat(200),
      'short',
      'brief',
    ]);
  });

  test('one menu opens the entries of every day', () => {
    const day = (text: string, key: string): Block[] => [
      { kind: 'heading', text },
      {
        kind: 'entries',
        entries: [
          {
            when: '09:12',
            department: 'Sales',
            what: [key],
            open: { action: ActionName.parse('timeline.open'), data: { customer: 'c_1', key } },
          },
        ],
      },
    ];
    const view = say(...day('Today', 'k1'), ...day('Yesterday', 'k2'));
    expect(brokenInMessage(toBlockKit(view))).toEqual([]);
    expect(toBlockKit(view).blocks.map(({ type }) => type)).toEqual([
      'header',
      'rich_text',
      'rich_text',
      'actions',
    ]);
    expect(slackActions(view).map((action) => pressFromSlack(action)?.data['key'])).toEqual([
      'k1',
      'k2',
    ]);
  });

  test('a search gives the customer picked, and the words that an older card on Teams took', () => {
    const view = say({
      kind: 'search',
      label: 'Find',
      placeholder: 'Name',
      action: ActionName.parse('customer.pick'),
      data: { from: 'home' },
    });
    const [section] = toBlockKit(view).blocks.slice(1) as {
      block_id: string;
      accessory: { action_id: string };
    }[];
    const picked = {
      type: 'external_select',
      block_id: section?.block_id,
      action_id: section?.accessory.action_id,
      selected_option: { value: 'c_9' },
    };
    expect(pressFromSlack(picked)).toEqual({
      action: ActionName.parse('customer.pick'),
      data: { from: 'home', customer: 'c_9' },
    });
    const card = toAdaptiveCard(view);
    expect(JSON.stringify(card.body)).toContain(
      '"choices.data":{"type":"Data.Query","dataset":"customers"}',
    );
    const [find] = executes(card);
    expect(pressFromTeams({ ...Object(find?.data), 'pick-0': 'c_9' }, find?.verb)).toEqual({
      action: ActionName.parse('customer.pick'),
      data: { from: 'home', customer: 'c_9' },
    });
    const older = { ...Object(find?.data), input: 'search-0' };
    expect(pressFromTeams({ ...older, 'search-0': 'acme' }, find?.verb)).toEqual({
      action: ActionName.parse('customer.pick'),
      data: { from: 'home', query: 'acme' },
    });
  });

  test('a button that opens a form asks Teams for a dialog', () => {
    const body = JSON.stringify(
      toAdaptiveCard(
        say({ kind: 'buttons', buttons: [press('Filter', { a: 1 }, { opens: 'form' })] }),
      ).body,
    );
    expect(body).toContain('{"action":"note.add","data":{"a":1},"msteams":{"type":"task/fetch"}}');
  });

  test('a filled form gives the same values on both', () => {
    const state = {
      values: {
        text: { text: { type: 'plain_text_input', value: 'SSO' } },
        why: { why: { type: 'plain_text_input', value: null } },
        person: {
          person: { type: 'static_select', selected_option: { value: 'p_ben', text: {} } },
        },
        departments: {
          departments: {
            type: 'multi_static_select',
            selected_options: [{ value: 'support' }, { value: 'a,b' }],
          },
        },
        since: { since: { type: 'datepicker', selected_date: '2026-10-01' } },
        also: { also: { type: 'multi_users_select', selected_users: ['U0BEN', 'U0MIA'] } },
        nobody: { nobody: { type: 'multi_users_select', selected_users: [] } },
      },
    };
    const sent = {
      action: ActionName.parse('timeline.apply'),
      data: { customer: 'c_acme' },
      'field-text': 'SSO',
      'field-why': '',
      'field-person': 'p_ben',
      'fields-departments': 'support,a%2Cb',
      'field-since': '2026-10-01',
      'people-also': 'U0BEN,U0MIA',
      'people-nobody': '',
    };
    expect(valuesFromSlack(state)).toEqual({
      text: 'SSO',
      person: 'p_ben',
      departments: ['support', 'a,b'],
      since: '2026-10-01',
      also: ['<@U0BEN>', '<@U0MIA>'],
    });
    expect(valuesFromTeams(sent)).toEqual(valuesFromSlack(state));
    expect(pressFromTeams(sent)).toEqual({
      action: ActionName.parse('timeline.apply'),
      data: { customer: 'c_acme' },
    });
  });

  test.each([
    null,
    7,
    {},
    { action_id: 'x' },
    { action_id: 'link#1', url: 'https://e.com' },
    { action_id: 'a.b#1', value: '{' },
    { action_id: 'pick[1]#1', block_id: '1|{}', selected_option: { value: '[0]' } },
  ])('junk is nothing: %j', (junk) => {
    expect(pressFromSlack(junk)).toBeNull();
    expect(pressFromTeams(junk)).toBeNull();
    expect(valuesFromSlack(junk)).toEqual({});
    expect(valuesFromTeams(junk)).toEqual({});
  });

  test('too much data is said where it is made', () => {
    const view = say({ kind: 'buttons', buttons: [press('Add', { all: 'x'.repeat(2000) })] });
    expect(() => toBlockKit(view)).toThrow('note.add');
    expect(() => toAdaptiveCard(view)).toThrow('note.add');
  });
});

describe('a view that is too long', () => {
  const entries = Array.from(
    { length: 400 },
    (_, i): EntryLine => ({
      when: 'Mon',
      department: 'Sales',
      what: [`Entry ${i} ${'talked '.repeat(12)}`],
      who: 'Ana',
    }),
  );
  const long = say(
    { kind: 'heading', text: 'Newest' },
    { kind: 'entries', entries },
    { kind: 'buttons', buttons: [press('Older', { page: 2 })] },
  );

  test('ends in how many more there are, and keeps its buttons', () => {
    const [slack, teams] = [toBlockKit(long), toAdaptiveCard(long)];
    expect(brokenInMessage(slack)).toEqual([]);
    expect(brokenInCard(teams)).toEqual([]);
    for (const [words, said] of [
      [slack.text, strings(slack.blocks).join('\n')],
      [teams.fallbackText ?? '', strings(teams.body).join('\n')],
    ] as const) {
      const shown = entries.filter((_, i) => words.includes(`Entry ${i} `)).length;
      expect(shown).toBeGreaterThan(20);
      expect(said).toContain(`and ${400 - shown} more`);
      expect(said).toContain('Older');
    }
  });

  test('a long text says how much was left out, and no character is halved', () => {
    const view = say(text('👩‍🚀'.repeat(20_000)));
    for (const said of [
      strings(toBlockKit(view).blocks).join(''),
      strings(toAdaptiveCard(view).body).join(''),
    ]) {
      expect(said).toMatch(/… and [\d,]+ more characters/);
      expect(said.isWellFormed()).toBe(true);
    }
  });
});

describe('an address', () => {
  test.each([
    'https://e.com/><!channel>',
    'https://e.com/?q=|<!here>',
    'https://e.com/) [x](https://evil.example',
  ])('cannot break out: %s', (href) => {
    const teams = JSON.stringify(toAdaptiveCard(say(text(line`${link('deal', href)}`))).body);
    expect(teams.match(/\]\(/g)).toHaveLength(1);
    expect(teams).toMatch(/\]\([^()\s]*\)"/);
  });

  test('that is not one stays text, even where a view was made by hand', () => {
    const view = say(text([{ kind: 'link', text: 'deal', href: 'javascript:alert(1)' }]), {
      kind: 'buttons',
      buttons: [{ kind: 'link', label: 'Go', href: 'javascript:alert(1)' }],
    });
    for (const said of [toBlockKit(view), toAdaptiveCard(view)])
      expect(JSON.stringify(said)).not.toContain('javascript');
  });
});

type Options = { value: string }[];
type Element = {
  type: string;
  action_id: string;
  value?: string;
  options?: Options;
  option_groups?: { options: Options }[];
};

/** Slack's payloads for every button and every option of a message. */
function slackActions(view: View): unknown[] {
  return toBlockKit(view).blocks.flatMap((raw) => {
    const block = raw as {
      type: string;
      block_id?: string;
      elements?: Element[];
      accessory?: Element;
    };
    const accessories = block.accessory ? [block.accessory] : [];
    const elements = block.type === 'actions' ? (block.elements ?? []) : accessories;
    return elements.flatMap(({ type, action_id, value, options, option_groups }): unknown[] =>
      options || option_groups
        ? [...(options ?? []), ...(option_groups ?? []).flatMap((group) => group.options)].map(
            (selected_option) => ({ type, action_id, block_id: block.block_id, selected_option }),
          )
        : [{ type, action_id, block_id: block.block_id ?? 'made-by-slack', value }],
    );
  });
}

function executes(raw: unknown): { verb: string; data: unknown }[] {
  if (typeof raw !== 'object' || raw === null) return [];
  const it = raw as Record<string, unknown>;
  if (it['type'] === 'Action.Execute')
    return [{ verb: String(it['verb']), data: JSON.parse(JSON.stringify(it['data'])) }];
  return Object.values(it).flatMap(executes);
}
