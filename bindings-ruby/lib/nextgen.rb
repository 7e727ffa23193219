# frozen_string_literal: true

# The NextGen payments API.
#
#   client = NextGen::Client.new("sk_test_...")
#   charge = client.charges.create(amount: 2000, currency: "usd", source: "tok_visa")
module NextGen
  autoload :Rack, "nextgen/rack"
  autoload :Rails, "nextgen/rails"
end

require_relative "nextgen/version"
require_relative "nextgen/native"
require_relative "nextgen/error"
require_relative "nextgen/errors"
require_relative "nextgen/last_response"
require_relative "nextgen/api_object"
require_relative "nextgen/list_object"
require_relative "nextgen/models"
require_relative "nextgen/choices"
require_relative "nextgen/resource"
require_relative "nextgen/resources"
require_relative "nextgen/client"
require_relative "nextgen/webhook"

NextGen::Native.load_kinds
NextGen.private_constant :Native
