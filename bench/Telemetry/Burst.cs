namespace PayFunctions.Bench.Telemetry;

/// <summary>What one round's callbacks were like for one of the apps.</summary>
/// <param name="Tries">One more than callbacks for each that the app asked for again.</param>
/// <param name="Took">In seconds, from the first callback of each slice to its last acknowledgement.</param>
/// <param name="Seconds">From before the first callback to the answer of metrics after the last span was sent.</param>
/// <param name="Answers">Answers of metrics within that time.</param>
/// <param name="Cpu">Processor time of the app, in seconds.</param>
/// <param name="Allocated">Bytes that the app allocated.</param>
/// <param name="Spans">Sent, a callback.</param>
/// <param name="Lines">Sent, a callback.</param>
internal sealed record Burst(
    int Callbacks, int Tries, double Took, double Seconds, int Answers, Used Cpu, Used Allocated, double Spans, double Lines)
{
    /// <summary>Acknowledged a second.</summary>
    public double Rate => Callbacks / Took;

    /// <summary>In milliseconds.</summary>
    public double CpuOfCallback => OfCallback(Cpu, Cpu.OfAnswer, Cpu.IdlePerSecond) * 1000;

    /// <summary>What is left for a callback once the answers and what the app does anyway in such a time are taken off.</summary>
    public double OfCallback(Used used, double ofAnswer, double idlePerSecond) =>
        (used.InAll - Answers * ofAnswer - Seconds * idlePerSecond) / Callbacks;
}

/// <summary>Of one thing that an app uses up: how much in the time of a burst, and how much without one.</summary>
/// <param name="OfAnswer">What an answer of metrics takes.</param>
/// <param name="IdlePerSecond">What the wait before the burst took, but for its answer.</param>
internal sealed record Used(double InAll, double OfAnswer, double IdlePerSecond);
