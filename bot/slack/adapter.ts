import type { Adapter } from '../platform.ts';

/** Bolt takes half a second to load, so it is loaded only where Slack is set up. */
export const slack: Adapter = {
  id: 'slack',
  name: 'Slack',
  isSetUp: (config) => config.slack !== null,
  async load({ slack: config }) {
    if (!config) return null;
    const { slackPlatform } = await import('./slack.ts');
    return (wiring) => slackPlatform(config, wiring);
  },
  async examine({ slack: config }, store) {
    const { examineSlack } = await import('./setup/doctor.ts');
    return examineSlack(config, store?.installations ?? null);
  },
};
