import type { Command } from '../commands/command.ts';
import { KPIS } from '../commands/figure/scope.ts';
import { inListOrder } from '../commands/listed.ts';
import { retentionRows } from './retention-config.ts';

/** README.md with its tables made anew from the registry and the configuration; everything else stays as it is. */
export function updateReadme(
  readme: string,
  {
    commands,
    settings,
  }: { commands: readonly Command[]; settings: readonly { name: string; meaning: string }[] },
): string {
  const asked = inListOrder(commands).map(
    ({ usage, summary, daily }) => `| \`${daily ? '/' : ''}${cell(usage)}\` | ${cell(summary)} |`,
  );
  const set = settings.map(({ name, meaning }) => `| \`${name}\` | ${cell(meaning)} |`);
  const retention = [
    '| kind | holds | kept for | set by |',
    '|---|---|---|---|',
    ...retentionRows(),
  ];
  const figures = KPIS.map(
    ({ id, definition, formula }) => `| \`kpi ${id}\` | ${cell(definition)} | ${cell(formula)} |`,
  );
  const withCommands = section(readme, 'commands', ['| type | and see |', '|---|---|', ...asked]);
  const withRetention = section(withCommands, 'retention', retention);
  return section(
    section(withRetention, 'figures', ['| type | is | formula |', '|---|---|---|', ...figures]),
    'settings',
    ['| variable | is |', '|---|---|', ...set],
  );
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function section(text: string, name: string, lines: readonly string[]): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`README.md has no section ${open} … ${close}`);
  return `${text.slice(0, start + open.length)}\n${lines.join('\n')}\n${text.slice(end)}`;
}
