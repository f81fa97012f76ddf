/** Errors that the contract has a code for. Their messages are for the person in front of the app. */

export class NotFoundError extends Error {
  override name = 'NotFoundError'
}

export class ConflictError extends Error {
  override name = 'ConflictError'
}

export class NoEngineNowError extends Error {
  override name = 'NoEngineNowError'

  constructor() {
    super('No container engine answers. Home shows what to do.')
  }
}
