import { describe, expect, test } from 'vitest';
import { handoffWords } from '../../../commands/handoff/parse.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const read = (typed: string, inRoom = false) =>
  handoffWords(typed, {
    receivers: ['onboarding', 'support', 'sales', 'berlin'],
    inRoom,
    reader: { now: NOW, zone: 'Europe/Berlin', locale: 'en-DE' },
  });

describe('what is typed of a handoff', () => {
  test.each([
    [
      'acme @ben "moving to Berlin"',
      { customer: 'acme', to: 'ben', reason: 'moving to Berlin', promises: [], by: '' },
    ],
    [
      'acme industries to @ben@rapport.example moving to Berlin by friday 3pm',
      {
        customer: 'acme industries',
        to: 'ben@rapport.example',
        reason: 'moving to Berlin',
        promises: [],
        by: 'friday 3pm',
      },
    ],
    [
      'acme onboarding “signed” “SSO by 1 Dec” "training" by tomorrow',
      {
        customer: 'acme',
        to: 'onboarding',
        reason: 'signed',
        promises: ['SSO by 1 Dec', 'training'],
        by: 'tomorrow',
      },
    ],
    [
      'acme @support: asked by the CFO',
      { customer: 'acme', to: 'support', reason: 'asked by the CFO', promises: [], by: '' },
    ],
    [
      'acme @ben asked by the CFO by tomorrow',
      { customer: 'acme', to: 'ben', reason: 'asked by the CFO', promises: [], by: 'tomorrow' },
    ],
    [
      'Support Heroes @ben "they left"',
      { customer: 'Support Heroes', to: 'ben', reason: 'they left', promises: [], by: '' },
    ],
    [
      'support onboarding "x"',
      { customer: 'support', to: 'onboarding', reason: 'x', promises: [], by: '' },
    ],
    [
      '"Acme to Go" berlin "x" by soonish',
      { customer: 'Acme to Go', to: 'berlin', reason: 'x', promises: [], by: 'soonish' },
    ],
    [
      'globex @ben please take over by 31 feb',
      { customer: 'globex', to: 'ben', reason: 'please take over', promises: [], by: '31 feb' },
    ],
    [
      'globex @ben call them by friday about the renewal',
      {
        customer: 'globex',
        to: 'ben',
        reason: 'call them about the renewal',
        promises: [],
        by: 'friday',
      },
    ],
    [
      'globex @ben settle it by calling them',
      { customer: 'globex', to: 'ben', reason: 'settle it by calling them', promises: [], by: '' },
    ],
    [
      'acme @ben please hurry: "moving", "SSO" and "training" by friday about the offer',
      {
        customer: 'acme',
        to: 'ben',
        reason: 'please hurry: moving about the offer',
        promises: ['SSO', 'training'],
        by: 'friday',
      },
    ],
    [
      'acme @ben "moving" by whoever can do it before the customer notices that nobody has looked',
      {
        customer: 'acme',
        to: 'ben',
        reason: 'moving has looked',
        promises: [],
        by: 'whoever can do it before the customer notices that nobody',
      },
    ],
    ['acme', { customer: 'acme', to: '', reason: '', promises: [], by: '' }],
    ['', { customer: '', to: '', reason: '', promises: [], by: '' }],
  ])('%s', (typed, meant) => expect(read(typed)).toEqual(meant));

  test('in a customer’s room nobody has to be named', () =>
    expect(read('onboarding "signed"', true)).toMatchObject({
      customer: '',
      to: 'onboarding',
      reason: 'signed',
    }));
});
