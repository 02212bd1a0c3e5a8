import express from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAdapters } from '../../bot/adapters.ts';
import { readConfig } from '../../bot/config.ts';
import type { App } from '../../bot/platform.ts';
import { type FreshStore, freshStore } from '../store.ts';

const nobody = () => Promise.reject(new Error('Nobody asks'));
const NOBODY_ASKS: App = { handle: nobody, suggest: nobody, keep: nobody, readsOnly: () => true };

let opened: FreshStore;
beforeAll(async () => {
  opened = await freshStore('server');
});
afterAll(() => opened.close());

test('where no chat is set up nothing counts as one, so people are told in the playground', async () => {
  const connect = await loadAdapters(readConfig({}));
  const platforms = connect({
    app: NOBODY_ASKS,
    http: express(),
    store: opened.store,
    log: pino({ level: 'silent' }),
    now: () => new Date('2026-11-17T10:14:00Z'),
  });
  expect(Object.keys(platforms).toSorted()).toEqual(['playground', 'teams', 'terminal']);
  expect(Object.values(platforms).filter(({ standsIn }) => !standsIn)).toEqual([]);
});
