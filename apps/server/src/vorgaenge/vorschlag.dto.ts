import { ApiProperty } from '@nestjs/swagger';

/** What the rule proposes; a person decides. */
export class VorschlagDto {
  @ApiProperty({ type: String, nullable: true }) ziel: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Das Ziel in Worten' }) zielText: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Id der Organisation' }) traeger: string | null;
  @ApiProperty({ type: String, nullable: true }) traegerName: string | null;
  @ApiProperty({ type: String, nullable: true }) gruppe: string | null;
  @ApiProperty({ type: String, nullable: true }) begruendung: string | null;
  @ApiProperty({ type: String, nullable: true }) quelle: string | null;
  @ApiProperty({ type: String, nullable: true }) statistikart: string | null;
  @ApiProperty({ type: String, nullable: true }) uebergabeform: string | null;
}
