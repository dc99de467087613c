using System.Diagnostics.Metrics;

namespace Microsoft.DurableTask;

/// <summary>What the engine counts. The appends are what an order costs the journal.</summary>
internal static class EngineMeter
{
    public const string Name = "PayFunctions.Embedded.Durable";

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Appends =
        Meter.CreateCounter<long>("durable_journal_appends", description: "Records appended, one a work item.");

    public static readonly Counter<long> Writes =
        Meter.CreateCounter<long>("durable_journal_writes", description: "Write calls; concurrent records share one.");

    public static readonly Counter<long> Bytes =
        Meter.CreateCounter<long>("durable_journal_bytes", "By", "Bytes written.");

    public static readonly Counter<long> Events =
        Meter.CreateCounter<long>("durable_history_events", description: "Events that histories gained.");

    public static readonly Counter<long> WorkItems =
        Meter.CreateCounter<long>("durable_work_items", description: "Work items done, by kind.");

    public static readonly Counter<long> Ended =
        Meter.CreateCounter<long>("durable_orchestrations", description: "Orchestrations ended, by status.");
}
