export const refusals: { what: string; why: string; code: string; example: string }[];
