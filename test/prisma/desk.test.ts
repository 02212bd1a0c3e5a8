import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../crm/changes.ts';
import type { Desk } from '../../crm/desk.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../store.ts';
import { ACME, BEN, messageTo, note } from './work-of-acme.ts';
import { at } from './people-of-acme.ts';

const NOW = at('2026-11-22T09:00');

describe.each(BACK_ENDS)('what the desk commits, %s', (backEnd) => {
  let opened: FreshStore;
  let desk: Desk;
  beforeAll(async () => {
    opened = await freshStore(backEnd);
    desk = opened.store.desk;
  });
  afterAll(() => opened.close());

  const jobs = async (): Promise<string[]> =>
    (await opened.database.query<{ name: string; data: { data: unknown } }>('SELECT name, data FROM queue.job ORDER BY name, data::text')).map(({ name, data }) => `${name} ${JSON.stringify(data.data)}`);

  test('a commit before anybody started the queue stores the work and queues what it sends', async () => {
    const hers = note('n1');
    const changes: Change[] = [
      { kind: 'note', note: hers },
      { kind: 'message', message: messageTo(BEN, 'n1') },
      { kind: 'write-back', writeBack: { key: 'note:n1', customerId: ACME, subject: { kind: 'note', id: 'n1' } } },
      { kind: 'job', job: 'remind', data: { note: 'n1' }, key: 'n1', after: at('2099-01-01T00:00') },
    ];
    expect(await desk.commit(changes, NOW)).toBe('done');
    expect(await desk.note('n1')).toEqual(hers);
    expect(await desk.message('n1')).toEqual({ ...messageTo(BEN, 'n1'), state: 'waiting', createdAt: NOW, dueAt: null, sentAt: null, actedAt: null, sentAs: null });
    expect(await desk.writeBack('note:n1')).toEqual({ key: 'note:n1', customerId: ACME, subject: { kind: 'note', id: 'n1' }, state: 'waiting', url: null, fault: null, at: NOW, remoteId: null });
    expect(await jobs()).toEqual(['deliver-message {"key":"n1"}', 'remind {"note":"n1"}', 'write-back {"key":"note:n1"}']);
  });
});
