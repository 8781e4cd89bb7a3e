import { Injectable } from '@nestjs/common';
export const SITZUNG_COOKIE = 'zst_sitzung';
@Injectable()
export class Sitzungen {}
