# frozen_string_literal: true

# The Ruby driver: one JSON message a line in, one answer a line out; see tests/README.md.

require "bigdecimal"
require "json"
require "nextgen"

EXACT = (2**53) - 1
ERROR_FIELDS = %i[message type code param decline_code charge doc_url http_status request_id should_retry
                  idempotency_key attempts outcome_unknown body].freeze
CLIENTS = {} # rubocop:disable Style/MutableConstant

# What Ruby cannot express.
class Unsupported < StandardError; end

# Answers every message until the input ends.
def main
  $stdout.sync = true
  $stdin.each_line do |line|
    message = JSON.parse(line, max_nesting: false)
    $stdout.write("#{JSON.generate(answer(message), max_nesting: false)}\n")
  end
end

def answer(message)
  so_far = []
  begin
    { seq: message["seq"], **respond(message, so_far) }
  rescue NextGen::NextGenError => e
    { seq: message["seq"], error: describe(e), so_far: so_far }
  rescue Unsupported => e
    { seq: message["seq"], unsupported: e.message }
  rescue Exception => e # rubocop:disable Lint/RescueException -- whatever is not the package's own must show
    { seq: message["seq"], crash: e.full_message(highlight: false) }
  end
end

# Does what a message asks for.
def respond(message, so_far)
  resource, verb = message["op"].split(".", 2)
  case message["op"]
  when "client" then make_client(message)
  when /\Awebhook\./ then webhook(verb, message)
  when "show" then { ok: show(CLIENTS.fetch(message["client"])) }
  when "request" then request(message)
  when /\.list\.all\z/ then walk(resource, message, so_far)
  else
    ids = message.key?("id") ? [message["id"]] : []
    group = CLIENTS.fetch(message["client"]).public_send(resource)
    done(group.public_send(verb, *ids, **keywords(message["params"]), **keywords(message["options"])), message)
  end
end

def make_client(message)
  options = message["from_env"] ? {} : keywords(message["options"])
  CLIENTS[message["client"]] = NextGen::Client.new(options.delete(:api_key), **options)
  { ok: nil }
end

def request(message)
  client = CLIENTS.fetch(message["client"])
  params = untag(message["params"] || {})
  done(client.request(message["method"], message["path"], params, **keywords(message["options"])), message)
end

def walk(resource, message, so_far)
  group = CLIENTS.fetch(message["client"]).public_send(resource)
  list = group.list(**keywords(message["params"]), **keywords(message["options"]))
  list.auto_paging_each do |item|
    so_far << item.id
    break if so_far.length == message["most"]
  end
  { ok: so_far }
end

# Verifies or signs a webhook.
def webhook(verb, message)
  payload = message["payload_text"] || (message["payload_base64"] || "").unpack1("m")
  if verb == "sign"
    header = NextGen::Webhook.generate_test_header(payload, message["secret"], timestamp: message["timestamp"])
    return { ok: header }
  end
  options = { now: message["now"] }
  options[:tolerance] = untag(message["tolerance"]) unless message["tolerance"] == "default"
  result = NextGen::Webhook.public_send(verb, payload, message["header"], message["secret"], **options)
  verb == "verify_header" || message["quiet"] ? { ok: nil } : done(result, message)
end

# Describes an object, how it came, and what its accessors read.
def done(result, message)
  answer = { ok: tag(result.to_h) }
  answer[:response] = result.last_response.to_h if result.last_response
  answer[:read] = message["read"].map { |path| read(result, path) } if message["read"]
  answer
end

# Follows a path: by method, by [key], by the number of an item; $class is the class's name.
def read(value, path)
  path.each do |segment|
    return nil if value.nil?

    value = case segment
            when "$class" then value.class.name.delete_prefix("NextGen::")
            when /\A\[(.*)\]\z/m then value[Regexp.last_match(1)]
            when /\A\d+\z/ then value[segment.to_i]
            else value.public_send(segment)
            end
  end
  tag(value.is_a?(NextGen::APIObject) ? value.to_h : value)
end

# Describes an error with all that the host would print of it.
def describe(error)
  fields = ERROR_FIELDS.to_h { |name| [name, tag(error.public_send(name))] }
  dumped = Marshal.dump(error).force_encoding("UTF-8").scrub
  fields.merge(class: error.class.name.delete_prefix("NextGen::"), headers: error.headers,
               shown: [error.full_message(highlight: false).force_encoding("UTF-8"), show(error), dumped].join("\n"))
end

def show(object)
  variables = object.instance_variables.map { |name| object.instance_variable_get(name).inspect }
  [object.inspect, object.to_s, *variables].join("\n")
end

# Marks the integers that a reader of JSON might round.
def tag(value)
  case value
  when Hash then value.transform_values { |inner| tag(inner) }
  when Array then value.map { |inner| tag(inner) }
  when Integer then value.abs > EXACT ? { "$integer": value.to_s } : value
  else value
  end
end

def keywords(hash) = untag(hash || {}).transform_keys(&:to_sym)

# Makes the values that JSON cannot carry.
def untag(value)
  case value
  when Array then value.map { |inner| untag(inner) }
  when Hash
    name, argument = value.first
    return TAGS.fetch(name).call(argument) if value.length == 1 && name.start_with?("$")

    value.transform_values { |inner| untag(inner) }
  else value
  end
end

TAGS = {
  "$float" => ->(text) { Float(text) },
  "$nan" => ->(_) { Float::NAN },
  "$infinity" => ->(sign) { sign * Float::INFINITY },
  "$bigint" => ->(digits) { Integer(digits) },
  "$subclass" => ->(_) { raise Unsupported, "Integer has no subclasses" },
  "$decimal" => ->(digits) { BigDecimal(digits) },
  "$bytes" => ->(base64) { base64.unpack1("m") },
  "$surrogate" => ->(_) { "\xED\xA0\x80" },
  "$cycle" => ->(kind) { kind == "list" ? [].tap { |list| list << list } : {}.tap { |hash| hash["a"] = hash } },
  "$deep" => ->(levels) { levels.times.reduce("x") { |inner, _| { "a" => inner } } },
  "$shared" => ->(levels) { levels.times.reduce("x") { |inner, _| { "a" => inner, "b" => inner } } }
}.freeze

main
