import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { smallFolder } from '../small-import.ts';
import { freshDir, run } from './process.ts';

describe('npm run import', () => {
  const dir = freshDir();
  const importing = (...words: string[]) =>
    run('bot/cli/import.ts', words, { DATA_DIR: join(dir, 'data') });

  test('--help says how', async () => {
    const { code, out } = await importing('--help');
    expect(code).toBe(0);
    expect(out).toMatch(/npm run import -- <mapping> <folder>[\s\S]*maven-crm, olist, ravenstack/);
  });

  test.each([
    ['no words', [], /Which mapping, and which folder\? Type: npm run import/],
    [
      'an unknown mapping',
      ['raven', '.'],
      /There is no mapping "raven"\. Use maven-crm, olist, ravenstack, or the path/,
    ],
    [
      'a missing folder',
      ['ravenstack', '/nowhere'],
      /There is no folder \/nowhere\. Give the folder/,
    ],
    [
      'a folder without the files',
      ['ravenstack', 'cards'],
      /has no ravenstack_subscriptions\.csv, ravenstack_accounts\.csv.*nothing was imported/,
    ],
    ['an unknown option', ['ravenstack', '.', '--fast'], /--fast.* Type: npm run import/],
    [
      'two ways at once',
      ['--undo', '--suggest', '.'],
      /--suggest is for itself, without.* Type: npm run/,
    ],
    ['nothing to undo', ['--undo'], /Of which mapping is a run to be undone\?/],
    ['no day', ['--undo', 'olist', 'yesterday'], /"yesterday" is no day such as 2026-11-30 and/],
    ['nothing to look at', ['--suggest'], /For which folder\?/],
    ['a folder without files', ['--suggest', 'cards/view/slack'], /has no CSV file and no Excel/],
  ])('%s: one line that says what to do, and exit code 1', async (_, words, expected) => {
    const { code, err } = await importing(...words);
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toMatch(expected);
    expect(existsSync(join(dir, 'data'))).toBe(false);
  });

  test('a database that is down: one line, exit code 1', async () => {
    const { mapping, folder } = smallFolder(dir, ['a,1,2024-03-01 10:00,prices,12.50']);
    const { code, err } = await run('bot/cli/import.ts', [mapping, folder], {
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none',
    });
    expect(code).toBe(1);
    expect(err).toMatch(/^The database at .* does not answer.*\n$/);
  });

  test('an import tells what it did, writes nothing into the folder, and names the rows to look at', async () => {
    const { mapping, folder } = smallFolder(dir, [
      'a,1,2024-03-01 10:00,prices,12.50',
      'b,1,soon,prices,1',
    ]);
    const before = readdirSync(folder);
    mkdirSync(join(dir, 'elsewhere'));
    const { code, out, err } = await importing(
      mapping,
      folder,
      '--rejects',
      join(dir, 'elsewhere/bad.csv'),
    );
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain(
      'Small: 4 rows · 3 imported · 0 updated · 0 unchanged · 1 rejected · 0 repeated · 0 unmatched',
    );
    expect(out).toMatch(/bad\.csv$/m);
    expect(readFileSync(join(dir, 'elsewhere/bad.csv'), 'utf8')).toContain('calls.csv,3,');
    expect(readdirSync(folder)).toEqual(before);
  });

  test('a suggested mapping is looked at, imported, and undone again', async () => {
    const { folder } = smallFolder(dir, ['a,1,2024-03-01 10:00,prices,12.50']);
    const mapping = join(dir, 'suggested.yaml');
    const suggested = await importing('--suggest', folder, mapping);
    expect(suggested).toMatchObject({ code: 0, err: '' });
    expect(suggested.out).toMatch(/^calls\.csv: guessed to be entries\./m);
    expect((await importing('--suggest', folder, mapping)).err).toMatch(/is there already/);
    const looked = await importing(mapping, folder, '--dry-run');
    expect(looked.out).toMatch(/2 customers as they would stand:\n\nAcme · live\n/);
    expect(looked.out).toContain('Nothing was stored.');
    expect((await importing('--undo', mapping)).err).toMatch(
      /^There is no run of this mapping to undo, in this store\. Give the mapping/,
    );
    expect((await importing(mapping, folder)).out).toMatch(/: 3 rows · 3 imported/);
    const planned = await importing('--undo', mapping, '--dry-run');
    expect(planned.out).toMatch(
      / would be undone\.\nRemoved: 1 entry, 2 customer\..*\nNothing was/,
    );
    const undone = await importing('--undo', mapping);
    expect(undone.out).toMatch(/is undone\.\nRemoved: 1 entry, 2 customer\./);
  });
});
