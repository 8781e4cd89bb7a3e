import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AnliegenController } from './anliegen/anliegen.controller.js';
import { AnliegenService } from './anliegen/anliegen.service.js';
import { AbmeldungService } from './anmeldung/abmeldung.service.js';
import { AnmeldungController } from './anmeldung/anmeldung.controller.js';
import { AnmeldungService } from './anmeldung/anmeldung.service.js';
import { Versuche } from './anmeldung/versuche.js';
import { ZweiterFaktorService } from './anmeldung/zweiter-faktor.js';
import { AbschlussService } from './aufgaben/abschluss.service.js';
import { Akten } from './aufgaben/akte.js';
import { AufgabenController } from './aufgaben/aufgaben.controller.js';
import { AufgabenService } from './aufgaben/aufgaben.service.js';
import { AblaufService } from './betriebsaufsicht/ablauf.service.js';
import { BetriebsaufsichtController } from './betriebsaufsicht/betriebsaufsicht.controller.js';
import { EingriffeService } from './betriebsaufsicht/eingriffe.service.js';
import { LaeufeService } from './betriebsaufsicht/laeufe.service.js';
import { BetriebOperationen } from './betriebsaufsicht/operationen.js';
import { StoerungenService } from './betriebsaufsicht/stoerungen.service.js';
import { UmzuegeController } from './betriebsaufsicht/umzuege.controller.js';
import { UmzuegeService } from './betriebsaufsicht/umzuege.service.js';
import { AufbewahrungController } from './datenschutz/aufbewahrung.controller.js';
import { AufbewahrungService } from './datenschutz/aufbewahrung.service.js';
import { AuskunftController } from './datenschutz/auskunft.controller.js';
import { AuskunftService } from './datenschutz/auskunft.service.js';
import { EinwilligungenController } from './datenschutz/einwilligungen.controller.js';
import { EinwilligungenService } from './datenschutz/einwilligungen.service.js';
import { LoeschenService } from './datenschutz/loeschen.service.js';
import { FehlerFilter } from './fehler/fehler.filter.js';
import { GesundheitController } from './gesundheit/gesundheit.controller.js';
import { KommunenController } from './kommunen/kommunen.controller.js';
import { KommunenService } from './kommunen/kommunen.service.js';
import { KontenController } from './konten/konten.controller.js';
import { KontenService } from './konten/konten.service.js';
import { LinksService } from './konten/links.service.js';
import { VerwaltungService } from './konten/verwaltung.service.js';
import { MeldungenController } from './meldungen/meldungen.controller.js';
import { MeldungenService } from './meldungen/meldungen.service.js';
import { BereitstellungService } from './modelle/bereitstellung.service.js';
import { ModelleController } from './modelle/modelle.controller.js';
import { ModelleService } from './modelle/modelle.service.js';
import { OidcKonten } from './oidc/konten.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OidcService } from './oidc/oidc.service.js';
import { RueckkanalService } from './oidc/rueckkanal.service.js';
import { OidcVerbindung } from './oidc/verbindung.js';
import { Abweisungen } from './messwerte/abweisungen.js';
import { Pakete } from './pakete/pakete.js';
import { PostfachController } from './postfach/postfach.controller.js';
import { PostfachService } from './postfach/postfach.service.js';
import { SicherheitController } from './sicherheit/sicherheit.controller.js';
import { SicherheitService } from './sicherheit/sicherheit.service.js';
import { WebhooksController } from './schnittstellen/webhooks.controller.js';
import { WebhooksService } from './schnittstellen/webhooks.service.js';
import { ZustellungenController } from './schnittstellen/zustellungen.controller.js';
import { ZustellungenService } from './schnittstellen/zustellungen.service.js';
import { Begrenzung } from './start/begrenzung.js';
import { Betrieb } from './start/betrieb.js';
import { StatusController } from './status/status.controller.js';
import { StatusService } from './status/status.service.js';
import { DiagrammService } from './vorgaenge/diagramm.service.js';
import { MeineTermineController, TermineController } from './termine/termine.controller.js';
import { TermineService } from './termine/termine.service.js';
import { VorgaengeController } from './vorgaenge/vorgaenge.controller.js';
import { VorgaengeService } from './vorgaenge/vorgaenge.service.js';
import { VorgangService } from './vorgaenge/vorgang.service.js';
import { SitzungGuard } from './zugriff/sitzung.guard.js';
import { EinmalInterceptor } from './zugriff/einmal.js';
import { Sitzungen } from './zugriff/sitzungen.js';

const FEATURES = [
  Abweisungen,
  AbmeldungService,
  AblaufService,
  AbschlussService,
  Akten,
  AnliegenService,
  AnmeldungService,
  AufgabenService,
  BetriebOperationen,
  BereitstellungService,
  DiagrammService,
  AufbewahrungService,
  AuskunftService,
  EinwilligungenService,
  LoeschenService,
  KommunenService,
  KontenService,
  LinksService,
  EingriffeService,
  LaeufeService,
  MeldungenService,
  ModelleService,
  OidcKonten,
  OidcService,
  OidcVerbindung,
  Pakete,
  PostfachService,
  RueckkanalService,
  SicherheitService,
  Sitzungen,
  SitzungGuard,
  StatusService,
  TermineService,
  Versuche,
  VerwaltungService,
  StoerungenService,
  UmzuegeService,
  VorgaengeService,
  VorgangService,
  WebhooksService,
  ZustellungenService,
  ZweiterFaktorService,
];

/** The HTTP API on an opened Betrieb. */
@Module({})
export class ApiModule {
  static with(betrieb: Betrieb): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        KommunenController,
        MeldungenController,
        StatusController,
        AnmeldungController,
        OidcController,
        SicherheitController,
        AufgabenController,
        VorgaengeController,
        EinwilligungenController,
        AuskunftController,
        AufbewahrungController,
        AnliegenController,
        PostfachController,
        TermineController,
        MeineTermineController,
        ModelleController,
        BetriebsaufsichtController,
        UmzuegeController,
        KontenController,
        WebhooksController,
        ZustellungenController,
        GesundheitController,
      ],
      providers: [
        ...FEATURES,
        { provide: Betrieb, useValue: betrieb },
        { provide: APP_GUARD, useClass: Begrenzung },
        { provide: APP_FILTER, useClass: FehlerFilter },
        { provide: APP_INTERCEPTOR, useClass: EinmalInterceptor },
      ],
    };
  }
}
