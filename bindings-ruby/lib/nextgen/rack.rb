# frozen_string_literal: true

require "stringio"
require_relative "../nextgen"

module NextGen
  # For Rack and what stands on it, Sinatra and Rails among them.
  module Rack
    # A middleware that verifies webhooks.
    #
    #   use NextGen::Rack::Webhook, path: "/webhooks", secret: ENV.fetch("NEXTGEN_WEBHOOK_SECRET") do |event|
    #     Orders.refund(event.data.object.id) if event.type == "charge.refunded"
    #   end
    #
    # With a block, a verified event is handed to it and answered with 200; what the block raises goes
    # on its way, so that the event is delivered again. Without a block, the request goes on to the
    # application with the event in `env["nextgen.event"]`. What is not proven is answered with 400.
    class Webhook
      # The key of the event in Rack's environment.
      EVENT = "nextgen.event"

      # The longest body that is read: 1 MiB.
      LIMIT = 1 << 20

      # @param app [#call] The application.
      # @param path [String] The path that webhooks are delivered to.
      # @param secret [String, Array<String>, #call] The endpoint's secret or secrets, or what returns them.
      # @param tolerance [Integer, nil] See {NextGen::Webhook.construct_event}.
      def initialize(app, path:, secret:, tolerance: NextGen::Webhook::DEFAULT_TOLERANCE, &handler)
        @app = app
        @path = path
        # Within a lambda it is no part of what dumps and error pages show.
        @secret = secret.respond_to?(:call) ? secret : -> { secret }
        @tolerance = tolerance
        @handler = handler
      end

      # Serves a request.
      # @return [Array(Integer, Hash, Array)]
      def call(env)
        return @app.call(env) unless env["PATH_INFO"] == @path
        return answer(405, "Webhooks are delivered by POST.", "allow" => "POST") unless env["REQUEST_METHOD"] == "POST"

        payload = body(env["rack.input"])
        return answer(413, "The body is longer than #{LIMIT} bytes.") if payload.bytesize > LIMIT

        verified(env, payload)
      end

      # Shows neither the application nor the secret.
      # @return [String]
      def inspect = "#<#{self.class} #{@path}>"

      private

      # Reads the body whole, also where something before has read it and could not know better.
      def body(input)
        input.rewind if input.respond_to?(:rewind)
        input&.read(LIMIT + 1) || +""
      end

      def verified(env, payload)
        header = env["HTTP_NEXTGEN_SIGNATURE"]
        event = NextGen::Webhook.construct_event(payload, header, @secret.call, tolerance: @tolerance)
      rescue SignatureVerificationError => e
        answer(400, e.code)
      else
        @handler ? handled(event) : pass_on(env, payload, event)
      end

      def handled(event)
        @handler.call(event)
        answer(200, "")
      end

      def pass_on(env, payload, event)
        # The body was read, and not every server can rewind it.
        @app.call(env.merge("rack.input" => StringIO.new(payload), EVENT => event))
      end

      def answer(status, text, headers = {})
        [status, { "content-type" => "text/plain", **headers }, [text]]
      end
    end
  end
end
