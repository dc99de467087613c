namespace PayFunctions.Tests.Contracts.Surface;

/// <summary>A public surface with one of each thing that the check compares.</summary>
public abstract class SampleGate<T> : SampleFence, IDisposable
    where T : class
{
    protected SampleGate(string name, int? height = null) => Name = name + height;

    public static SampleGate<T>? Last { get; protected set; }

    public string Name { get; }

    public virtual IReadOnlyList<T?>? Keys { get; init; }

    public abstract Task<TWay> OpenAsync<TWay>(
        T key, SampleWay way = SampleWay.Out, double speed = 1.5, CancellationToken cancellationToken = default)
        where TWay : struct;

    public static implicit operator string(SampleGate<T> gate) => gate.Name;

    public void Dispose() => GC.SuppressFinalize(this);

    internal void Oil()
    {
    }
}

public class SampleFence;

public enum SampleWay
{
    In = 0,
    Out = 2,
}

public delegate bool SampleWatch(in SampleTicket ticket, out string? reason);

public readonly struct SampleTicket;

public sealed record SampleKey(string Teeth);

public static class SampleExtensions
{
    public static void Paint(this SampleFence fence, params string[] colours) => _ = (fence, colours);
}

public interface ISampleGuard
{
    string? Shift { get; set; }

    Task WatchAsync(SampleWatch watch);
}
