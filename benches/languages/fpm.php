<?php

declare(strict_types=1);

/** One web request that makes a charge: `fpm.php?contender=ours`. Answers with the worker's process id. */

require __DIR__ . '/contenders.php';

$contender = contender($_GET['contender']);
$contender->charge($contender->client());
echo \getmypid();
