# frozen_string_literal: true

require "active_support/concern"
require_relative "../nextgen"

module NextGen
  # For Rails.
  module Rails
    # Verifies webhooks before an action of a controller.
    #
    #   class WebhooksController < ApplicationController
    #     include NextGen::Rails::Webhook
    #     nextgen_webhook secret: -> { Rails.application.credentials.nextgen_webhook_secret }
    #
    #     def create
    #       Order.refund!(nextgen_event.data.object.id) if nextgen_event.type == "charge.refunded"
    #       head :ok
    #     end
    #   end
    #
    # What is not proven is answered with 400 and the action is not run.
    module Webhook
      extend ActiveSupport::Concern

      included do
        # The event that was verified. Private, as a controller's public methods are its actions.
        # @return [NextGen::Event, nil]
        attr_reader :nextgen_event
        private :nextgen_event
      end

      class_methods do
        # Has every action verify its webhook, or those that `only` and `except` name. These actions
        # are exempt from the check for forgery, which the signature takes the place of.
        #
        # @param secret [String, Array<String>, #call] The endpoint's secret or secrets, or what returns them.
        # @param tolerance [Integer, nil] See {NextGen::Webhook.construct_event}.
        # @param filters [Hash] Options of `before_action`.
        def nextgen_webhook(secret:, tolerance: NextGen::Webhook::DEFAULT_TOLERANCE, **filters)
          # A controller without that check has nothing to skip.
          skip_forgery_protection(raise: false, **filters) if respond_to?(:skip_forgery_protection)
          before_action(**filters) { verify_nextgen_webhook(secret, tolerance) }
        end
      end

      private

      def verify_nextgen_webhook(secret, tolerance)
        # A Proc may ask the controller; anything else that can be called stands for itself.
        secret = secret.is_a?(Proc) ? instance_exec(&secret) : secret.call if secret.respond_to?(:call)
        header = request.get_header("HTTP_NEXTGEN_SIGNATURE")
        @nextgen_event = NextGen::Webhook.construct_event(request.raw_post, header, secret, tolerance:)
      rescue SignatureVerificationError => e
        render plain: e.code, status: :bad_request
      end
    end
  end
end
