using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PayFunctions.Infra.Telemetry;

/// <summary>The one source of traces and the one meter, and every instrument on it.</summary>
public static class PayFunctionsTelemetry
{
    public const string Name = "PayFunctions";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);

    /// <summary>
    /// Callbacks answered, by <c>provider</c> and <c>outcome</c> (applied, repeat, quarantined, refused, unavailable).
    /// </summary>
    public static readonly Counter<long> Callbacks = Meter.CreateCounter<long>("callbacks");

    /// <summary>Callbacks refused, by <c>provider</c> and <c>reason</c>.</summary>
    public static readonly Counter<long> CallbackRefusals = Meter.CreateCounter<long>("callback_refusals");

    /// <summary>
    /// Notifications that an order had taken before, by <c>provider</c> and <c>kind</c>: the same bytes (same), signed anew
    /// under the same id (resealed), the same signed bytes under another id (renamed: no provider does that).
    /// </summary>
    public static readonly Counter<long> CallbackReplays = Meter.CreateCounter<long>("callback_replays");

    /// <summary>Evidence that its machine refused, by <c>machine</c> and <c>reason</c>.</summary>
    public static readonly Counter<long> EvidenceRefusals = Meter.CreateCounter<long>("evidence_refusals");

    /// <summary>Requests of merchants and operators that were refused or failed, by <c>function</c> and <c>status</c>.</summary>
    public static readonly Counter<long> ApiRefusals = Meter.CreateCounter<long>("api_refusals");

    /// <summary>One address sent many callbacks that were not signed, by <c>provider</c>: once a minute and address.</summary>
    public static readonly Counter<long> RefusalBursts = Meter.CreateCounter<long>("callback_refusal_bursts");

    /// <summary>
    /// Evidence kept for an operator, by <c>provider</c> and <c>reason</c>: every one is worth an alert.
    /// </summary>
    public static readonly Counter<long> Quarantined = Meter.CreateCounter<long>("quarantined");

    /// <summary>Moves of the state machines, by <c>machine</c>, <c>from</c>, <c>to</c> and <c>repeat</c>.</summary>
    public static readonly Counter<long> StateTransitions = Meter.CreateCounter<long>("state_transitions");

    /// <summary>Orders that went another way than they would have, by <c>from</c>, <c>to</c> (channels) and
    /// <c>reason</c>.</summary>
    public static readonly Counter<long> ChannelSwitches = Meter.CreateCounter<long>("channel_switches");

    /// <summary>Changes of the channels' breakers, by <c>channel</c>, <c>to</c> and <c>reason</c>.</summary>
    public static readonly Counter<long> BreakerMoves = Meter.CreateCounter<long>("channel_breaker_moves");

    /// <summary>What had fallen through and goes on again, by <c>kind</c> (Order, FollowUp, Refund, TopUp, Webhook).</summary>
    public static readonly Counter<long> Heals = Meter.CreateCounter<long>("heals");

    /// <summary>From the first byte of a callback to its acknowledgement, in seconds, by <c>provider</c>.</summary>
    public static readonly Histogram<double> Acknowledgement = Seconds("callback_acknowledgement_seconds");

    /// <summary>Calls to providers, in seconds, by <c>provider</c>, <c>operation</c> and <c>outcome</c>.</summary>
    public static readonly Histogram<double> ProviderCalls = Seconds("provider_call_seconds");

    /// <summary>Attempts to deliver webhooks, in seconds, by <c>outcome</c>.</summary>
    public static readonly Histogram<double> WebhookAttempts = Seconds("webhook_attempt_seconds");

    /// <summary>Messages to merchants that ended, by <c>event</c> and <c>state</c> (delivered, dead_lettered).</summary>
    public static readonly Counter<long> WebhookMessages = Meter.CreateCounter<long>("webhook_messages");

    /// <summary>
    /// Requests to Table Storage that reached the wire, in seconds, by <c>method</c> and <c>status</c>.
    /// </summary>
    public static readonly Histogram<double> StorageRequests = Seconds("storage_request_seconds");

    /// <summary>Spans and log lines that the collector has taken, by <c>signal</c>.</summary>
    public static readonly Counter<long> TelemetrySent = Meter.CreateCounter<long>("telemetry_sent");

    /// <summary>
    /// Spans and log lines that nobody will see, by <c>signal</c> and <c>reason</c> (queue_full, not_taken, not_sent):
    /// the collector is away or slow, and nothing waits for it.
    /// </summary>
    public static readonly Counter<long> TelemetryDropped = Meter.CreateCounter<long>("telemetry_dropped");

    /// <summary>Routine log lines that were left out by policy.</summary>
    public static readonly Counter<long> LogLinesLeftOut = Meter.CreateCounter<long>("log_lines_left_out");

    /// <summary>
    /// What was booked, in minor units, by <c>account</c> (without whose it is; wallets by their two parts),
    /// <c>side</c> (debit, credit) and <c>currency</c>.
    /// </summary>
    public static readonly Counter<long> Ledger = Meter.CreateCounter<long>("ledger_minor_units");

    /// <summary>What broke off and can't go on by itself, by <c>kind</c>.</summary>
    public static readonly Counter<long> Poison = Meter.CreateCounter<long>("poison");

    /// <summary>The newest day that is due of a channel: the share of its rows that agree, by <c>tenant</c> and
    /// <c>channel</c>.</summary>
    public static readonly Gauge<double> MatchRate = Meter.CreateGauge<double>("reconciliation_match_rate");

    /// <summary>The same day: 1 once it is final, 0 while it is late, by <c>tenant</c> and <c>channel</c>.</summary>
    public static readonly Gauge<int> DayIsFinal = Meter.CreateGauge<int>("reconciliation_day_final");

    /// <summary>Processor time of this process, in seconds.</summary>
    public static readonly ObservableCounter<double> ProcessCpu = Meter.CreateObservableCounter(
        "process_cpu_seconds", static () => Environment.CpuUsage.TotalTime.TotalSeconds, "s");

    /// <summary>All that this process has allocated, collected or not: to the byte, whoever asks for it.</summary>
    public static readonly ObservableCounter<long> ProcessAllocated = Meter.CreateObservableCounter(
        "process_allocated_bytes", static () => GC.GetTotalAllocatedBytes(precise: true), "By");

    /// <summary>With the buckets that <c>GET metrics</c> has: a collector's own begin at five of whatever is measured.</summary>
    private static Histogram<double> Seconds(string name) => Meter.CreateHistogram(
        name, "s", description: null, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = MetricSeries.Bounds });
}
