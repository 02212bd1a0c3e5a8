import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  configuredConnectors,
  connectorSettings,
  examineConnectors,
} from '../../bot/connectors.ts';
import { missing } from '../../bot/finding.ts';
import { defineConnector } from '../../crm/connectors/define.ts';
import { type CrmFault, memoryCrm } from '../../crm/connectors/memory.ts';

const opened: unknown[] = [];
const small = defineConnector({
  id: 'small',
  name: 'Small CRM',
  settings: z.object({
    SMALL_TOKEN: z.string().min(3).describe('Small CRM: Settings → Token'),
    SMALL_URL: z.url().default('https://small.example').describe('Small CRM’s address'),
  }),
  setup: 'Small CRM: Settings → Token',
  open: (settings, { id, name }) => {
    opened.push(settings);
    return memoryCrm({ id, name, customers: 'any' });
  },
});
const another = defineConnector({
  id: 'another',
  name: 'Another',
  settings: z.object({ ANOTHER_KEY: z.string().describe('Another: its key') }),
  setup: 'Another: Keys',
  open: (_, of) => memoryCrm({ ...of, customers: 'any' }),
});
const beside = defineConnector({
  id: 'beside',
  name: 'beside the demo',
  settings: z.object({}),
  setup: 'It comes by itself.',
  isDemo: true,
  open: (_, of) => memoryCrm({ ...of, customers: 'any' }),
});
const ALL = [another, beside, small];

describe('the configuration says which systems are connected', () => {
  const idsOf = (env: Record<string, string>) => configuredConnectors(env, ALL).map(({ id }) => id);

  test('none, one, or several; the demo’s never', () => {
    expect(idsOf({ HOST: '127.0.0.1' })).toEqual([]);
    expect(idsOf({ SMALL_TOKEN: 'abc', HOST: '127.0.0.1' })).toEqual(['small']);
    expect(opened.at(-1)).toEqual({ SMALL_TOKEN: 'abc', SMALL_URL: 'https://small.example' });
    expect(idsOf({ SMALL_TOKEN: 'abc', ANOTHER_KEY: 'x' })).toEqual(['another', 'small']);
  });

  test('a system that is set up in part is a problem that names the variable', () => {
    expect(() => idsOf({ SMALL_URL: 'https://other.example' })).toThrow(
      expect.objectContaining({
        code: 'config',
        say: 'Small CRM is set up in part: SMALL_TOKEN is not set.',
      }),
    );
    expect(() => idsOf({ SMALL_TOKEN: 'a' })).toThrow(
      expect.objectContaining({ say: expect.stringContaining('SMALL_TOKEN cannot be used') }),
    );
  });

  test('its variables stand in the README with their descriptions', () => {
    expect(connectorSettings(ALL)).toEqual([
      { name: 'ANOTHER_KEY', meaning: 'Another: its key' },
      { name: 'SMALL_TOKEN', meaning: 'Small CRM: Settings → Token' },
      { name: 'SMALL_URL', meaning: 'Small CRM’s address' },
    ]);
  });
});

test('the doctor says how each system is, and that none is connected', async () => {
  const crm = (id: string, fault: CrmFault | null) =>
    memoryCrm({ id, name: id, customers: 'any', faults: () => fault });
  expect(
    (
      await examineConnectors(
        [
          crm('good', null),
          { ...crm('billing', null), writer: null },
          crm('small', { kind: 'unauthorised' }),
          crm('down', { kind: 'unavailable' }),
        ],
        [beside, small],
      )
    ).map(({ state, what, next }) => [`${state}: ${what}`, next]),
  ).toEqual([
    ['well: good answers, and is read and written', undefined],
    ['well: billing answers, and is only read', undefined],
    ['broken: small: unauthorised', 'Small CRM: Settings → Token'],
    ['broken: down: unavailable', 'Try again later; notes wait meanwhile.'],
  ]);
  expect(await examineConnectors([], ALL)).toEqual([
    missing('Another is not connected', 'Another: Keys'),
    missing('Small CRM is not connected', 'Small CRM: Settings → Token'),
  ]);
});
