# frozen_string_literal: true

require "English"
require "json"
require "nextgen"

module NextGen
  # The API in test mode for a test run: the program `nextgen-sandbox` on a free port of this machine, with
  # an account of its own in memory.
  #
  #   require "nextgen/sandbox"
  #
  #   NextGen::Sandbox.start do |sandbox|
  #     sandbox.client.charges.create(amount: 2000, currency: "usd", source: "tok_visa")
  #   end
  #
  # It ends with the block, by {#stop}, or with the process that started it. The program comes with
  # `cargo install`, pip or npm as `nextgen-sandbox`; the variable NEXTGEN_SANDBOX names another.
  class Sandbox
    # The variables by which programs find it, and the method that gives each.
    VARIABLES = {
      "NEXTGEN_API_KEY" => :api_key, "NEXTGEN_BASE_URL" => :base_url, "NEXTGEN_CA_BUNDLE" => :ca_bundle,
      "NEXTGEN_WEBHOOK_SECRET" => :webhook_secret
    }.freeze
    private_constant :VARIABLES

    # Starts one, and returns it when it listens; with a block it ends after that, and what the block
    # returns is returned.
    #
    # @param forward_to [String, Array<String>] URLs that get every event, signed.
    # @param arguments [Array<String>] Further arguments of the program: `nextgen-sandbox --help`.
    # @raise [ConfigurationError] There is no such program, or it does not start; what it said of that
    #   stands on standard error.
    def self.start(**options)
      sandbox = new(**options)
      return sandbox unless block_given?

      begin
        yield sandbox
      ensure
        sandbox.stop
      end
    end

    # @private
    def initialize(forward_to: [], arguments: [])
      program = find
      urls = Array(forward_to).flat_map { |url| ["--forward-to", url] }
      @pipe = open_pipe(program, ["--port", "0", "--json", "--until-eof", *urls, *arguments])
      # The line comes once it listens; the pipe ends without one where it could not start.
      line = @pipe.gets
      stop unless line
      raise ConfigurationError, "#{program} ended with status #{$CHILD_STATUS.exitstatus}." unless line

      @settings = JSON.parse(line, symbolize_names: true).freeze
    end

    # The API's base URL.
    def base_url = @settings[:base_url]

    # The secret key of its account, `sk_test_…`.
    def api_key = @settings[:api_key]

    # The PEM file of the certificate authority to trust.
    def ca_bundle = @settings[:ca_bundle]

    # What signs the events that go to `forward_to`.
    def webhook_secret = @settings[:webhook_secret]

    # Makes a client of it; `options` are those of {Client}.
    def client(**options) = Client.new(api_key, base_url:, ca_bundle:, **options)

    # The variables by which `NextGen::Client.new` and other programs find it.
    def env = VARIABLES.transform_values { |name| public_send(name) }

    # Ends it; its account is gone. More calls do nothing.
    def stop
      # The end of its input ends it, and closing waits for that.
      @pipe.close
    end

    def inspect = "#<NextGen::Sandbox #{base_url}>"

    private

    def open_pipe(program, arguments)
      IO.popen([program, *arguments], "r+")
    rescue SystemCallError => e
      raise ConfigurationError, "#{program} cannot be started: #{e.message}."
    end

    # Finds the program: the one named, or one on PATH.
    def find
      named = ENV.fetch("NEXTGEN_SANDBOX", "")
      return named unless named.empty?

      places = ENV.fetch("PATH", "").split(File::PATH_SEPARATOR)
      found = places.product(["", ".exe"]).map { |place, ending| File.join(place, "nextgen-sandbox#{ending}") }
                    .find { |file| File.file?(file) && File.executable?(file) }
      return found if found

      raise ConfigurationError, "There is no program nextgen-sandbox on PATH. Install it by `cargo install " \
                                "nextgen-sandbox`, `pip install nextgen-sandbox` or `npm install --global " \
                                "nextgen-sandbox`, or name it by the environment variable NEXTGEN_SANDBOX."
    end
  end
end
