<?php
require 'vendor/autoload.php';

$sandbox = \NextGen\Testing\Sandbox::start();
$charge = $sandbox->client()->charges->create(amount: 2000, currency: 'usd', source: 'tok_visa');
echo $charge->toArray()['status'];
