/** What an error tells. */
export interface ErrorDetails {
  /** What went wrong, in plain sentences for people. */
  message?: string | undefined;
  /** The API's type of the error: `card_error`, `invalid_request_error`, … */
  type?: string | undefined;
  /** The code that programs match on: `card_declined`, `parameter_missing`, `mismatch`, … */
  code?: string | undefined;
  /** The name of the parameter or option at fault. */
  param?: string | undefined;
  /** Why the card's issuer declined: `insufficient_funds`, … */
  declineCode?: string | undefined;
  /** The id of the charge that failed. */
  charge?: string | undefined;
  /** Where the documentation explains the code. */
  docUrl?: string | undefined;
  /** Where the Dashboard shows the request. */
  requestLogUrl?: string | undefined;
  /** The HTTP status of the answer, where there was one. */
  httpStatus?: number | undefined;
  /** The id of the request, to quote to support. */
  requestId?: string | undefined;
  /** Header names of the answer in lower case, with their values. Not enumerable. */
  headers?: { [name: string]: string } | undefined;
  /** The body of the answer as text. Not enumerable. */
  body?: string | undefined;
  /** Whether the same call may work if it is made again later. */
  shouldRetry?: boolean | undefined;
  /** The key that the request carried on every attempt; with it the call can be made again safely. */
  idempotencyKey?: string | undefined;
  /** How many attempts were made; 0 when nothing was sent. */
  attempts?: number | undefined;
  /** Whether the request may have been carried out although no answer says so. */
  outcomeUnknown?: boolean | undefined;
}

export interface NextGenError extends Readonly<Omit<ErrorDetails, "message">> {}

/** The root of all errors of the SDK; itself thrown only for a fault in the SDK. */
export declare class NextGenError extends Error {
  constructor(details?: ErrorDetails);
  /** Gives the error as plain data, for logs: its class and message too, without headers and body. */
  toJSON(): { name: string; message: string } & Omit<ErrorDetails, "headers" | "body">;
}
