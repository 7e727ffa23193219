# Written by `make surface` from the core's table; do not edit.
# frozen_string_literal: true

module NextGen
  # The version of the gem.
  VERSION = "0.1.0"
end
