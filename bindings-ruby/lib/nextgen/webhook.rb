# frozen_string_literal: true

module NextGen
  # Webhooks: proves that an event comes from NextGen, and signs payloads for tests.
  module Webhook
    # How far from now a signature's time may be, in seconds.
    DEFAULT_TOLERANCE = Native::DEFAULT_TOLERANCE

    class << self
      # Verifies a webhook and returns its event.
      #
      # @param payload [String] The body exactly as received: `request.raw_post` in Rails,
      #   `request.body.read` in Rack and Sinatra.
      # @param header [String, nil] The value of `NextGen-Signature`.
      # @param secret [String, Array<String>] The endpoint's secret, or one to five while one replaces another.
      # @param tolerance [Integer, nil] How far from now the signature's time may be, 1 to 86,400
      #   seconds; nil leaves the time unchecked.
      # @param now [Integer, nil] The time to hold it against, in unix seconds; the system's if nil.
      # @return [Event]
      # @raise [SignatureVerificationError] When the signature proves nothing; {InvalidPayloadError}
      #   when it does but the body is no event.
      def construct_event(payload, header, secret, tolerance: DEFAULT_TOLERANCE, now: nil)
        Native.construct_event(payload, header, secret, tolerance, now)
      end

      # Verifies a webhook's signature only; parameters as in {construct_event}.
      #
      # @return [true]
      # @raise [SignatureVerificationError]
      def verify_header(payload, header, secret, tolerance: DEFAULT_TOLERANCE, now: nil)
        Native.verify_header(payload, header, secret, tolerance, now)
      end

      # Signs a payload, for tests.
      #
      # @param payload [String]
      # @param secret [String]
      # @param timestamp [Integer, nil] In unix seconds; now if nil.
      # @return [String] The value of `NextGen-Signature`.
      def generate_test_header(payload, secret, timestamp: nil)
        Native.sign(payload, secret, timestamp)
      end
    end
  end
end
