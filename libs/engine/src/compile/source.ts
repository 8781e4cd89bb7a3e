export interface Source {
  text: string;
}
