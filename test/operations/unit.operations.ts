import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

test('an upgrade puts the new files in the place of the old ones, each time', () => {
  const folder = freshDir();
  const install = (where: string, version: string) => {
    mkdirSync(join(folder, where));
    writeFileSync(join(folder, where, 'version'), version);
  };
  writeFileSync(join(folder, 'systemctl'), `#!/bin/sh\necho "$1" >> ${folder}/log\n`);
  chmodSync(join(folder, 'systemctl'), 0o755);
  install('rapport', '1');
  for (const version of ['2', '3', '4']) {
    install('rapport-next', version);
    const steps = spawnSync('sh', ['-ec', adapted(snippet('upgrade'), [['/opt', folder]])], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env['PATH']}` },
    });
    expect([steps.status, steps.stderr]).toEqual([0, '']);
    const versions = ['rapport', 'rapport-before'].map((where) =>
      readFileSync(join(folder, where, 'version'), 'utf8'),
    );
    expect(versions).toEqual([version, String(Number(version) - 1)]);
  }
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('stop\nstart\n'.repeat(3));
});
