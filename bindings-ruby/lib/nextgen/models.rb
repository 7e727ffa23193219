# Written by `make surface` from the core's table; do not edit.
# frozen_string_literal: true

module NextGen
  # A charge: money taken, or to be taken, from a payment source.
  class Charge < APIObject
    # The unique id, `ch_…`.
    # @return [String]
    def id = self[:id]

    # Always `charge`.
    # @return [String]
    def object = self[:object]

    # How much was to be taken, in the currency's smallest unit.
    # @return [Integer]
    def amount = self[:amount]

    # How much was taken, in the currency's smallest unit; less after a partial capture.
    # @return [Integer]
    def amount_captured = self[:amount_captured]

    # How much was given back, in the currency's smallest unit.
    # @return [Integer]
    def amount_refunded = self[:amount_refunded]

    # Whether the money was taken, or only reserved.
    # @return [Boolean]
    def captured = self[:captured]

    # When the charge was created, in unix seconds.
    # @return [Integer]
    def created = self[:created]

    # The three-letter ISO 4217 code of the currency, in lower case.
    # @return [String]
    def currency = self[:currency]

    # The customer charged, if there is one.
    # @return [String, NextGen::Customer, nil]
    def customer = self[:customer]

    # A text for your own use.
    # @return [String, nil]
    def description = self[:description]

    # Whether the payer disputes the charge.
    # @return [Boolean]
    def disputed = self[:disputed]

    # The id of the dispute, if there is one.
    # @return [String, nil]
    def dispute = self[:dispute]

    # The code of the error that the charge failed with.
    # @return [String, nil]
    def failure_code = self[:failure_code]

    # Why the charge failed, in words.
    # @return [String, nil]
    def failure_message = self[:failure_message]

    # Whether real money moved: true with a live key, false in test mode.
    # @return [Boolean]
    def livemode = self[:livemode]

    # Texts of your own by name.
    # @return [NextGen::APIObject]
    def metadata = self[:metadata]

    # What the card network and the risk rules made of the charge.
    # @return [NextGen::Outcome, nil]
    def outcome = self[:outcome]

    # Whether the charge succeeded, or was reserved for capture.
    # @return [Boolean]
    def paid = self[:paid]

    # The address that the receipt goes to.
    # @return [String, nil]
    def receipt_email = self[:receipt_email]

    # Whether the whole charge was given back.
    # @return [Boolean]
    def refunded = self[:refunded]

    # The refunds of the charge, newest first.
    # @return [NextGen::ListObject<NextGen::Refund>, nil]
    def refunds = self[:refunds]

    # The card that was charged.
    # @return [NextGen::Card, nil]
    def source = self[:source]

    # What the payer's statement shows.
    # @return [String, nil]
    def statement_descriptor = self[:statement_descriptor]

    # How the charge stands.
    # @return [String]
    def status = self[:status]
  end

  # A card: a payment source of a charge or a customer.
  class Card < APIObject
    # The unique id, `card_…`.
    # @return [String]
    def id = self[:id]

    # Always `card`.
    # @return [String]
    def object = self[:object]

    # The brand, such as `Visa`.
    # @return [String]
    def brand = self[:brand]

    # The two-letter code of the country that issued the card.
    # @return [String]
    def country = self[:country]

    # The customer that the card belongs to, if it is kept.
    # @return [String, NextGen::Customer, nil]
    def customer = self[:customer]

    # What the check of the security code brought: `pass`, `fail`, `unavailable`, `unchecked`.
    # @return [String, nil]
    def cvc_check = self[:cvc_check]

    # The month in which the card expires, 1 to 12.
    # @return [Integer]
    def exp_month = self[:exp_month]

    # The year in which the card expires, four digits.
    # @return [Integer]
    def exp_year = self[:exp_year]

    # The same text for every card of the same number.
    # @return [String]
    def fingerprint = self[:fingerprint]

    # Where the card's money comes from.
    # @return [String]
    def funding = self[:funding]

    # The last four digits of the number.
    # @return [String]
    def last4 = self[:last4]

    # Texts of your own by name.
    # @return [NextGen::APIObject]
    def metadata = self[:metadata]

    # The holder's name.
    # @return [String, nil]
    def name = self[:name]
  end

  # What the card network and the risk rules made of a charge.
  class Outcome < APIObject
    # What the card network said, such as `approved_by_network`.
    # @return [String]
    def network_status = self[:network_status]

    # Why, where there is more to say.
    # @return [String, nil]
    def reason = self[:reason]

    # How risky the charge is: `normal`, `elevated`, `highest`.
    # @return [String]
    def risk_level = self[:risk_level]

    # How risky the charge is, 0 to 100.
    # @return [Integer]
    def risk_score = self[:risk_score]

    # What happened, in words for you, not for the payer.
    # @return [String]
    def seller_message = self[:seller_message]

    # What came of it: `authorized`, `issuer_declined`, `blocked`, `invalid`.
    # @return [String]
    def type = self[:type]
  end

  # A customer: a person or firm who pays more than once.
  class Customer < APIObject
    # The unique id, `cus_…`.
    # @return [String]
    def id = self[:id]

    # Always `customer`.
    # @return [String]
    def object = self[:object]

    # What the customer owes (above zero) or has in credit (below), in the currency's smallest unit.
    # @return [Integer]
    def balance = self[:balance]

    # When the customer was created, in unix seconds.
    # @return [Integer]
    def created = self[:created]

    # The currency the customer is billed in, once there is one.
    # @return [String, nil]
    def currency = self[:currency]

    # The payment source charged unless another is named.
    # @return [String, NextGen::Card, nil]
    def default_source = self[:default_source]

    # Whether the last payment of a bill failed.
    # @return [Boolean]
    def delinquent = self[:delinquent]

    # A text for your own use.
    # @return [String, nil]
    def description = self[:description]

    # The address for mail.
    # @return [String, nil]
    def email = self[:email]

    # Whether the customer exists with a live key, or in test mode.
    # @return [Boolean]
    def livemode = self[:livemode]

    # Texts of your own by name.
    # @return [NextGen::APIObject]
    def metadata = self[:metadata]

    # The full name.
    # @return [String, nil]
    def name = self[:name]

    # The telephone number.
    # @return [String, nil]
    def phone = self[:phone]

    # The payment sources.
    # @return [NextGen::ListObject<NextGen::Card>, nil]
    def sources = self[:sources]

    # True once the customer was deleted; the other fields are then missing.
    # @return [Boolean, nil]
    def deleted = self[:deleted]
  end

  # The notice that an object was deleted.
  class Deleted < APIObject
    # The id that the object had.
    # @return [String]
    def id = self[:id]

    # The kind of object that it was.
    # @return [String]
    def object = self[:object]

    # Always true.
    # @return [Boolean]
    def deleted = self[:deleted]
  end

  # A refund: money given back, to the source that was charged.
  class Refund < APIObject
    # The unique id, `re_…`.
    # @return [String]
    def id = self[:id]

    # Always `refund`.
    # @return [String]
    def object = self[:object]

    # How much is given back, in the currency's smallest unit.
    # @return [Integer]
    def amount = self[:amount]

    # The charge that is refunded.
    # @return [String, NextGen::Charge]
    def charge = self[:charge]

    # When the refund was created, in unix seconds.
    # @return [Integer]
    def created = self[:created]

    # The three-letter ISO 4217 code of the currency, in lower case.
    # @return [String]
    def currency = self[:currency]

    # Texts of your own by name.
    # @return [NextGen::APIObject]
    def metadata = self[:metadata]

    # Why the money is given back.
    # @return [String, nil]
    def reason = self[:reason]

    # The number on the receipt that was sent for the refund.
    # @return [String, nil]
    def receipt_number = self[:receipt_number]

    # How the refund stands.
    # @return [String]
    def status = self[:status]
  end

  # An event: something that happened in the account.
  class Event < APIObject
    # The unique id, `evt_…`.
    # @return [String]
    def id = self[:id]

    # Always `event`.
    # @return [String]
    def object = self[:object]

    # The version of the API that wrote `data`.
    # @return [String, nil]
    def api_version = self[:api_version]

    # When it happened, in unix seconds.
    # @return [Integer]
    def created = self[:created]

    # What it happened to.
    # @return [NextGen::EventData]
    def data = self[:data]

    # Whether it happened with a live key, or in test mode.
    # @return [Boolean]
    def livemode = self[:livemode]

    # How many webhook endpoints have not yet taken the event.
    # @return [Integer]
    def pending_webhooks = self[:pending_webhooks]

    # The request that caused it, if a request did.
    # @return [NextGen::EventRequest, nil]
    def request = self[:request]

    # What happened.
    # @return [String]
    def type = self[:type]
  end

  # What an event happened to.
  class EventData < APIObject
    # The object as it was just after the event.
    # @return [NextGen::APIObject]
    def object = self[:object]

    # The values that the event changed, as they were before it.
    # @return [NextGen::APIObject, nil]
    def previous_attributes = self[:previous_attributes]
  end

  # The request that caused an event.
  class EventRequest < APIObject
    # The id of the request, `req_…`.
    # @return [String, nil]
    def id = self[:id]

    # The idempotency key that the request carried.
    # @return [String, nil]
    def idempotency_key = self[:idempotency_key]
  end

  # A webhook endpoint: a URL of yours that events are sent to.
  class WebhookEndpoint < APIObject
    # The unique id, `we_…`.
    # @return [String]
    def id = self[:id]

    # Always `webhook_endpoint`.
    # @return [String]
    def object = self[:object]

    # When the endpoint was created, in unix seconds.
    # @return [Integer]
    def created = self[:created]

    # The types of event that are sent.
    # @return [Array<String>]
    def enabled_events = self[:enabled_events]

    # Whether it takes events with a live key, or in test mode.
    # @return [Boolean]
    def livemode = self[:livemode]

    # Texts of your own by name.
    # @return [NextGen::APIObject]
    def metadata = self[:metadata]

    # The secret that signs what is sent, `whsec_…`; only in the answer to `create`.
    # @return [String, nil]
    def secret = self[:secret]

    # Whether events are sent: `enabled` or `disabled`.
    # @return [String]
    def status = self[:status]

    # The URL that events are sent to.
    # @return [String]
    def url = self[:url]
  end
end
