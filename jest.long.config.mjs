import base from './jest.config.mjs';

/** The slow half: same runner, files named *.long.ts. */
export default { ...base, testMatch: ['<rootDir>/{libs,apps,tests}/**/*.long.ts'], testTimeout: 3_600_000 };
