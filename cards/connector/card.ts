import type { CheckStep } from '../../crm/connector.ts';
import type { DailyQuota } from '../../crm/store/call-budgets.ts';
import type { ReadingState } from '../../crm/store/readings.ts';
import { connectPeople } from '../connection/actions.ts';
import { peopleShow } from '../person/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { capital, count, type Reader, when } from '../view/format.ts';
import { listAnd } from '../view/plural.ts';
import { type Block, text, type View } from '../view/view.ts';
import { setupCheck, setupShow } from './actions.ts';

export interface ConnectedSystem {
  id: string;
  name: string;
  writes: boolean;
  reading: ReadingState | null;
  quota: DailyQuota | null;
  /** How colleagues would write there in their own name; null where they can, or the system has no such way. */
  ownNames: OwnNamesSetup | null;
}

export interface OwnNamesSetup {
  /** Where that is set up. */
  setup: string;
  /** The variables that have to be set. */
  needs: readonly string[];
}

export interface AbsentSystem {
  id: string;
  name: string;
  /** Where its key is made. */
  setup: string;
  /** The variables that have to be set. */
  needs: readonly string[];
}

/** Every system that is connected, how far it is read, and how the others would be. */
export function setupCard({
  connected,
  absent,
  unreached,
  isWhole,
  ownAccounts,
  reader,
}: {
  connected: readonly ConnectedSystem[];
  absent: readonly AbsentSystem[];
  /** Colleagues without an account in a chat. */
  unreached: number;
  /** False where one system was asked for alone. */
  isWhole: boolean;
  /** How many colleagues write elsewhere in their own name; null where nobody does. */
  ownAccounts: number | null;
  reader: Reader;
}): View {
  const { connector: strings } = stringsFor(reader);
  return {
    title: strings.title,
    blocks: [
      ...(isWhole && connected.length === 0 ? [text(strings.none)] : []),
      ...connected.flatMap((system) => connectedBlocks(system, reader)),
      ...connected.flatMap((system) => ownNamesBlocks(system, { inFull: !isWhole }, reader)),
      ...(ownAccounts ? [text(ownAccountsText(ownAccounts, reader))] : []),
      ...absentBlocks(absent, { inFull: !isWhole || connected.length === 0 }, reader),
      ...(unreached > 0 && connected.length > 0
        ? [text(strings.unreached(unreached, count(unreached, reader)), 'caution')]
        : []),
      {
        kind: 'buttons',
        buttons: [
          ...connected.map(({ id, name }) =>
            button(strings.check(name), press(setupCheck, { system: id })),
          ),
          ...(unreached > 0 ? [button(strings.people, press(peopleShow, {}))] : []),
          ...(ownAccounts
            ? [button(stringsFor(reader).connection.people.button, press(connectPeople, {}))]
            : []),
          button(strings.again, press(setupShow, {})),
        ],
      },
    ],
  };
}

/** How each would be connected; in a line where another one is connected already. */
function absentBlocks(
  absent: readonly AbsentSystem[],
  { inFull }: { inFull: boolean },
  reader: Reader,
): Block[] {
  const { connector: strings } = stringsFor(reader);
  const [example] = absent;
  if (!inFull && example)
    return [
      text(
        strings.others(
          absent.map(({ name }) => name),
          example.id,
        ),
        'quiet',
      ),
    ];
  return absent.flatMap(({ name, setup, needs }): Block[] => [
    { kind: 'heading', text: strings.absent(name) },
    ...stepsOf(setup).map((step) => text(step)),
    text(strings.variables(needs)),
  ]);
}

/** How colleagues would write there in their own name: in a line, or each step. */
function ownNamesBlocks(
  { id, name, ownNames }: ConnectedSystem,
  { inFull }: { inFull: boolean },
  reader: Reader,
): Block[] {
  if (!ownNames) return [];
  const { connection: strings } = stringsFor(reader);
  if (!inFull) return [text(strings.setUp(name, id), 'quiet')];
  return [
    ...stepsOf(ownNames.setup).map((step) => text(step)),
    text(strings.variables(listAnd(ownNames.needs))),
  ];
}

const ownAccountsText = (n: number, reader: Reader): string =>
  stringsFor(reader).connection.people.count(n, count(n, reader));

/** A line for each sentence: they are followed one by one, beside another window. */
const stepsOf = (setup: string): string[] => setup.split(/(?<=\.) (?=\p{Lu})/u);

function connectedBlocks(
  { name, writes, reading, quota }: ConnectedSystem,
  reader: Reader,
): Block[] {
  const { connector: strings } = stringsFor(reader);
  return [
    { kind: 'heading', text: capital(name, reader) },
    text(progress(reading, reader)),
    ...(reading?.failedAt && reading.fault
      ? [
          text(
            strings.failing(when(reading.failedAt, reader), strings.fault[reading.fault]),
            'caution',
          ),
        ]
      : []),
    ...(writes ? [] : [text(strings.onlyRead, 'quiet')]),
    ...(quota
      ? [
          text(
            strings.quota(
              count(quota.left, reader),
              count(quota.calls, reader),
              when(quota.at, reader),
            ),
            'quiet',
          ),
        ]
      : []),
  ];
}

function progress(reading: ReadingState | null, reader: Reader): string {
  const { connector: strings } = stringsFor(reader);
  if (!reading) return strings.neverRead;
  const { records, finishedAt, at } = reading;
  if (records !== null && finishedAt) return strings.reading(count(records, reader));
  if (records !== null) return strings.first(count(records, reader));
  return finishedAt ? strings.read(when(finishedAt, reader)) : strings.brokeOff(when(at, reader));
}

/** The outcome of a test of a system, a moment ago. */
export function checkCard({
  id,
  name,
  steps,
  setup,
  reader,
}: {
  id: string;
  name: string;
  steps: readonly CheckStep[];
  /** Where its key is made; shown where the key lacks something. */
  setup: string | null;
  reader: Reader;
}): View {
  const { connector: strings } = stringsFor(reader);
  const failed = steps.filter(({ fault }) => fault !== null);
  const isKey = failed.some(({ fault }) => fault?.fault === 'unauthorised');
  const worked = (['read', 'write'] as const).flatMap((does) => {
    const names = steps.filter((step) => step.does === does && !step.fault).map(({ what }) => what);
    return names.length > 0 ? [text(strings.works[does](names))] : [];
  });
  return {
    title: strings.checked(name),
    blocks: [
      ...faultLines(steps, name, reader).map((line) => text(line, 'caution')),
      ...(failed.length === 0 ? [text(strings.allWell(name))] : []),
      ...worked,
      ...(isKey && setup ? stepsOf(setup).map((step) => text(step)) : []),
      {
        kind: 'buttons',
        buttons: [
          button(strings.check(name), press(setupCheck, { system: id })),
          button(strings.back, press(setupShow, {})),
        ],
      },
    ],
  };
}

/** One line where nothing works at all, else one for each thing that does not. */
function faultLines(steps: readonly CheckStep[], name: string, reader: Reader): string[] {
  const { connector: strings } = stringsFor(reader);
  const failed = steps.flatMap(({ does, what, fault }) =>
    fault ? [{ does, what, why: fault.reason ?? strings.fault[fault.fault] }] : [],
  );
  const reasons = new Set(failed.map(({ why }) => why));
  const [only] = reasons;
  if (failed.length === steps.length && reasons.size === 1 && only !== undefined)
    return [strings.failsAll(name, only)];
  return failed.map(({ does, what, why }) => strings.fails[does](what, why));
}
