// The first step of an install. Node 20 cannot read this project's TypeScript, so this file is plain JavaScript.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Rapport needs Node 22.18 or newer, and this is Node ${process.versions.node}. ` +
      'Install Node 24, or install without --omit=dev: npm ci then brings Node 24 along.',
  );
  process.exit(1);
}
