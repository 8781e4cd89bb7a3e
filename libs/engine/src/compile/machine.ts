export interface Machine {
  id: string;
}
