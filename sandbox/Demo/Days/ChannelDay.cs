using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>One channel's share of a busy day, on both sides.</summary>
internal abstract class ChannelDay(DayMaking day)
{
    protected DayMaking Day { get; } = day;

    /// <summary>How many rows the provider has.</summary>
    public abstract int Rows { get; }

    /// <summary>Gives the provider its side.</summary>
    public abstract Task SeedAsync(SandboxWorld world, CancellationToken cancellation);

    /// <summary>Has the provider tell its days as they are again.</summary>
    public virtual void Forget(SandboxWorld world)
    {
    }

    /// <summary>A bill with what its provider gets wrong in it.</summary>
    protected static IEnumerable<T> Edited<T>(
        IReadOnlyList<T> lines, Dictionary<string, Func<T, IEnumerable<T>>> edits, Func<T, string> key) =>
        lines.SelectMany(line => edits.TryGetValue(key(line), out var edit) ? edit(line) : [line]);
}
