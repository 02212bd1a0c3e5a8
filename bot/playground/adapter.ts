import * as commands from '../../commands/index.ts';
import { demoStories } from '../../prisma/seed/organisation.ts';
import { warning } from '../finding.ts';
import type { Adapter } from '../platform.ts';
import { playgroundPlatform } from './playground.ts';

const SHORTCUTS = Object.values(commands).flatMap(({ name, shortcut }) =>
  shortcut ? [{ command: name, label: shortcut }] : [],
);

export const OPEN_PLAYGROUND =
  'PLAYGROUND=1: whoever reaches this server reads and writes as anybody, administrators too';

export const playground: Adapter = {
  id: 'playground',
  name: 'Playground',
  load: async (config, { isOnly }) =>
    config.playground === 'closed'
      ? null
      : (wiring) =>
          playgroundPlatform(wiring, {
            open: config.playground === 'open',
            everybody: isOnly,
            suggestions: demoStories,
            shortcuts: SHORTCUTS,
          }),
  examine: async ({ playground: door }) =>
    door === 'open' ? [warning(OPEN_PLAYGROUND, 'Unset PLAYGROUND.')] : [],
};
