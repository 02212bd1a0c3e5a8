import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examineIngest } from '../../../bot/ingest/examine.ts';

test('the doctor says whether tools may send, and which mapping is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-mappings-'));
  writeFileSync(join(folder, 'fax.yaml'), 'name: Fax\nsource: fax\nitems: []\n');
  expect(examineIngest({ secret: null, ofSource: {}, folder })).toMatchObject([
    { state: 'missing' },
  ]);
  expect(examineIngest({ secret: 'a-secret-of-tools', ofSource: {}, folder })).toMatchObject([
    { state: 'well', what: expect.stringContaining('/ingest/fax, /ingest/intercom') },
    { state: 'broken', what: expect.stringContaining('write files:') },
  ]);
  rmSync(folder, { recursive: true });
});
