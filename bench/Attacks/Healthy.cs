using System.Collections.Concurrent;
using System.Diagnostics;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Attacks;

/// <summary>A provider that goes on telling of a payment, at a steady pace: how long is it kept waiting, and how large is the app meanwhile?</summary>
internal sealed class Healthy(Uri app, byte[] callback, int processId) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly RawConnection _connection = new(app);
    private readonly Process _process = Process.GetProcessById(processId);

    /// <summary>Sends until the work is done, and at least so long.</summary>
    public async Task<HealthySpan> DuringAsync(Func<Action<bool>, Task<AttackOutcome>> attack, TimeSpan atLeast, CancellationToken cancellation)
    {
        var (milliseconds, opening) = (new List<double>(), (double?)null);
        var (held, over) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (before, peak) = (Megabytes(), 0.0);
        var watch = Stopwatch.StartNew();
        var work = Task.Run(() => attack(isHeld => (isHeld ? held : over).TrySetResult()), cancellation);
        using var pace = new PeriodicTimer(Pace);
        while (!work.IsCompleted || watch.Elapsed < atLeast)
        {
            if (held.Task.IsCompleted && opening is null && milliseconds.Count > 0)
            {
                opening = Figures.Percentile(milliseconds, 0.99);
                milliseconds.Clear();
            }

            var started = Stopwatch.GetTimestamp();
            var answer = await _connection.AskAsync(callback, cancellation);
            if (!over.Task.IsCompleted) milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (answer.Status != 200) throw new InvalidOperationException($"A genuine callback was answered {answer.Status} during an attack.");
            peak = Math.Max(peak, Megabytes());
            await pace.WaitForNextTickAsync(cancellation);
        }

        return new(await work, milliseconds.Count, Figures.Median(milliseconds), Figures.Percentile(milliseconds, 0.99), before, peak, Megabytes(), opening);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _process.Dispose();
    }

    private double Megabytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / (1024.0 * 1024);
    }
}

/// <summary>What the healthy client and the app's memory were like in the meantime.</summary>
/// <param name="OpeningP99">Milliseconds, until the attack's connections were open; null: that was not looked at by itself, and is in the rest.</param>
internal sealed record HealthySpan(
    AttackOutcome Attack, int Calls, double Median, double P99, double MegabytesBefore, double MegabytesPeak, double MegabytesAfter,
    double? OpeningP99);

/// <summary>What became of an attack's connections.</summary>
/// <param name="Opened">Connections, or requests, in all.</param>
/// <param name="Closed">Of them, those that the app put an end to.</param>
/// <param name="Told">The statuses that came, with how often.</param>
internal sealed record AttackOutcome(int Opened, int Closed, IReadOnlyDictionary<int, int> Told, long BytesSent)
{
    public static AttackOutcome Nothing { get; } = new(0, 0, new Dictionary<int, int>(), 0);

    public static AttackOutcome Of(ConcurrentBag<(int Status, bool Closed, long Bytes)> ends) => new(
        ends.Count, ends.Count(end => end.Closed),
        ends.Where(end => end.Status != 0).CountBy(end => end.Status).ToDictionary(), ends.Sum(end => end.Bytes));
}
