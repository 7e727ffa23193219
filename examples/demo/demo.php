<?php

// Moves money in test mode and tells what happened: a customer, a charge, a decline, a refund, and
// the webhook that reports it. `make demo` starts the sandbox and runs it.

declare(strict_types=1);

require getenv('NEXTGEN_AUTOLOAD') ?: 'vendor/autoload.php';

/** Waits for a delivery, verifies it over the raw body and thanks for it. */
function nextEvent($server, string $secret): \NextGen\Event
{
    $socket = stream_socket_accept($server, 30);
    $headers = [];
    while (($line = trim((string) fgets($socket))) !== '') {
        [$name, $value] = explode(':', $line, 2) + [1 => ''];
        $headers[strtolower($name)] = trim($value);
    }
    $payload = stream_get_contents($socket, (int) $headers['content-length']);
    $event = \NextGen\Webhook::constructEvent($payload, $headers['nextgen-signature'], $secret);
    fwrite($socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    fclose($socket);

    return $event;
}

$nextgen = new \NextGen\Client();
$server = stream_socket_server('tcp://127.0.0.1:0');
$endpoint = $nextgen->webhookEndpoints->create(
    url: 'http://' . stream_socket_get_name($server, false) . '/webhooks',
    enabled_events: ['charge.refunded'],
);

$customer = $nextgen->customers->create(email: 'ada@example.com', source: 'tok_visa');
echo "customer  {$customer->id}  {$customer->email}\n";

$charge = $nextgen->charges->create(amount: 2000, currency: 'usd', customer: $customer->id, metadata: ['order' => '42']);
echo "charge    {$charge->id}  {$charge->amount} {$charge->currency}  {$charge['status']}\n";

try {
    $nextgen->charges->create(amount: 2000, currency: 'usd', source: 'tok_chargeDeclinedInsufficientFunds');
} catch (\NextGen\Exception\CardException $e) {
    echo "declined  {$e->charge}  {$e->declineCode}: {$e->getMessage()}\n";
}

$refund = $nextgen->refunds->create(charge: $charge->id, amount: 500, reason: \NextGen\RefundReason::RequestedByCustomer);
echo "refund    {$refund->id}  {$refund->amount} {$refund->currency}  {$refund['status']}\n";

$event = nextEvent($server, $endpoint->secret);
$refunded = $event->data->object;
assert($event->type === 'charge.refunded' && $refunded->id === $charge->id);
echo "webhook   {$event->id}  {$event->type}  amount_refunded {$refunded->amount_refunded}  verified\n";
