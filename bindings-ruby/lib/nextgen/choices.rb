# Written by `make surface` from the core's table; do not edit.
# frozen_string_literal: true

module NextGen
  # How a charge stands.
  # The API may add to these.
  module ChargeStatus
    # The money was taken, or reserved.
    SUCCEEDED = "succeeded"

    # The payment is on its way; an event reports how it ends.
    PENDING = "pending"

    # The payment was declined.
    FAILED = "failed"
  end

  # Where a card's money comes from.
  # The API may add to these.
  module Funding
    # A credit card.
    CREDIT = "credit"

    # A debit card.
    DEBIT = "debit"

    # A prepaid card.
    PREPAID = "prepaid"

    # Not known.
    UNKNOWN = "unknown"
  end

  # Why money is given back.
  # The API may add to these.
  module RefundReason
    # The charge was made twice.
    DUPLICATE = "duplicate"

    # The charge was a fraud.
    FRAUDULENT = "fraudulent"

    # The customer asked for it.
    REQUESTED_BY_CUSTOMER = "requested_by_customer"
  end

  # How a refund stands.
  # The API may add to these.
  module RefundStatus
    # The money is on its way back.
    SUCCEEDED = "succeeded"

    # The refund is not through yet.
    PENDING = "pending"

    # The money could not be given back.
    FAILED = "failed"

    # The refund was called off.
    CANCELED = "canceled"
  end

  # What happened. An unknown type is an event like any other.
  # The API may add to these.
  module EventType
    # A charge succeeded.
    CHARGE_SUCCEEDED = "charge.succeeded"

    # A charge was declined.
    CHARGE_FAILED = "charge.failed"

    # A charge is on its way.
    CHARGE_PENDING = "charge.pending"

    # A reserved charge was captured.
    CHARGE_CAPTURED = "charge.captured"

    # A charge was refunded, wholly or in part.
    CHARGE_REFUNDED = "charge.refunded"

    # A charge's description, metadata or receipt address was changed.
    CHARGE_UPDATED = "charge.updated"

    # A payer disputes a charge.
    CHARGE_DISPUTE_CREATED = "charge.dispute.created"

    # A refund was created.
    REFUND_CREATED = "refund.created"

    # A refund was changed.
    REFUND_UPDATED = "refund.updated"

    # A customer was created.
    CUSTOMER_CREATED = "customer.created"

    # A customer was changed.
    CUSTOMER_UPDATED = "customer.updated"

    # A customer was deleted.
    CUSTOMER_DELETED = "customer.deleted"

    # A billing cycle was paid.
    INVOICE_PAYMENT_SUCCEEDED = "invoice.payment_succeeded"

    # A billing cycle could not be paid.
    INVOICE_PAYMENT_FAILED = "invoice.payment_failed"
  end
end
