/** The package as an ES module sees it. */

import NextGen, { NextGen as Named } from "nextgen-node";
import type { Event } from "nextgen-node/webhooks";
import fastifyWebhook, { nextgenWebhook } from "nextgen-node/fastify";

export const client: NextGen = new Named("sk_test_...");
export const event = (given: NextGen.Event): Event => given;
export const plugins = [fastifyWebhook, nextgenWebhook];
export const isDecline = (error: unknown): error is NextGen.CardError => error instanceof Named.CardError;
