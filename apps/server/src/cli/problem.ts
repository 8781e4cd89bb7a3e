/** What the user can mend: a wrong option, a missing file. Ends the program with exit code 2 and no stack trace. */
export class UserProblem extends Error {
  constructor(
    readonly code: string,
    readonly de: string,
    readonly en: string,
  ) {
    super(en);
  }
}
