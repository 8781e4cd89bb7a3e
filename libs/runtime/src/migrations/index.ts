import { Ground1763780000000 } from './1763780000000-ground.js';
import { VorgangFirst1790200000000 } from './1790200000000-vorgang-first.js';
import { Events1795334400000 } from './1795334400000-events.js';
import { Isolation1795400000000 } from './1795400000000-isolation.js';
import { ParticipationEnds1795400000001 } from './1795400000001-participation-ends.js';
import { Signin1795410000000 } from './1795410000000-signin.js';
import { Operations1795420000000 } from './1795420000000-operations.js';
import { Audit1795430000000 } from './1795430000000-audit.js';
import { Channels1795440000000 } from './1795440000000-channels.js';
import { Datenschutz1795450000000 } from './1795450000000-datenschutz.js';
import { Termine1795460000000 } from './1795460000000-termine.js';
import { OutboxTrace1795470000000 } from './1795470000000-outbox-trace.js';
import { OwnerSeesAll1795470000001 } from './1795470000001-owner-sees-all.js';
import { Inbox1795480000000 } from './1795480000000-inbox.js';
import { References1795500000000 } from './1795500000000-references.js';
import { AccountMail1795530000000 } from './1795530000000-account-mail.js';
import { LightWrites1795550000000 } from './1795550000000-light-writes.js';
import { Recipients1795560000000 } from './1795560000000-recipients.js';
import { MessagesWait1795560000001 } from './1795560000001-messages-wait.js';
import { Apart1795565000000 } from './1795565000000-apart.js';
import { VersionsStay1795570000000 } from './1795570000000-versions-stay.js';
import { UnusedIndex1795575000000 } from './1795575000000-unused-index.js';

/** In order; forward only. A migration that was released is never changed. */
export const migrations = [
  Ground1763780000000,
  VorgangFirst1790200000000,
  Events1795334400000,
  Isolation1795400000000,
  ParticipationEnds1795400000001,
  Signin1795410000000,
  Operations1795420000000,
  Audit1795430000000,
  Channels1795440000000,
  Datenschutz1795450000000,
  Termine1795460000000,
  OutboxTrace1795470000000,
  OwnerSeesAll1795470000001,
  Inbox1795480000000,
  References1795500000000,
  AccountMail1795530000000,
  LightWrites1795550000000,
  Recipients1795560000000,
  MessagesWait1795560000001,
  Apart1795565000000,
  VersionsStay1795570000000,
  UnusedIndex1795575000000,
];
