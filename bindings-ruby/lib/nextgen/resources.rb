# Written by `make surface` from the core's table; do not edit.
# frozen_string_literal: true

module NextGen
  # The resources of a client, one method each.
  module Resources
    # Charges: money taken from a card or another payment source.
    # @return [NextGen::Charges]
    def charges = Charges.new(@native)

    # Customers: people or firms who pay more than once, with their payment sources.
    # @return [NextGen::Customers]
    def customers = Customers.new(@native)

    # Refunds: money given back, to the source that was charged.
    # @return [NextGen::Refunds]
    def refunds = Refunds.new(@native)

    # Events: what happened in the account, as webhooks report it.
    # @return [NextGen::Events]
    def events = Events.new(@native)

    # Webhook endpoints: the URLs of yours that events are sent to.
    # @return [NextGen::WebhookEndpoints]
    def webhook_endpoints = WebhookEndpoints.new(@native)
  end

  # Charges: money taken from a card or another payment source.
  class Charges < Resource
    # Creates a charge: takes an amount from a payment source.
    #
    # Give `source`, `customer`, or both. A declined payment is a card error whose `charge` is the
    # id of the failed charge. With a test key no money moves.
    #
    # @param amount [Integer] Required. How much to take, in the currency's smallest unit (2000 is 20.00 usd), from 1 to 99,999,999.
    # @param currency [String, Symbol] Required. The three-letter ISO 4217 code of the currency, in lower case.
    # @param source [String, Symbol] The payment source to charge: a token such as `tok_visa`, or the id of a card of `customer`.
    # @param customer [String, Symbol] The id of the customer to charge, by its default source unless `source` is given.
    # @param description [String, Symbol] A text for your own use, shown beside the charge.
    # @param capture [Boolean] Whether to take the money at once (the default), or only to reserve it for `capture`.
    # @param receipt_email [String, Symbol] The address that the receipt goes to.
    # @param statement_descriptor [String, Symbol] What the payer's statement shows, at most 22 characters.
    # @param metadata [Hash{String, Symbol => String}] Texts of your own by name; at most 50.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `customer`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Charge]
    # @raise [NextGen::NextGenError]
    def create(amount: nil, currency: nil, source: nil, customer: nil, description: nil,
               capture: nil, receipt_email: nil, statement_descriptor: nil, metadata: nil,
               expand: nil, **options)
      call("charges.create", nil, [amount, currency, source, customer, description, capture,
                                   receipt_email, statement_descriptor, metadata, expand], options)
    end

    # Retrieves the charge of that id.
    #
    # @param id [String] The object's id.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `customer`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Charge]
    # @raise [NextGen::NextGenError]
    def retrieve(id, expand: nil, **options)
      call("charges.retrieve", id, [expand], options)
    end

    # Updates a charge; parameters left out stay as they are, an empty text unsets.
    #
    # @param id [String] The object's id.
    # @param description [String, Symbol] A text for your own use, shown beside the charge.
    # @param metadata [Hash{String, Symbol => String}] Texts of your own by name; those given are merged in, an empty text removes its name.
    # @param receipt_email [String, Symbol] The address that the receipt goes to.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `customer`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Charge]
    # @raise [NextGen::NextGenError]
    def update(id, description: nil, metadata: nil, receipt_email: nil, expand: nil, **options)
      call("charges.update", id, [description, metadata, receipt_email, expand], options)
    end

    # Captures a charge that was created with `capture` false: takes the money reserved.
    #
    # @param id [String] The object's id.
    # @param amount [Integer] How much to take, in the currency's smallest unit; what remains is released. All by default.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `customer`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Charge]
    # @raise [NextGen::NextGenError]
    def capture(id, amount: nil, expand: nil, **options)
      call("charges.capture", id, [amount, expand], options)
    end

    # Lists charges, newest first.
    #
    # @param limit [Integer] How many objects a page holds, 1 to 100; 10 by default.
    # @param starting_after [String, Symbol] The id after which the page begins; for going forward.
    # @param ending_before [String, Symbol] The id before which the page ends; for going backward.
    # @param created [Integer, Hash{Symbol => Integer}] Only objects created at that time, or within that range, in unix seconds.
    # @param customer [String, Symbol] Only charges of the customer of that id.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `data.customer`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::ListObject<NextGen::Charge>]
    # @raise [NextGen::NextGenError]
    def list(limit: nil, starting_after: nil, ending_before: nil, created: nil, customer: nil,
             expand: nil, **options)
      call("charges.list", nil, [limit, starting_after, ending_before, created, customer, expand], options)
    end
  end

  # Customers: people or firms who pay more than once, with their payment sources.
  class Customers < Resource
    # Creates a customer, with a payment source where one is given.
    #
    # @param email [String, Symbol] The customer's address for mail.
    # @param description [String, Symbol] A text for your own use, shown beside the customer.
    # @param source [String, Symbol] A token such as `tok_visa`; its card is attached and becomes the default source.
    # @param name [String, Symbol] The customer's full name.
    # @param phone [String, Symbol] The customer's telephone number.
    # @param metadata [Hash{String, Symbol => String}] Texts of your own by name; at most 50.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `default_source`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Customer]
    # @raise [NextGen::NextGenError]
    def create(email: nil, description: nil, source: nil, name: nil, phone: nil, metadata: nil,
               expand: nil, **options)
      call("customers.create", nil, [email, description, source, name, phone, metadata, expand], options)
    end

    # Retrieves the customer of that id; for a deleted one, a notice with `deleted` true.
    #
    # @param id [String] The object's id.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `default_source`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Customer]
    # @raise [NextGen::NextGenError]
    def retrieve(id, expand: nil, **options)
      call("customers.retrieve", id, [expand], options)
    end

    # Updates a customer; parameters left out stay as they are, an empty text unsets.
    #
    # @param id [String] The object's id.
    # @param email [String, Symbol] The customer's address for mail.
    # @param description [String, Symbol] A text for your own use, shown beside the customer.
    # @param source [String, Symbol] A token such as `tok_visa`; its card is attached and becomes the default source.
    # @param name [String, Symbol] The customer's full name.
    # @param phone [String, Symbol] The customer's telephone number.
    # @param metadata [Hash{String, Symbol => String}] Texts of your own by name; those given are merged in, an empty text removes its name.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `default_source`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Customer]
    # @raise [NextGen::NextGenError]
    def update(id, email: nil, description: nil, source: nil, name: nil, phone: nil, metadata: nil,
               expand: nil, **options)
      call("customers.update", id, [email, description, source, name, phone, metadata, expand], options)
    end

    # Deletes a customer for good, with its payment sources; its charges stay.
    #
    # @param id [String] The object's id.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Deleted]
    # @raise [NextGen::NextGenError]
    def delete(id, **options)
      call("customers.delete", id, [], options)
    end

    # Lists customers, newest first.
    #
    # @param limit [Integer] How many objects a page holds, 1 to 100; 10 by default.
    # @param starting_after [String, Symbol] The id after which the page begins; for going forward.
    # @param ending_before [String, Symbol] The id before which the page ends; for going backward.
    # @param created [Integer, Hash{Symbol => Integer}] Only objects created at that time, or within that range, in unix seconds.
    # @param email [String, Symbol] Only customers with exactly that address.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `data.default_source`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::ListObject<NextGen::Customer>]
    # @raise [NextGen::NextGenError]
    def list(limit: nil, starting_after: nil, ending_before: nil, created: nil, email: nil,
             expand: nil, **options)
      call("customers.list", nil, [limit, starting_after, ending_before, created, email, expand], options)
    end
  end

  # Refunds: money given back, to the source that was charged.
  class Refunds < Resource
    # Creates a refund: gives back all or a part of a charge.
    #
    # @param charge [String, Symbol] Required. The id of the charge to refund.
    # @param amount [Integer] How much to give back, in the currency's smallest unit; all that remains by default.
    # @param reason [String, Symbol] Why: `duplicate`, `fraudulent` or `requested_by_customer`.
    # @param metadata [Hash{String, Symbol => String}] Texts of your own by name; at most 50.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `charge`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Refund]
    # @raise [NextGen::NextGenError]
    def create(charge: nil, amount: nil, reason: nil, metadata: nil, expand: nil, **options)
      call("refunds.create", nil, [charge, amount, reason, metadata, expand], options)
    end

    # Retrieves the refund of that id.
    #
    # @param id [String] The object's id.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `charge`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Refund]
    # @raise [NextGen::NextGenError]
    def retrieve(id, expand: nil, **options)
      call("refunds.retrieve", id, [expand], options)
    end

    # Updates a refund's metadata.
    #
    # @param id [String] The object's id.
    # @param metadata [Hash{String, Symbol => String}] Texts of your own by name; those given are merged in, an empty text removes its name.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `charge`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Refund]
    # @raise [NextGen::NextGenError]
    def update(id, metadata: nil, expand: nil, **options)
      call("refunds.update", id, [metadata, expand], options)
    end

    # Lists refunds, newest first.
    #
    # @param limit [Integer] How many objects a page holds, 1 to 100; 10 by default.
    # @param starting_after [String, Symbol] The id after which the page begins; for going forward.
    # @param ending_before [String, Symbol] The id before which the page ends; for going backward.
    # @param created [Integer, Hash{Symbol => Integer}] Only objects created at that time, or within that range, in unix seconds.
    # @param charge [String, Symbol] Only refunds of the charge of that id.
    # @param expand [Array<String, Symbol>] The fields to answer with whole objects in place of ids, such as `data.charge`.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::ListObject<NextGen::Refund>]
    # @raise [NextGen::NextGenError]
    def list(limit: nil, starting_after: nil, ending_before: nil, created: nil, charge: nil,
             expand: nil, **options)
      call("refunds.list", nil, [limit, starting_after, ending_before, created, charge, expand], options)
    end
  end

  # Events: what happened in the account, as webhooks report it.
  class Events < Resource
    # Retrieves the event of that id.
    #
    # @param id [String] The object's id.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Event]
    # @raise [NextGen::NextGenError]
    def retrieve(id, **options)
      call("events.retrieve", id, [], options)
    end

    # Lists events, newest first.
    #
    # @param limit [Integer] How many objects a page holds, 1 to 100; 10 by default.
    # @param starting_after [String, Symbol] The id after which the page begins; for going forward.
    # @param ending_before [String, Symbol] The id before which the page ends; for going backward.
    # @param created [Integer, Hash{Symbol => Integer}] Only objects created at that time, or within that range, in unix seconds.
    # @param type [String, Symbol] Only events of that type; `charge.*` takes all that begin so.
    # @param types [Array<String, Symbol>] Only events of any of these types.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::ListObject<NextGen::Event>]
    # @raise [NextGen::NextGenError]
    def list(limit: nil, starting_after: nil, ending_before: nil, created: nil, type: nil,
             types: nil, **options)
      call("events.list", nil, [limit, starting_after, ending_before, created, type, types], options)
    end
  end

  # Webhook endpoints: the URLs of yours that events are sent to.
  class WebhookEndpoints < Resource
    # Creates a webhook endpoint; only this answer holds its `secret`.
    #
    # @param url [String, Symbol] Required. The URL that events are sent to.
    # @param enabled_events [Array<String, Symbol>] Required. The types of event to send; `*` takes all, `charge.*` all that begin so.
    # @param metadata [Hash{String, Symbol => String}] Texts of your own by name; at most 50.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::WebhookEndpoint]
    # @raise [NextGen::NextGenError]
    def create(url: nil, enabled_events: nil, metadata: nil, **options)
      call("webhook_endpoints.create", nil, [url, enabled_events, metadata], options)
    end

    # Retrieves the webhook endpoint of that id, without its secret.
    #
    # @param id [String] The object's id.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::WebhookEndpoint]
    # @raise [NextGen::NextGenError]
    def retrieve(id, **options)
      call("webhook_endpoints.retrieve", id, [], options)
    end

    # Updates a webhook endpoint; parameters left out stay as they are.
    #
    # @param id [String] The object's id.
    # @param url [String, Symbol] The URL that events are sent to.
    # @param enabled_events [Array<String, Symbol>] The types of event to send; `*` takes all, `charge.*` all that begin so.
    # @param metadata [Hash{String, Symbol => String}] Texts of your own by name; those given are merged in, an empty text removes its name.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::WebhookEndpoint]
    # @raise [NextGen::NextGenError]
    def update(id, url: nil, enabled_events: nil, metadata: nil, **options)
      call("webhook_endpoints.update", id, [url, enabled_events, metadata], options)
    end

    # Deletes a webhook endpoint for good; nothing more is sent to it.
    #
    # @param id [String] The object's id.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::Deleted]
    # @raise [NextGen::NextGenError]
    def delete(id, **options)
      call("webhook_endpoints.delete", id, [], options)
    end

    # Lists webhook endpoints, newest first.
    #
    # @param limit [Integer] How many objects a page holds, 1 to 100; 10 by default.
    # @param starting_after [String, Symbol] The id after which the page begins; for going forward.
    # @param ending_before [String, Symbol] The id before which the page ends; for going backward.
    # @param created [Integer, Hash{Symbol => Integer}] Only objects created at that time, or within that range, in unix seconds.
    # @param options [Hash] Options of the call; see {NextGen::Resource}.
    # @return [NextGen::ListObject<NextGen::WebhookEndpoint>]
    # @raise [NextGen::NextGenError]
    def list(limit: nil, starting_after: nil, ending_before: nil, created: nil, **options)
      call("webhook_endpoints.list", nil, [limit, starting_after, ending_before, created], options)
    end
  end
end
