// Written by `make surface` from the core's table of operations and models; do not edit.
import { Client } from "./client.js";
import * as errors from "./generated/errors.js";
import * as events from "./generated/events.js";
import * as models from "./generated/models.js";
import * as params from "./generated/params.js";
import type { Resources } from "./generated/resources.js";
import * as types from "./types.js";
import * as hooks from "./webhooks.js";

/** A client of the NextGen API. */
export declare class NextGen extends Client {}

export interface NextGen extends Resources {}

/** The classes of errors, and the types of all that is given and returned. */
export declare namespace NextGen {
  // Errors
  export import NextGenError = errors.NextGenError;
  export import APIError = errors.APIError;
  export import AuthenticationError = errors.AuthenticationError;
  export import PermissionError = errors.PermissionError;
  export import InvalidRequestError = errors.InvalidRequestError;
  export import CardError = errors.CardError;
  export import IdempotencyError = errors.IdempotencyError;
  export import RateLimitError = errors.RateLimitError;
  export import APIConnectionError = errors.APIConnectionError;
  export import APITimeoutError = errors.APITimeoutError;
  export import SignatureVerificationError = errors.SignatureVerificationError;
  export import InvalidPayloadError = errors.InvalidPayloadError;
  export import ConfigurationError = errors.ConfigurationError;

  // Objects
  export import Charge = models.Charge;
  export import Card = models.Card;
  export import Outcome = models.Outcome;
  export import Customer = models.Customer;
  export import Deleted = models.Deleted;
  export import Refund = models.Refund;
  export import WebhookEndpoint = models.WebhookEndpoint;
  export import ChargeStatus = models.ChargeStatus;
  export import Funding = models.Funding;
  export import RefundReason = models.RefundReason;
  export import RefundStatus = models.RefundStatus;
  export import ApiObject = models.ApiObject;
  export import List = models.List;
  export import Metadata = models.Metadata;
  export import UnknownObject = models.UnknownObject;

  // Events
  export import Event = events.Event;
  export import EventData = events.EventData;
  export import EventOf = events.EventOf;
  export import EventRequest = events.EventRequest;
  export import EventType = events.EventType;
  export import UnknownEventType = events.UnknownEventType;

  // Parameters
  export import ChargeCreateParams = params.ChargeCreateParams;
  export import ChargeRetrieveParams = params.ChargeRetrieveParams;
  export import ChargeUpdateParams = params.ChargeUpdateParams;
  export import ChargeCaptureParams = params.ChargeCaptureParams;
  export import ChargeListParams = params.ChargeListParams;
  export import CustomerCreateParams = params.CustomerCreateParams;
  export import CustomerRetrieveParams = params.CustomerRetrieveParams;
  export import CustomerUpdateParams = params.CustomerUpdateParams;
  export import CustomerListParams = params.CustomerListParams;
  export import RefundCreateParams = params.RefundCreateParams;
  export import RefundRetrieveParams = params.RefundRetrieveParams;
  export import RefundUpdateParams = params.RefundUpdateParams;
  export import RefundListParams = params.RefundListParams;
  export import EventListParams = params.EventListParams;
  export import WebhookEndpointCreateParams = params.WebhookEndpointCreateParams;
  export import WebhookEndpointUpdateParams = params.WebhookEndpointUpdateParams;
  export import WebhookEndpointListParams = params.WebhookEndpointListParams;
  export import MetadataParam = params.MetadataParam;
  export import RangeParam = params.RangeParam;

  // The SDK's own
  export import Answer = types.Answer;
  export import AppInfo = types.AppInfo;
  export import ClientOptions = types.ClientOptions;
  export import LastResponse = types.LastResponse;
  export import Listing = types.Listing;
  export import Notice = types.Notice;
  export import Page = types.Page;
  export import RequestOptions = types.RequestOptions;
  export import SharedOptions = types.SharedOptions;

  // Webhooks
  export import TestHeaderOptions = hooks.TestHeaderOptions;
  export import VerifyOptions = hooks.VerifyOptions;
  export import Webhooks = hooks.Webhooks;
}

export default NextGen;
