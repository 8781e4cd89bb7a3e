import { main } from './cli/dispatch.js';

process.exitCode = await main(process.argv.slice(2));
