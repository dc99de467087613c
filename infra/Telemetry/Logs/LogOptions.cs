namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>
/// Settings <c>Telemetry:Logs:*</c>: how lines look, and which share of the routine ones is kept. Money that moves,
/// refusals, errors and what operators do are never left out.
/// </summary>
public sealed class LogOptions
{
    public const string Section = "Telemetry:Logs";

    /// <summary>Auto (for people on a terminal, else JSON), Text or Json.</summary>
    public LogFormat Format { get; set; } = LogFormat.Auto;

    /// <summary>The share of routine lines that is kept, from 0 to 1; of one trace all or none.</summary>
    public double Rate { get; set; } = 1;

    /// <summary>Lower rates for times of load; of those that apply the lowest counts.</summary>
    public IList<LogBand> Bands { get; } = [];
}

/// <summary>A rate for a time of load: it applies while either measure is above its mark.</summary>
public sealed class LogBand
{
    /// <summary>The process's share of all processors, from 0 to 1; none: whatever it is.</summary>
    public double? CpuAbove { get; set; }

    /// <summary>Work that waits for a thread; none: however much it is.</summary>
    public long? QueueAbove { get; set; }

    /// <summary>The share of routine lines that is kept meanwhile, from 0 to 1.</summary>
    public double Rate { get; set; } = 0.1;

    internal bool AppliesTo(Load load) => load.Cpu > CpuAbove || load.Queue > QueueAbove;
}
