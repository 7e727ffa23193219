# frozen_string_literal: true

module NextGen
  # A group of operations on one kind of object. Every method takes, beside its parameters, the
  # options of a call as keywords:
  #
  # - `idempotency_key`: of a POST; the same key with the same parameters is carried out once
  # - `api_key`: another key for this call
  # - `timeout`, `connect_timeout`, `deadline`: seconds, as in {Client#initialize}
  # - `max_retries`: how often the call is tried again, 0 to 20
  # - `extra_params`: parameters that this version does not know, as a Hash
  # - `extra_headers`: headers to add, as a Hash of texts
  class Resource
    # @private
    def initialize(native)
      @native = native
      freeze
    end

    private

    # Makes an operation, with a value or nil for each of its parameters in the order of the core's table.
    def call(operation, id, params, options) = @native.call(operation, id, params, options)
  end
end
