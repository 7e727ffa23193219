# frozen_string_literal: true

module NextGen
  # How an object came.
  #
  # - `status`: the HTTP status
  # - `headers`: names in lower case with their values
  # - `request_id`: the id of the request, to quote to support
  # - `idempotency_key`: the key that a POST carried, the caller's or the random one made for it
  # - `attempts`: how many attempts it took, 1 or more
  LastResponse = Struct.new(:status, :headers, :request_id, :idempotency_key, :attempts) do
    members.each { |name| undef_method(:"#{name}=") }
  end
end
