import { describe, expect, test } from 'vitest';
import { demoOrganisation, demoStories } from '../../../prisma/seed/organisation.ts';
import { about, berlinDay, DAY, dayFrom, isKind, NOWS } from './demo-year.ts';

const shortDay = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(new Date(day))
    .replace('Sept', 'Sep');

test('every story names a customer and something to type', () => {
  const names = demoOrganisation(new Date('2026-11-22T08:14:00Z'))
    .filter(isKind('customer'))
    .map(({ name }) => name);
  expect(
    demoStories.map(({ customer }) => customer).filter((name) => !names.includes(name)),
  ).toEqual([]);
  expect(
    demoStories.every(({ question, find }) => question.startsWith('customer ') && find.length > 30),
  ).toBe(true);
});

describe.each(NOWS)('seen on %s', (now) => {
  const records = demoOrganisation(now);

  test('Acme Industries: two urgent tickets, a late invoice, a promise, a renewal in 22 days', () => {
    const acme = about(records, 'Acme Industries');
    expect(acme.customer).toMatchObject({
      city: 'Berlin',
      owner: 'ana@rapport.example',
      revenue: { amount: 4_800_000, currency: 'EUR' },
      renewsOn: dayFrom(now, 22),
    });
    const open = acme.open.toSorted(
      (one, other) => one.openedAt.getTime() - other.openedAt.getTime(),
    );
    expect(
      open.map(({ subject, priority, owner, openedAt }) => [
        subject,
        priority,
        owner,
        berlinDay(openedAt),
      ]),
    ).toEqual([
      ['Night import stops at 60 %', 'urgent', 'mia@rapport.example', dayFrom(now, -3)],
      ['Export fails', 'urgent', 'mia@rapport.example', dayFrom(now, 0)],
    ]);
    expect(acme.all('invoice').filter(({ paidOn }) => !paidOn)).toMatchObject([
      { number: '1042', dueOn: dayFrom(now, -12) },
    ]);
    const sessions = acme.entries.filter(
      ({ entryKind, at }) => entryKind === 'usage' && berlinDay(at) === dayFrom(now, -1),
    );
    expect([
      sessions.length,
      sessions.filter(({ title }) => title.includes('error')).length,
    ]).toEqual([14, 3]);
    expect(
      acme.entries.some(
        ({ title, person }) =>
          title.includes('promised SSO by') && person === 'ben@rapport.example',
      ),
    ).toBe(true);
    expect(acme.entries.slice(0, 2).map(({ title }) => title)).toContain('"Export fails" reopened');
  });

  test('Globex: nobody of ours for 31 days, and half the sessions', () => {
    const globex = about(records, 'Globex');
    const touched = globex.entries
      .filter(({ person }) => person)
      .map(({ person, at }) => [person, berlinDay(at)]);
    expect(touched[0]).toEqual(['tom@rapport.example', dayFrom(now, -31)]);
    const uses = (from: number, to: number) =>
      globex
        .all('usage-day')
        .filter(({ day }) => day >= dayFrom(now, from) && day <= dayFrom(now, to))
        .reduce((sum, day) => sum + day.uses, 0);
    expect([uses(-14, -1), uses(-28, -15)]).toEqual([148, 310]);
    expect(
      globex
        .all('survey-answer')
        .filter(
          ({ score, best, at }) => score / best <= 0.4 && now.getTime() - at.getTime() < 50 * DAY,
        ),
    ).toHaveLength(2);
    expect(globex.customer.renewsOn).toBe(dayFrom(now, 48));
  });

  test('Halden is furious, and sales has a deal open', () => {
    const halden = about(records, 'Halden Logistics');
    expect(halden.open.map(({ priority }) => priority)).toEqual(['urgent', 'urgent']);
    expect(halden.open.some(({ escalated }) => escalated)).toBe(true);
    expect(halden.all('ticket').map(({ satisfaction }) => satisfaction)).toContain(1);
    expect(
      halden
        .all('deal')
        .filter(({ status }) => status === 'open')
        .map(({ name }) => name),
    ).toEqual(['40 seats for Duisburg']);
    expect(
      halden.entries.some(
        ({ entryKind, department }) => entryKind === 'task' && department === 'sales',
      ),
    ).toBe(true);
  });

  test('Brightwater has nothing against it', () => {
    const brightwater = about(records, 'Brightwater Foods');
    expect(brightwater.customer.renewsOn).toBe(dayFrom(now, 20));
    expect([
      brightwater.open,
      brightwater
        .all('invoice')
        .filter(({ paidOn, dueOn }) => !paidOn && dueOn && dueOn < dayFrom(now, 0)),
    ]).toEqual([[], []]);
    expect(brightwater.all('survey-answer').map(({ score }) => score)).toContain(10);
  });

  test('Vela was promised SSO for a day that is past, and the handoff was lost', () => {
    const vela = about(records, 'Vela Clinics');
    const handoffs = vela.entries.filter(({ entryKind }) => entryKind === 'handoff');
    expect(handoffs.map(({ title }) => title)).toEqual(['Handed over to Onboarding, not accepted']);
    expect(handoffs[0]?.body).toContain(`SSO by ${shortDay(dayFrom(now, -21))}`);
    expect(
      vela.entries.some(
        ({ entryKind, direction, title }) =>
          entryKind === 'email' && direction === 'inbound' && title === 'Is anybody there?',
      ),
    ).toBe(true);
  });

  test('Lumière is two records with one domain, and the urgent ticket is in the other one', () => {
    const one = about(records, 'Lumière Freight SAS');
    const twin = about(records, 'Lumiere Freight');
    expect(one.customer.domains).toEqual(twin.customer.domains);
    expect([one.customer.source, twin.customer.source]).toEqual(['crm', 'helpdesk']);
    expect([one.open.length, twin.open.map(({ priority }) => priority)]).toEqual([0, ['urgent']]);
  });

  test('Øresund took back its notice; Kestrel was won by five departments', () => {
    const oresund = about(records, 'Øresund Shipping A/S');
    const order = [
      'Notice of termination',
      'Going to Copenhagen tonight',
      'Øresund Shipping withdrew its notice and renewed',
    ];
    const told = oresund.entries
      .toReversed()
      .map(({ title }) => title)
      .filter((title) => order.includes(title));
    expect([told, oresund.customer.stage]).toEqual([order, 'live']);
    const kestrel = about(records, 'Kestrel Energy');
    expect(kestrel.all('deal')).toMatchObject([{ status: 'won', money: { amount: 12_000_000 } }]);
    expect(
      new Set(kestrel.entries.filter(({ person }) => person).map(({ department }) => department))
        .size,
    ).toBeGreaterThanOrEqual(5);
  });

  test('Tamarind asks for a right invoice again; Solvang is waiting to be called', () => {
    const tamarind = about(records, 'Tamarind Hotels');
    expect(tamarind.all('invoice').filter(({ paidOn }) => !paidOn)).toMatchObject([
      { number: '1044', dueOn: dayFrom(now, -8) },
    ]);
    expect(tamarind.entries[0]).toMatchObject({ title: 'Third request', direction: 'inbound' });
    const solvang = about(records, 'Solvang Robotics');
    expect(solvang.entries.filter(({ title }) => title === 'Read the price page')).toHaveLength(4);
    expect(
      solvang.entries.filter(({ entryKind }) => ['call', 'email', 'meeting'].includes(entryKind)),
    ).toEqual([]);
  });
});
