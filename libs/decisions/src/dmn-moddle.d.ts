declare module 'dmn-moddle' {
  export class DmnModdle {}
}
