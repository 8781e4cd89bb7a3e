import { ApiProperty } from '@nestjs/swagger';

export class Gesundheit {
  @ApiProperty({ enum: ['ok'] }) status: 'ok';
}
