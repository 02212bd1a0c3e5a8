import type { ReadableField } from '../../crm/ingest/readable-fields.ts';
import type { SourceOverview } from '../../crm/store/deliveries.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, type Reader, when } from '../view/format.ts';
import { type Block, text, type View } from '../view/view.ts';
import { mapRetry, mapShow } from './actions.ts';

/** The last request of a tool with its outcome, and everything of the tool that is kept aside. */
export function ingestCard({
  source,
  tool,
  overview: { last, aside, reasons },
  example,
  retried,
  reader,
}: {
  /** The name of the mapping's file, without its ending. */
  source: string;
  tool: string;
  overview: SourceOverview;
  example: { fields: readonly ReadableField[]; more: number };
  /** They were handed to the queue a moment ago. */
  retried: boolean;
  reader: Reader;
}): View {
  const { ingest: strings } = stringsFor(reader);
  const number = (value: number) => count(value, reader);
  const named = reasons.reduce((sum, one) => sum + one.count, 0);
  const asideBlocks: Block[] = [
    { kind: 'heading', text: strings.aside(aside, number(aside)) },
    ...reasons.map((one) => text(strings.reason(number(one.count), one.example))),
    ...(aside > named ? [text(strings.otherReasons(number(aside - named)))] : []),
    text(retried ? strings.retried(aside, number(aside)) : strings.fix(`${source}.yaml`), 'quiet'),
  ];
  return {
    title: strings.title(tool),
    blocks: [
      text(strings.came(last.count, number(last.count), when(last.receivedAt, reader))),
      text(became(last, reader)),
      ...(aside > 0 ? asideBlocks : [text(strings.none, 'quiet')]),
      { kind: 'heading', text: last.aside > 0 ? strings.exampleAside : strings.example },
      {
        kind: 'facts',
        facts: example.fields.map(({ path, value }) => ({
          label: path,
          value: [value ?? strings.secret],
        })),
      },
      ...(example.more > 0
        ? [text(strings.moreFields(example.more, number(example.more)), 'quiet')]
        : []),
      {
        kind: 'buttons',
        buttons: [
          ...(aside > 0 && !retried
            ? [button(strings.retry(aside, number(aside)), press(mapRetry, { source }))]
            : []),
          button(strings.again, press(mapShow, { source })),
        ],
      },
    ],
  };
}

function became({ done, saved, leftOut, aside }: SourceOverview['last'], reader: Reader): string {
  const { ingest: strings } = stringsFor(reader);
  if (!done) return strings.waiting;
  return strings.became([
    ...(saved > 0 ? [strings.saved(count(saved, reader))] : []),
    ...(aside > 0 ? [strings.keptAside(count(aside, reader))] : []),
    ...(leftOut > 0 ? [strings.leftOut(count(leftOut, reader))] : []),
  ]);
}

/** The tools that may send something. */
export function sourcesCard(names: readonly string[], reader: Reader): View {
  const { ingest: strings } = stringsFor(reader);
  return {
    title: strings.all,
    blocks: [text(strings.sources(names)), text(strings.choose(names[0] ?? 'zendesk'), 'quiet')],
  };
}
