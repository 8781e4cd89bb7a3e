declare module 'dmn-moddle' {
  export class DmnModdle {
    constructor(packages?: object);
    getPackages(): { prefix: string }[];
    fromXML(xml: string, type: string): Promise<unknown>;
  }
}
