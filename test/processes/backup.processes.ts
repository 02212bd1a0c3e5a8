import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshDir, type Ran, run, start, startBot } from './process.ts';

test.each([
  ['bot/cli/backup.ts', [], /A backup goes into one file\. Type: npm run backup/],
  ['bot/cli/backup.ts', ['a', 'b'], /A backup goes into one file/],
  ['bot/cli/backup.ts', ['--fast', 'a'], /A backup goes into one file/],
  ['bot/cli/backup.ts', ['a.gz'], /There is no store in .*\. Set DATA_DIR/],
  ['bot/cli/restore.ts', [], /A store is restored from one file/],
  ['bot/cli/restore.ts', ['/nowhere.gz'], /There is no file \/nowhere\.gz/],
  [
    'bot/cli/restore.ts',
    ['/etc/hostname', '--erasures', '/nowhere'],
    /There is no folder \/nowhere/,
  ],
])('%s %j: one line that says what to do, and nothing is made', async (script, words, expected) => {
  const dir = freshDir();
  const { code, err } = await run(script, words, { DATA_DIR: join(dir, 'data') });
  expect(code).toBe(1);
  expect(err).toMatch(expected);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect(readdirSync(dir)).toEqual([]);
});

test('asked, backed up and killed at it beside a running server; restored, it answers the same', {
  timeout: 300_000,
}, async () => {
  const dir = freshDir();
  const env = { DATA_DIR: join(dir, 'data') };
  const ask = (words: string, of = env) => run('bot/cli/ask.ts', [words], of);
  const backUp = (name: string) => start('bot/cli/backup.ts', [join(dir, name)], env);
  const bot = await startBot(env);
  const noted = await ask('note acme industries they want one invoice a year');
  expect([noted.code, noted.err]).toEqual([0, '']);
  // Killed as soon as its copy of the store, or its file, is there.
  const killed = backUp('killed.gz');
  while (
    killed.child.exitCode === null &&
    ![...readdirSync(env.DATA_DIR), ...readdirSync(dir)].some((name) =>
      /^backup-|\.half-/.test(name),
    )
  )
    await new Promise((resolve) => setTimeout(resolve, 5));
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(readdirSync(dir)).not.toContain('killed.gz');
  const whole = await backUp('whole.gz').ended;
  expect([whole.code, whole.err]).toEqual([0, '']);
  expect(whole.out).toMatch(/^Backed up \d+ rows of \d+ tables into /);
  expect(readdirSync(env.DATA_DIR).toSorted()).toEqual(['db', 'door', 'in-use']);
  const doctor = await run('bot/cli/doctor.ts', [], env);
  expect([doctor.code, doctor.err]).toEqual([0, '']);
  expect(doctor.out).toMatch(/✓ well +Nothing failed, and nothing is late/);
  expect(doctor.out).toMatch(/✓ well +The last backup by “npm run backup” was made today/);
  expect(doctor.out).toMatch(/✓ well +Queue: \d+ due/);
  const before = await ask('customer acme industries');
  expect(before.out).toContain('they want one invoice a year');
  bot.child.kill('SIGTERM');
  expect((await bot.ended).code).toBe(0);
  // A restore that is killed leaves a store that the next one fills.
  const restored = { DATA_DIR: join(dir, 'restored') };
  const half = start('bot/cli/restore.ts', [join(dir, 'whole.gz')], restored);
  while (half.child.exitCode === null && !readdirSync(dir).includes('restored'))
    await new Promise((resolve) => setTimeout(resolve, 5));
  half.child.kill('SIGKILL');
  await half.ended;
  const again = await run('bot/cli/restore.ts', [join(dir, 'whole.gz')], restored);
  expect([again.code, again.err]).toEqual([0, '']);
  expect(again.out).toContain(`No list of erasures in ${join(restored.DATA_DIR, 'erasures')}`);
  // The card says when it was read.
  const said = ({ out }: Ran) => out.replaceAll(/As of .*/g, '');
  expect(said(await ask('customer acme industries', restored))).toBe(said(before));
});
