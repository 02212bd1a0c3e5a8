// npm run any-day -- [--few] [<path of a test>…]: the suite, or these tests, on days and in zones that trip programs.
import { parseArgs } from 'node:util';
import { DAYS, FEW_DAYS } from './days.ts';
import { hasFaketime, INSTALL, passesOn } from './run.ts';

const { values, positionals } = parseArgs({
  options: { few: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (!(await hasFaketime())) {
  console.error(`✗ Nothing was tried on another day. ${INSTALL}`);
  process.exit(1);
}
const days = values.few ? FEW_DAYS : DAYS;
let failed = 0;
for (const day of days) if (!(await passesOn(day, positionals))) failed += 1;
console.log(
  failed === 0 ? `All ${days.length} days are green` : `${failed} of ${days.length} days failed`,
);
process.exitCode = failed === 0 ? 0 : 1;
