# frozen_string_literal: true

module NextGen
  # A client of the API. Threads may share one, and so may the children of a fork; its connections
  # are kept alive and shared by its resources and by the clients that {#with_options} returns.
  class Client
    include Resources

    # Makes a client. Nothing is sent. What is not given is read from `NEXTGEN_API_KEY`,
    # `NEXTGEN_BASE_URL`, `NEXTGEN_CA_BUNDLE` and `NEXTGEN_PROXY`. Times are in seconds.
    #
    # @param api_key [String] The secret key, `sk_test_…` or `sk_live_…`.
    # @param base_url [String] The API's base URL, with its `/v1`; only `https` is taken.
    # @param ca_bundle [String, Pathname] A PEM file of authorities to trust in place of the built-in ones.
    # @param proxy [String] The proxy's URL, or `env` for `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`.
    # @param timeout [Numeric] How long one attempt may take, from connecting to the last byte; 80.
    # @param connect_timeout [Numeric] How long connecting may take; 10.
    # @param deadline [Numeric] How long a whole call may take, its retries included; no limit.
    # @param max_retries [Integer] How often a call is tried again, 0 to 20; 2.
    # @param api_version [String] Pins the version of the API.
    # @param app_info [Hash] The application that uses the SDK: `name`, `version`, `url`.
    # @param observer [#call] Is called with a Hash for everything that happens in a call: `event` is
    #   `:begun`, `:attempt_ended`, `:retry_planned` or `:ended`; beside it `call`, `method`, `path` and,
    #   as it fits, `attempt`, `attempts`, `status`, `request_id`, `failure`, `error`, `delay`, `took`.
    #   Never a key, a secret or a body. What it raises ends the call.
    # @raise [ConfigurationError]
    def initialize(api_key = nil, base_url: nil, ca_bundle: nil, proxy: nil, timeout: nil,
                   connect_timeout: nil, deadline: nil, max_retries: nil, api_version: nil,
                   app_info: nil, observer: nil, **unknown)
      ca_bundle = ca_bundle.to_path if ca_bundle.respond_to?(:to_path)
      options = { api_key:, base_url:, ca_bundle:, proxy:, timeout:, connect_timeout:, deadline:,
                  max_retries:, api_version:, app_info:, **unknown }
      @native = Native::Client.new(options, observer)
      freeze
    end

    # Returns a client whose calls have those options too, over the same connections.
    #
    # @param options [Hash] Options of a call; see {Resource}.
    # @return [Client]
    # @raise [ConfigurationError]
    def with_options(**options)
      client = clone(freeze: false)
      client.instance_variable_set(:@native, @native.with(options))
      client.freeze
    end

    # Makes a request that this version has no method for, with the same key, retries and errors.
    #
    # @param method [String, Symbol] `GET`, `POST` or `DELETE`.
    # @param path [String] A path below the API base: `/charges`.
    # @param params [Hash]
    # @param options [Hash] Options of the call; see {Resource}.
    # @return [APIObject]
    # @raise [NextGenError]
    def request(method, path, params = {}, **options)
      @native.request(method, path, params, options)
    end

    # Shows nothing of what the client holds.
    # @return [String]
    def inspect = "#<#{self.class}>"
    alias to_s inspect

    # Refuses to be dumped, by Marshal and by YAML.
    # @private
    def marshal_dump(*)
      raise TypeError, "A client holds a key and connections, so it cannot be dumped; make one where it is needed."
    end

    alias encode_with marshal_dump
  end
end
