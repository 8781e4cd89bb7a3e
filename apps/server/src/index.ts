import 'reflect-metadata';

export { createApiDocument } from './start/openapi.js';
export { readConfig, type Config } from './start/config.js';
export { startLauf, type Lauf } from './start/lauf.js';
export { openProtokoll } from './start/protokoll.js';
export { installDemo } from './demo/demo.js';
export { grantRolle } from './konten/anlegen.js';
export { rescueKonto } from './konten/notfall.js';
export { describeEinstellungen } from './start/einstellungen.js';
export { approveAutomatische } from './datenschutz/fristen.js';
export { main as zst } from './cli/dispatch.js';
export { examine, type Befund } from './cli-server/untersuchung.js';
export { Abweisungen } from './messwerte/abweisungen.js';
