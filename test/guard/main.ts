// npm run guard: each command that checks something is given a fault and must report it by its exit status.
import { spawnSync } from 'node:child_process';

const COMMANDS = [
  { command: ['test'], reports: /1 failed/ },
  { command: ['run', 'test:processes'], reports: /1 failed/ },
  { command: ['run', 'chaos', '--', '--kills', '0'], reports: /a fault that must be reported/ },
  { command: ['run', 'bench', '--', 'none'], reports: /a fault that must be reported/ },
];

for (const { command, reports } of COMMANDS) {
  const { status, stdout, stderr } = spawnSync('npm', command, {
    env: { ...process.env, MUST_FAIL: '1' },
    encoding: 'utf8',
  });
  const name = `npm ${command.join(' ')}`;
  if (status === 0 || !reports.test(stdout + stderr)) {
    console.error(stdout + stderr);
    console.error(
      `✗ ${name} has a fault and ended with status ${status}. Nothing is checked until that is mended.`,
    );
    process.exit(1);
  }
  console.log(`✓ ${name} fails when it has a fault`);
}
