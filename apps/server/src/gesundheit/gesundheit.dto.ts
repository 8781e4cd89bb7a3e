import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class Warteschlange {
  @ApiProperty({ enum: ['redis', 'postgresql'] }) art: 'redis' | 'postgresql';
  @ApiPropertyOptional({ description: 'Nur bei Redis; ohne Redis wartet die Arbeit in PostgreSQL' })
  erreichbar?: boolean;
}

const ZUSTAENDE = ['ok', 'wird_beendet', 'datenbank_fehlt', 'schema_veraltet'] as const;

export class Gesundheit {
  @ApiProperty({ enum: ZUSTAENDE }) status: (typeof ZUSTAENDE)[number];
  @ApiPropertyOptional({ type: Warteschlange }) warteschlange?: Warteschlange;
  @ApiPropertyOptional({ type: [String], description: 'Migrationen, die der Datenbank fehlen' })
  fehlend?: string[];
}
