import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { ActionName } from '../../../cards/view/action.ts';
import { toBlockKit, toHome, toModal } from '../../../cards/view/slack/block-kit.ts';
import { toAdaptiveCard, toDialog } from '../../../cards/view/teams/adaptive-card.ts';
import { formToText, toText } from '../../../cards/view/text.ts';
import {
  type Block,
  type Button,
  bold,
  type EntryLine,
  type Field,
  type Form,
  line,
  link,
  type Option,
  person,
  type Span,
  type View,
} from '../../../cards/view/view.ts';
import { brokenInMessage, brokenInView, strings } from './limits.ts';
import { brokenInCard } from './schemas.ts';

const HOSTILE = [
  '<!channel>',
  '<!here|x>',
  '<@U1>',
  '<#C1>',
  '<https://evil.example|click>',
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '**bold**',
  '__b__',
  '*i*',
  '_i_',
  '~~s~~',
  '`code`',
  '<at>Ana Ruiz</at>',
  '{{DATE(2026-01-01T00:00:00Z,SHORT)}}',
  '{{TIME(2026-01-01T00:00:00Z)}}',
  '&lt;!channel&gt;',
  '&amp;',
  '&#60;',
  '<b>x</b>',
  '<script>alert(1)</script>',
  '# heading',
  '- item',
  '12. Nov',
  '1) x',
  '> quote',
  '---',
  '| a | b |\n|---|---|',
  '\u202Eevil\u202C',
  '\u2066x\u2069',
  '\u200F',
  '\u0000\u001B[31mred',
  '\u0085',
  '\u2028',
  '\uD83D',
  '\uDE00',
  '👩‍🚀',
  '',
  ' ',
  '\n\n',
  '\\',
  '\\*',
  '[x]: https://evil.example',
  'a\n    code',
  '@channel',
  ':fire:',
  'line one\r\nline two',
];

/** Half a pair of surrogates too. fast-check's own `binary` begins with a table of all of them, which takes seconds. */
const anyCharacter = fc
  .integer({ min: 0, max: 0x10_ff_ff })
  .map((code) => String.fromCodePoint(code));

const outside = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...HOSTILE) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...HOSTILE), { maxLength: 6 })
      .map((parts) => parts.join(' ')),
  },
  { weight: 2, arbitrary: fc.string({ unit: anyCharacter, maxLength: 300 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      // Each is longer than a whole message may be.
      'x'.repeat(40_000),
      '&*<'.repeat(13_000),
      '漢'.repeat(20_000),
      '👩‍🚀'.repeat(4_000),
      'many words '.repeat(4_000),
    ),
  },
);
const span: fc.Arbitrary<Span> = fc.oneof(
  outside,
  outside.map(bold),
  fc
    .tuple(
      outside,
      fc.constantFrom(
        'https://ok.example/a',
        'javascript:alert(1)',
        'https://ok.example/>)<!channel>|`*_',
      ),
    )
    .map(([words, href]) => link(words, href)),
  fc
    .tuple(
      outside,
      fc.constantFrom(
        { slack: 'U0ANA', teams: '29:ana' },
        {},
        { slack: '!channel', teams: '29:x' },
      ),
    )
    .map(([name, ids]) => person(name, ids)),
);
const spans = fc.array(span, { maxLength: 5 });
const value = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string({ maxLength: 10 }), { maxLength: 3 }),
);
const press = fc.record({
  action: fc
    .constantFrom('a.b', 'timeline.page', 'customer.show')
    .map((name) => ActionName.parse(name)),
  data: fc.dictionary(fc.constantFrom('customer', 'page', 'key', 'since', '__proto'), value),
});
const button: fc.Arbitrary<Button> = fc.oneof(
  fc
    .record({
      press,
      label: outside,
      tone: fc.constantFrom('primary', 'danger', null),
      confirm: fc.option(fc.record({ title: outside, text: outside, yes: outside, no: outside })),
      form: fc.boolean(),
    })
    .map(
      ({ press: pressed, label, tone, confirm, form }): Button => ({
        kind: 'press',
        label,
        ...pressed,
        ...(tone && { tone }),
        ...(confirm && { confirm }),
        ...(form && { opens: 'form' as const }),
      }),
    ),
  outside.map((label): Button => ({ kind: 'link', label, href: 'https://ok.example/' })),
);
const few = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.array(item, { maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(item, { minLength: 60, maxLength: 150 }) },
  );
const entry: fc.Arbitrary<EntryLine> = fc
  .record({
    when: outside,
    department: outside,
    what: spans,
    who: fc.option(outside),
    open: fc.option(press),
  })
  .map(({ who, open, ...rest }) => ({ ...rest, ...(who && { who }), ...(open && { open }) }));
const block: fc.Arbitrary<Block> = fc.oneof(
  fc
    .record({ line: spans, tone: fc.constantFrom('quiet', 'caution', null) })
    .map(({ line: words, tone }): Block => ({ kind: 'text', line: words, ...(tone && { tone }) })),
  fc.record({ kind: fc.constant('heading'), text: outside, aside: outside }),
  fc.record({
    kind: fc.constant('facts'),
    facts: few(fc.record({ label: outside, value: spans })),
  }),
  fc.record({ kind: fc.constant('entries'), entries: few(entry) }),
  fc.record({
    kind: fc.constant('choices'),
    choices: few(
      fc
        .record({ title: outside, detail: outside, button, also: fc.option(button) })
        .map(({ also, ...rest }) => ({ ...rest, ...(also && { also }) })),
    ),
  }),
  fc
    .record({
      buttons: few(button),
      more: fc.option(fc.record({ label: outside, buttons: few(button) })),
    })
    .map(({ buttons, more }): Block => ({ kind: 'buttons', buttons, ...(more && { more }) })),
  fc.record({
    kind: fc.constant('search'),
    label: outside,
    placeholder: outside,
    action: fc.constant(ActionName.parse('customer.pick')),
    data: fc.constant({}),
  }),
  fc.record({
    kind: fc.constant('image'),
    url: fc.constantFrom('https://ok.example/1.png', 'file:///etc/passwd', ''),
    alt: outside,
  }),
  fc.constant<Block>({ kind: 'divider' }),
);
const view: fc.Arbitrary<View> = fc.record({
  title: outside,
  blocks: fc.oneof(
    { weight: 6, arbitrary: fc.array(block, { maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(block, { minLength: 50, maxLength: 70 }) },
  ),
});

const options: fc.Arbitrary<Option[]> = few(outside).map((labels) =>
  labels.map((label, i) => ({ label, value: `v,${i}` })),
);
const asked = { label: outside, hint: outside, optional: fc.boolean() };
const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record({
    kind: fc.constant('text'),
    id: fc.constant(''),
    ...asked,
    placeholder: outside,
    value: outside,
    multiline: fc.boolean(),
    max: fc.integer({ min: 0, max: 9000 }),
  }),
  fc.record({
    kind: fc.constant('choice'),
    id: fc.constant(''),
    ...asked,
    options,
    value: fc.constantFrom('v,0', 'none'),
  }),
  fc.record({
    kind: fc.constant('choices'),
    id: fc.constant(''),
    ...asked,
    options,
    values: fc.constantFrom(['v,0', 'v,1'], []),
  }),
  fc.record({
    kind: fc.constant('day'),
    id: fc.constant(''),
    ...asked,
    value: fc.constantFrom('2026-01-01', 'soon'),
  }),
  fc.record({
    kind: fc.constant('customer'),
    id: fc.constant(''),
    ...asked,
    value: fc.constant({ value: 'c_1', label: 'Acme' }),
  }),
);
const form: fc.Arbitrary<Form> = fc
  .record({
    title: outside,
    intro: spans,
    fields: fc.oneof(
      { weight: 6, arbitrary: fc.array(field, { maxLength: 6 }) },
      { weight: 1, arbitrary: fc.array(field, { minLength: 100, maxLength: 120 }) },
    ),
    label: outside,
  })
  .map(({ fields, label, ...rest }) => ({
    ...rest,
    fields: fields.map((one, i) => ({ ...one, id: `f${i}` })),
    submit: { label, action: ActionName.parse('a.b'), data: {} },
  }));

const FORBIDDEN = /[\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\n]/u;
const dirty = (sent: unknown): string[] =>
  strings(sent).filter((said) => FORBIDDEN.test(said) || !said.isWellFormed());

/** The texts that people read in a card; data and addresses are not text. */
function cardTexts(raw: unknown): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(raw).flatMap(([key, inner]) => {
    if (key === 'data') return [];
    if (typeof inner !== 'string') return cardTexts(inner);
    return ['text', 'value'].includes(key) || (key === 'title' && 'value' in raw) ? [inner] : [];
  });
}

/** Finds markup in a card's text: mentions that are not ours, tags, dates, links elsewhere. */
function markupIn(said: string, mentioned: ReadonlySet<string>): string[] {
  const mentions = [...said.matchAll(/<at>.*?<\/at>/g)]
    .map(([at]) => at)
    .filter((at) => !mentioned.has(at));
  const tags = said.replaceAll(/<at>[^<>]*<\/at>/g, '').match(/[<>]|\{\{/g) ?? [];
  const links = [...said.matchAll(/(?<!\\)\]\((.*?)\)/g)]
    .map(([, href = '']) => href)
    .filter((href) => !href.startsWith('https://ok.example/'));
  return [...mentions, ...tags, ...links];
}

test('no view breaks a limit or brings markup along', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(view, (shown) => {
      const [slack, home, teams] = [toBlockKit(shown), toHome(shown), toAdaptiveCard(shown)];
      expect(brokenInMessage(slack)).toEqual([]);
      expect(brokenInView(home)).toEqual([]);
      expect(brokenInCard(teams)).toEqual([]);
      expect(
        dirty([
          slack.text,
          toText(shown),
          textsOf(slack.blocks),
          cardTexts(teams),
          teams.fallbackText,
        ]),
      ).toEqual([]);
      const mentioned = new Set(strings(teams.msteams ?? []));
      expect(cardTexts(teams.body).flatMap((said) => markupIn(said, mentioned))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('no form breaks a limit or brings markup along', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(form, (shown) => {
      const modal = toModal(shown, { callbackId: 'a.b', privateMetadata: '{}' });
      expect(brokenInView(modal)).toEqual([]);
      expect(brokenInCard(toDialog(shown))).toEqual([]);
      const labels = toDialog(shown).body.flatMap((one) => {
        if ('choices' in one) return [one.label, ...one.choices.map(({ title }) => title)];
        return 'label' in one ? [one.label] : [];
      });
      expect(labels.filter((said) => /\]\(|\{\{|[<>]/.test(said))).toEqual([]);
      expect([...dirty(modal), ...dirty(toDialog(shown)), ...dirty(formToText(shown))]).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

/** CommonMark with everything switched on reads our text back as what it was: the strictest reader Teams could have. */
test.each(HOSTILE)('%j stays what it is in Markdown', (hostile) => {
  const block: Block = { kind: 'text', line: line`say ${hostile} and ${bold('this')}\n${hostile}` };
  const source =
    strings(toAdaptiveCard({ title: 't', blocks: [block] }).body).find((said) =>
      said.includes('say'),
    ) ?? '';
  const html = micromark(source, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  // An address in plain sight may become a link to itself: nobody is deceived.
  const honest = html.replaceAll(/<a href="(.*?)">(.*?)<\/a>/g, (whole, href, words) =>
    decodeURIComponent(href) === words ? words : whole,
  );
  expect(honest.replaceAll(/<\/?p>|<strong>this<\/strong>/g, '')).not.toContain('<');
  const seen = (words: string) => words.replaceAll(/\s+/g, '');
  const shown = html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  expect(seen(shown)).toBe(seen(toText({ title: '', blocks: [block] }).slice(1)));
});

function textsOf(raw: unknown): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(raw).flatMap(([key, inner]) => {
    if (typeof inner !== 'string') return textsOf(inner);
    return key === 'text' ? [inner] : [];
  });
}
