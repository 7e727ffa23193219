# frozen_string_literal: true

module NextGen
  # A page of a list, newest first. It is Enumerable over its objects; {#auto_paging_each} goes on
  # over the pages behind it.
  class ListObject < APIObject
    include Enumerable

    # Enumerable has these too, with another meaning.
    %i[to_h to_json as_json].each { |name| define_method(name, APIObject.instance_method(name)) }

    # The objects of the page.
    # @return [Array<APIObject>]
    def data = self[:data]

    # Whether there are more behind this page.
    # @return [Boolean]
    def has_more = self[:has_more] # rubocop:disable Naming/PredicateName

    # The path that the page came from; never followed.
    # @return [String]
    def url = self[:url]

    # Always `list`.
    # @return [String]
    def object = self[:object]

    alias has_more? has_more

    # Calls the block with each object of this page.
    # @yieldparam object [APIObject]
    # @return [Enumerator, self]
    def each(&block)
      return enum_for(:each) { items.size } unless block

      items.each(&block)
      self
    end

    # Calls the block with each object of this page and of all behind it, which are fetched as they
    # are needed: newest first, or, when the list was asked for with `ending_before` only, backward
    # from there, oldest first.
    # @yieldparam object [APIObject]
    # @return [Enumerator::Lazy, self]
    def auto_paging_each(&block)
      return enum_for(:auto_paging_each).lazy unless block

      page = self
      while page
        page.backward? ? page.items.reverse_each(&block) : page.each(&block)
        page = page.next_page
      end
      self
    end

    # Fetches the page behind this one.
    # @return [ListObject, nil] nil at the end.
    # @raise [APIError] When the list says that there is more but does not move on.
    def next_page
      return @pager.next(has_more ? true : false, text_id(items.first), text_id(items.last)) if @pager
      return unless has_more

      raise InvalidRequestError.new(
        "This list came inside another object, so it cannot fetch its next page. Ask for the list " \
        "itself, as by client.refunds.list(charge: charge.id).auto_paging_each.",
        code: "paging_unsupported"
      )
    end

    protected

    def backward? = @pager ? @pager.backward? : false

    def items
      data = self[:data]
      data.is_a?(Array) ? data : []
    end

    private

    def text_id(item)
      id = item[:id] if item.is_a?(APIObject)
      id if id.is_a?(String)
    end
  end
end
