export interface Behaviour {
  kind: string;
}
export interface Trigger {
  kind: string;
}
