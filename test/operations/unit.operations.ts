import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshDir } from '../processes/process.ts';
import { adapted, snippet } from './document.ts';
import { hasProgram } from './programs.ts';

test('systemd takes the unit of the document without a word, and thinks it safe', () => {
  if (!hasProgram('systemd-analyze')) return;
  const file = join(freshDir(), 'rapport.service');
  // Only programs that this machine has are taken for there.
  writeFileSync(file, adapted(snippet('systemd'), [['/usr/bin/node', process.execPath]]));
  const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
  const complaints = verified.stderr.split('\n').filter((line) => line.includes('rapport'));
  expect([verified.status, complaints]).toEqual([0, []]);
  const secured = spawnSync(
    'systemd-analyze',
    ['security', '--offline=yes', '--threshold=20', file],
    { encoding: 'utf8' },
  );
  expect(secured.stdout + secured.stderr).toMatch(/Overall exposure level/);
  expect(secured.status).toBe(0);
});
