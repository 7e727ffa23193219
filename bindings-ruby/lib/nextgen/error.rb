# frozen_string_literal: true

module NextGen
  # The root of all errors of the SDK; itself raised only for a fault in the SDK.
  #
  # Match on the class and on {#code}, never on the message. No part of an error holds an API key or
  # a webhook secret.
  class NextGenError < StandardError
    # The API's type of the error: `card_error`, `invalid_request_error`, …
    # @return [String, nil]
    attr_reader :type

    # The code that programs match on: `card_declined`, `parameter_missing`, `mismatch`, …
    # @return [String, nil]
    attr_reader :code

    # The name of the parameter or option at fault.
    # @return [String, nil]
    attr_reader :param

    # Why the card's issuer declined: `insufficient_funds`, …
    # @return [String, nil]
    attr_reader :decline_code

    # The id of the charge that failed.
    # @return [String, nil]
    attr_reader :charge

    # Where the documentation explains the code.
    # @return [String, nil]
    attr_reader :doc_url

    # Where the Dashboard shows the request.
    # @return [String, nil]
    attr_reader :request_log_url

    # The HTTP status of the answer, where there was one.
    # @return [Integer, nil]
    attr_reader :http_status

    # The id of the request, to quote to support.
    # @return [String, nil]
    attr_reader :request_id

    # The headers of the answer: names in lower case with their values.
    # @return [Hash{String => String}]
    attr_reader :headers

    # The body of the answer as text; at most its first KiB where it is no API answer.
    # @return [String, nil]
    attr_reader :body

    # The idempotency key that the request carried on every attempt. Make the call again with this
    # key to learn what became of it, without any risk of doing it twice.
    # @return [String, nil]
    attr_reader :idempotency_key

    # How many attempts were made; 0 when nothing was sent.
    # @return [Integer]
    attr_reader :attempts

    # Whether the same call may work if it is made again later.
    # @return [Boolean]
    attr_reader :should_retry

    # Whether the request may have been carried out although no answer says so.
    # @return [Boolean]
    attr_reader :outcome_unknown

    alias should_retry? should_retry
    alias outcome_unknown? outcome_unknown

    # Makes an error, as tests of your own need it: `NextGen::CardError.new("No.", code: "card_declined")`.
    #
    # @param message [String, nil] What went wrong, for people.
    # @param fields [Hash] Any of the attributes by name.
    def initialize(message = nil, headers: {}, attempts: 0, should_retry: false, outcome_unknown: false,
                   **fields)
      super(message)
      { headers:, attempts:, should_retry:, outcome_unknown:, **fields }.each do |name, value|
        raise ArgumentError, "#{self.class} has no attribute #{name}" unless respond_to?(name)

        instance_variable_set(:"@#{name}", value)
      end
    end

    # Makes the error that the core reports.
    # @private
    def self.build(message, fields) = new(message, **fields)
  end
end
