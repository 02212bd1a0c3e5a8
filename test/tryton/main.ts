// npm run test:tryton: the connector against a Tryton server, from Debian's packages, that runs on this machine.
import { spawnSync } from 'node:child_process';
import { PACKAGES } from './server.ts';

const isThere = spawnSync('trytond-admin', ['--version']).status === 0;
process.exitCode = isThere ? run() : didNotRun();

function run(): number {
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'test/tryton/vitest.config.ts',
  ];
  const args = [...vitest, ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}

function didNotRun(): number {
  const isAllowed = process.env['TRYTON_MAY_BE_MISSING'] === '1';
  console.error(
    'THE TEST AGAINST TRYTON DID NOT RUN: trytond-admin is not installed. ' +
      `On Debian: apt-get install --no-install-recommends ${PACKAGES.join(' ')}. ` +
      (isAllowed
        ? 'Nothing was tested, and TRYTON_MAY_BE_MISSING=1 lets that pass.'
        : 'Set TRYTON_MAY_BE_MISSING=1 to let that pass.'),
  );
  return isAllowed ? 0 : 1;
}
