import { program } from './cli/program.ts';
import { readConfig } from './config.ts';

/** The one clock. */
const now = () => new Date();

await program(async () => {
  // A wrong setting is told before the rest is loaded, which takes a second.
  const config = readConfig();
  const { serve } = await import('./serve.ts');
  await serve(config, now);
});
