# frozen_string_literal: true

module NextGen
  # An object of an answer. It stays as it came, frozen; a field is converted when it is read.
  #
  # Fields are read by method (`charge.amount`) or by name (`charge[:amount]`, `charge["amount"]`),
  # those that this version does not know among them. A JSON object inside is an object of the class
  # that it says it is of, or else a plain {APIObject}; so is metadata.
  class APIObject
    # Names that Ruby gives a meaning of its own; a field of such a name is read by `[]`.
    PROTOCOLS = /\A(?:to_|marshal_|encode_|_)|\A(?:coerce|deconstruct|exception)\z|\W\z/
    private_constant :PROTOCOLS

    class << self
      private :new

      # @!method from_json(text)
      #   Makes an object from JSON text, as tests need it.
      #   @param text [String]
      #   @return [APIObject] Of this class; for {APIObject} itself, of the class that the text says.

      # Makes an object from a Hash, as tests need it.
      # @param hash [Hash]
      # @return [APIObject]
      def from_h(hash)
        # Loaded here, as it takes twice as long to load as all of the SDK and few programs need it.
        require "json"
        from_json(JSON.generate(hash, max_nesting: 0))
      end

      # Makes the object that {#_dump} wrote.
      # @private
      def _load(text) = from_json(text)
    end

    # @!method [](name)
    #   Reads a field.
    #   @param name [Symbol, String]
    #   @return [Object, nil] nil when there is no such field.

    # @!method key?(name)
    #   Says whether there is a field of that name.
    #   @param name [Symbol, String]
    #   @return [Boolean]

    # @!method keys
    #   Returns the names of the fields, in the order in which they came.
    #   @return [Array<Symbol>]

    # @!method to_h
    #   Returns plain data: Hashes with Symbols for names, Arrays, Strings, numbers, true, false, nil.
    #   @return [Hash{Symbol => Object}]

    # Reads a field of a field: `charge.dig(:source, :last4)`.
    # @return [Object, nil]
    def dig(name, *names)
      value = self[name]
      names.empty? || value.nil? ? value : value.dig(*names)
    end

    # Returns how the object came; nil for an event that a webhook brought.
    # @return [LastResponse, nil]
    def last_response
      response = raw_response
      LastResponse.new(*response).freeze if response
    end

    # Returns the fields that a pattern asks for; a declared field that is missing is nil.
    # @return [Hash{Symbol => Object}]
    def deconstruct_keys(names)
      declared = declared_fields
      (names || (keys | declared)).each_with_object({}) do |name, fields|
        fields[name] = self[name] if key?(name) || declared.include?(name)
      end
    end

    # Returns the object as JSON text.
    # @return [String]
    def to_json(*arguments)
      fields = to_h
      # Where the library `json` is loaded, or what Rails makes of it, its own settings hold.
      fields.respond_to?(:to_json) ? fields.to_json(*arguments) : json(false)
    end

    # Returns what Rails renders as JSON.
    # @return [Hash{String => Object}]
    def as_json(*arguments) = to_h.as_json(*arguments)

    # Says whether the other is of the same class and holds the same; numbers are compared by value.
    # @return [Boolean]
    def ==(other) = other.instance_of?(self.class) && to_h == other.to_h
    # Says the same, with numbers of the same class, as Hash needs it.
    # @return [Boolean]
    def eql?(other) = other.instance_of?(self.class) && to_h.eql?(other.to_h)
    # Returns the same number for equal objects.
    # @return [Integer]
    def hash = [self.class, to_h].hash

    # An object never changes, so a copy is the object itself.
    def dup = self
    def clone(freeze: true) = self # rubocop:disable Lint/UnusedMethodArgument

    # Shows the fields; of a webhook endpoint's secret, its last four characters.
    # @return [String]
    def inspect
      shown = masked
      fields = keys.map do |name|
        value = self[name]
        " #{name}=#{(value.is_a?(String) ? shown[name] : value).inspect}"
      end
      "#<#{self.class}#{fields.join}>"
    end
    alias to_s inspect

    # Dumps the object for Marshal: its fields, a webhook endpoint's secret cut to its last four
    # characters; how it came is left out.
    # @private
    def _dump(_level)
      json(true)
    end

    # Writes the object for YAML as it is shown, as YAML could not read it again.
    # @private
    def encode_with(coder)
      coder.map = masked.transform_keys(&:to_s)
    end

    private

    def method_missing(name, *arguments)
      arguments.empty? && respond_to_missing?(name) ? self[name] : super
    end

    def respond_to_missing?(name, include_private = false)
      (!PROTOCOLS.match?(name) && key?(name)) || super
    end
  end
end
